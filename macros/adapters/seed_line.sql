{% macro seed_line(seed=none) %}
    {{ return(adapter.dispatch('seed_line')(seed)) }}
{% endmacro %}

{% macro default__seed_line(seed) %}
    {%- do return("cast(null as integer)") -%}
{% endmacro %}

{% macro duckdb__seed_line(seed) %}
    {#- With --empty, dbt reads a query without rows in place of the seed. -#}
    {%- if flags.EMPTY -%}
        {%- do return(default__seed_line(seed)) -%}
    {%- endif -%}
    {#- Rows keep the order of the file, whose first line is the header. -#}
    {%- do return("cast(" ~ (seed ~ "." if seed else "") ~ "rowid + 2 as integer)") -%}
{% endmacro %}
