{% test constraints_hold(model, may_be_empty=false) %}
    {%- if execute -%}
    {%- set table = model.identifier -%}
    {%- set node = graph.nodes['model.' ~ project_name ~ '.' ~ table] -%}
    {%- set key = primary_key(node) -%}
    {%- set required = required_columns(node) -%}
    {#- Rows of a view are those of tables with tests of their own; of many figures they cost much. -#}
    {%- set rows_are_tested = not (landing_is_on() and node.config.materialized == 'view') -%}

    select
        '{{ table }}' as place,
        'no rows' as found,
        'at least one' as expected
    where
        not exists (select 1 from {{ model }})
        and {{ 'false' if may_be_empty or flags.EMPTY else 'true' }}

    {%- if required and rows_are_tested %}
    union all
    select
        '{{ table }}, column ' || concat_ws(
            ', '
            {%- for column in required %},
            case when {{ column }} is null then '{{ column }}' end
            {%- endfor %}
        ) as place,
        'nothing' as found,
        'a value' as expected
    from {{ model }}
    where
        {%- for column in required %}
        {{ 'or ' if not loop.first }}{{ column }} is null
        {%- endfor %}
    {%- endif %}

    {%- if key and rows_are_tested %}
    union all
    {{ repeated_keys(model, key) }}
    {%- endif %}

    {%- for foreign_key in foreign_keys(node) %}
    union all
    select
        '{{ table }}, column {{ foreign_key.column }}' as place,
        cast(keys.{{ foreign_key.column }} as {{ dbt.type_string() }}) as found,
        'a row of {{ foreign_key.to }}' as expected
    from (select distinct {{ foreign_key.column }} from {{ model }}) as keys
    left join {{ graph.nodes['model.' ~ project_name ~ '.' ~ foreign_key.to].relation_name }} as target_rows
        on keys.{{ foreign_key.column }} = target_rows.{{ foreign_key.to_column }}
    where
        keys.{{ foreign_key.column }} is not null
        and target_rows.{{ foreign_key.to_column }} is null
    {%- endfor %}
    {%- endif %}
{% endtest %}
