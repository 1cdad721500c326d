{% macro in_unit_of_indicator(number, factor) %}
    {#-
        A printed figure in the unit that its indicator is kept in. The product needs twice the digits
        of a figure, which it is given where there is one to make.
    -#}
    case
        when coalesce({{ factor }}, 1) = 1 then {{ number }}
        else cast(
            cast({{ number }} as decimal(26, 6)) * cast({{ factor }} as decimal(10, 6))
            as {{ figure_type() }}
        )
    end
{%- endmacro %}
