{% macro is_missed(
    target_low, target_high, realised_low, realised_high, qualifier='null', is_strict='false'
) %}
    {#-
        Whether no number that a realisation may stand for lies within the target, whose ends belong
        to it unless it is strict, printed as `<` or `>`. The lower end of a realisation belongs to
        it unless it is printed as `>`; the upper end does not, unless it is printed as `≤`.
    -#}
    (
        {{ realised_low }} > {{ target_high }}
        or (
            {{ realised_low }} = {{ target_high }}
            and ({{ is_strict }} or coalesce({{ qualifier }} = '>', false))
        )
        or {{ realised_high }} < {{ target_low }}
        or (
            {{ realised_high }} = {{ target_low }}
            and ({{ is_strict }} or coalesce({{ qualifier }} <> '≤', true))
        )
    )
{%- endmacro %}
