{% macro is_missed(direction, target, realised_low, realised_high) %}
    {#-
        Whether every number that a realisation may stand for is worse than the target. Equal is met.
    -#}
    (
        ({{ direction }} = 'lower_is_better' and {{ realised_low }} > {{ target }})
        or ({{ direction }} = 'higher_is_better' and {{ realised_high }} <= {{ target }})
    )
{%- endmacro %}
