{% macro finding(
    rule,
    indicator_id='indicator_id',
    other_indicator_id='null',
    year='year',
    value_type='value_type',
    subject='null',
    observed='null',
    allowed='null'
) -%}
    {#- The columns that every rule fills the same way; figures and arithmetic follow them. -#}
    '{{ rule }}' as rule_id,
    document_id,
    {{ as_text(indicator_id) }} as indicator_id,
    {{ as_text(other_indicator_id) }} as other_indicator_id,
    area_id,
    {{ year }} as year,
    {{ value_type }} as value_type,
    {{ as_text(subject) }} as subject,
    {%- for interval, name in [(observed, 'observed'), (allowed, 'allowed')] %}
    {%- set low, high = (interval, interval) if interval is string else interval %}
    cast({{ low }} as {{ double_type() }}) as {{ name }}_low,
    cast({{ high }} as {{ double_type() }}) as {{ name }}_high
    {{- ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
