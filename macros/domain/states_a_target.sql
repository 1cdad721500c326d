{% macro states_a_target(figures) %}
    {#- Whether a figure is a target that a realisation can be held against: number, range or word. -#}
    (
        {{ figures }}.value_type = 'target'
        and (
            coalesce({{ figures }}.value, {{ figures }}.value_low) is not null
            or {{ figures }}.direction_word is not null
        )
    )
{%- endmacro %}
