{% macro progress_class(ratio, on_track, moderate) %}
    {#-
        Class of the pace towards a target. Who has reached the target has achieved it, whatever the
        pace; who is short of a target that asks for no improvement is moving away from it, and who
        missed it was not on track.
    -#}
    case
        when is_achieved and is_weak_target then 'achieved_weak_target'
        when is_achieved then 'achieved'
        when not_determined_because is not null then 'not_determined'
        when {{ ratio }} is null or {{ ratio }} < 0 then 'moving_away'
        {#- A billionth less also counts: binary fractions cannot hold most decimal ratios. #}
        when {{ ratio }} >= {{ on_track }} - 0.000000001 and not is_missed then 'on_track'
        when {{ ratio }} >= {{ moderate }} - 0.000000001 then 'moderate'
        else 'limited'
    end
{%- endmacro %}
