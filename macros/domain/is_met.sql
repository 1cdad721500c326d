{% macro is_met(
    target_low, target_high, realised_low, realised_high, qualifier='null', is_strict='false'
) %}
    {#-
        Whether every number that a realisation may stand for lies within the target; see is_missed
        for which ends belong to which interval.
    -#}
    (
        (
            {{ target_low }} is null
            or {{ realised_low }} > {{ target_low }}
            or (
                {{ realised_low }} = {{ target_low }}
                and (not {{ is_strict }} or coalesce({{ qualifier }} = '>', false))
            )
        )
        and (
            {{ target_high }} is null
            or {{ realised_high }} < {{ target_high }}
            or (
                {{ realised_high }} = {{ target_high }}
                and not ({{ is_strict }} and coalesce({{ qualifier }} = '≤', false))
            )
        )
    )
{%- endmacro %}
