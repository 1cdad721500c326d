{% macro is_met(
    direction, target, realised_low, realised_high, qualifier='null', is_strict='false'
) %}
    {#-
        Whether every number that a realisation may stand for meets the target; see is_missed for
        which ends of the interval belong to it.
    -#}
    (
        (
            {{ direction }} = 'lower_is_better'
            and (
                {{ realised_high }} < {{ target }}
                or (
                    {{ realised_high }} = {{ target }}
                    and not ({{ is_strict }} and coalesce({{ qualifier }} = '≤', false))
                )
            )
        )
        or (
            {{ direction }} = 'higher_is_better'
            and (
                {{ realised_low }} > {{ target }}
                or (
                    {{ realised_low }} = {{ target }}
                    and (not {{ is_strict }} or coalesce({{ qualifier }} = '>', false))
                )
            )
        )
    )
{%- endmacro %}
