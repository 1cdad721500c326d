{% macro is_due(indicator, year) %}
    {#- Whether a realisation of the indicator is due for the year; never if it is irregular. -#}
    (
        {{ year }} >= {{ indicator }}.first_due_year
        and case {{ indicator }}.frequency
            when 'annual' then true
            when 'biennial' then mod({{ year }} - {{ indicator }}.first_due_year, 2) = 0
            when 'quadrennial' then mod({{ year }} - {{ indicator }}.first_due_year, 4) = 0
            else false
        end
    )
{%- endmacro %}
