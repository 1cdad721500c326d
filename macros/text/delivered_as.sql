{% macro delivered_as(seed_name) %}
    {#-
        Where rows of a list come from, for the message of a test that cannot tell typed rows from
        landed ones.
    -#}
    {{ seed_file(seed_name) }}{{ ' or landed ' ~ seed_name if landing_is_on() }}
{%- endmacro %}
