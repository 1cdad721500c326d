{% macro is_due(indicator, year) %}
    {#- Whether a realisation of the indicator is due for the year. -#}
    (
        {{ year }} >= {{ indicator }}.first_due_year
        and (
            {{ indicator }}.frequency = 'annual'
            or mod({{ year }} - {{ indicator }}.first_due_year, 2) = 0
        )
    )
{%- endmacro %}
