{% macro seed_line() %}
    {{ return(adapter.dispatch('seed_line')()) }}
{% endmacro %}

{% macro default__seed_line() %}
    {%- do return("cast(null as integer)") -%}
{% endmacro %}

{% macro duckdb__seed_line() %}
    {#- Rows keep the order of the file, whose first line is the header. -#}
    {%- do return("cast(rowid + 2 as integer)") -%}
{% endmacro %}
