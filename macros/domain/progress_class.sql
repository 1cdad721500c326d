{% macro progress_class(ratio, on_track, moderate) %}
    {#-
        Class of the pace towards a target. Who has reached the target has achieved it, whatever the
        pace; who is short of a target that asks for no improvement is moving away from it.
    -#}
    case
        when not_determined_because in ('no_target', 'no_direction') then 'not_determined'
        when not is_short_of_target then 'achieved'
        when not_determined_because is not null then 'not_determined'
        when {{ ratio }} is null or {{ ratio }} < 0 then 'moving_away'
        {#- A billionth less also counts: binary fractions cannot hold most decimal ratios. #}
        when {{ ratio }} >= {{ on_track }} - 0.000000001 then 'on_track'
        when {{ ratio }} >= {{ moderate }} - 0.000000001 then 'moderate'
        else 'limited'
    end
{%- endmacro %}
