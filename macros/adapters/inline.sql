{#-
    DuckDB keeps all rows of a CTE that is named more than once. Where figures are many, and what the
    CTE does is little, reading them again for each use takes less time and far less memory.
-#}

{% macro inline() %}
    {{ return(adapter.dispatch('inline')()) }}
{% endmacro %}

{% macro default__inline() %}
    {%- do return('not materialized') -%}
{% endmacro %}

{% macro spark__inline() %}
    {#- Spark never keeps them. -#}
    {%- do return('') -%}
{% endmacro %}
