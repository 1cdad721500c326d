{% macro is_missed(
    direction, target, realised_low, realised_high, qualifier='null', is_strict='false'
) %}
    {#-
        Whether no number that a realisation may stand for meets the target. The lower end of the
        interval belongs to it, unless the realisation is printed as `>`; the upper end does not,
        unless it is printed as `≤`. A strict target, printed as `<` or `>`, is not met by the
        number itself.
    -#}
    (
        (
            {{ direction }} = 'lower_is_better'
            and (
                {{ realised_low }} > {{ target }}
                or (
                    {{ realised_low }} = {{ target }}
                    and ({{ is_strict }} or coalesce({{ qualifier }} = '>', false))
                )
            )
        )
        or (
            {{ direction }} = 'higher_is_better'
            and (
                {{ realised_high }} < {{ target }}
                or (
                    {{ realised_high }} = {{ target }}
                    and ({{ is_strict }} or coalesce({{ qualifier }} <> '≤', true))
                )
            )
        )
    )
{%- endmacro %}
