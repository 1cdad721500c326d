{% macro double_type() %}
    {{ return(adapter.dispatch('double_type')()) }}
{% endmacro %}

{% macro default__double_type() %}
    {%- do return('double') -%}
{% endmacro %}

{% macro postgres__double_type() %}
    {%- do return('double precision') -%}
{% endmacro %}


{% macro median(expression) %}
    {{ return(adapter.dispatch('median')(expression)) }}
{% endmacro %}

{% macro default__median(expression) %}
    {%- do return('median(' ~ expression ~ ')') -%}
{% endmacro %}

{% macro postgres__median(expression) %}
    {%- do return('percentile_cont(0.5) within group (order by ' ~ expression ~ ')') -%}
{% endmacro %}
