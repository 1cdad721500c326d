{% macro whole_number_text(expression, separator) %}
    {{ return(adapter.dispatch('whole_number_text')(expression, separator)) }}
{% endmacro %}

{% macro default__whole_number_text(expression, separator) %}
    {%- set whole -%}
        cast(round(cast({{ expression }} as decimal(38, 10)), 0) as {{ dbt.type_bigint() }})
    {%- endset -%}
    {%- set text_type = dbt.type_string() -%}
    case
        when {{ whole }} >= 1000000
            then
                cast(cast(floor({{ whole }} / 1000000) as {{ dbt.type_bigint() }}) as {{ text_type }})
                || '{{ separator }}'
                || lpad(
                    cast(
                        cast(floor(mod({{ whole }}, 1000000) / 1000) as {{ dbt.type_bigint() }})
                        as {{ text_type }}
                    ),
                    3,
                    '0'
                )
                || '{{ separator }}'
                || lpad(cast(mod({{ whole }}, 1000) as {{ text_type }}), 3, '0')
        when {{ whole }} >= 1000
            then
                cast(cast(floor({{ whole }} / 1000) as {{ dbt.type_bigint() }}) as {{ text_type }})
                || '{{ separator }}'
                || lpad(cast(mod({{ whole }}, 1000) as {{ text_type }}), 3, '0')
        else cast({{ whole }} as {{ text_type }})
    end
{%- endmacro %}

{% macro duckdb__whole_number_text(expression, separator) %}
    {#- Far shorter text than the default, which dbt takes long to parse where a model repeats it. -#}
    replace(
        format('{:,}', cast(round({{ expression }}, 0) as bigint)), ',', '{{ separator }}'
    )
{%- endmacro %}


{% macro decimal_text(expression, decimals, mark) %}
    {#- A number with a fixed number of decimals behind the given decimal mark. -#}
    replace(
        cast(
            cast(round(cast({{ expression }} as decimal(38, 10)), {{ decimals }}) as decimal(28, {{ decimals }}))
            as {{ dbt.type_string() }}
        ),
        '.',
        '{{ mark }}'
    )
{%- endmacro %}
