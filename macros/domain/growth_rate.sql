{% macro growth_rate(first_value, first_year, last_value, last_year) %}
    {#- Growth a year, compounded, as a ratio; null where no such growth leads from one to the other. -#}
    case
        when {{ first_value }} > 0 and {{ last_value }} >= 0 and {{ last_year }} > {{ first_year }}
            then
                power(
                    {{ last_value }} / {{ first_value }},
                    cast(1 as {{ double_type() }}) / ({{ last_year }} - {{ first_year }})
                ) - 1
    end
{%- endmacro %}
