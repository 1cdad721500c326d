{% macro is_weaker(direction, value, reference_low, reference_high) %}
    {#-
        Whether a value is certainly worse than any number in the half-open interval from
        reference_low to reference_high. An indicator without direction has no worse.
    -#}
    (
        ({{ direction }} = 'lower_is_better' and {{ value }} >= {{ reference_high }})
        or ({{ direction }} = 'higher_is_better' and {{ value }} < {{ reference_low }})
    )
{%- endmacro %}
