{#-
    Patterns given to these macros must hold no backslash, because Spark treats it as an escape
    inside a string: write [.] for a full stop and [0-9] for a digit.
-#}

{% macro regexp_like(text, pattern) %}
    {{ return(adapter.dispatch('regexp_like')(text, pattern)) }}
{% endmacro %}

{% macro default__regexp_like(text, pattern) %}
    {%- do return("regexp_matches(" ~ text ~ ", '" ~ pattern ~ "')") -%}
{% endmacro %}

{% macro postgres__regexp_like(text, pattern) %}
    {%- do return("(" ~ text ~ " ~ '" ~ pattern ~ "')") -%}
{% endmacro %}

{% macro spark__regexp_like(text, pattern) %}
    {%- do return("(" ~ text ~ " rlike '" ~ pattern ~ "')") -%}
{% endmacro %}


{% macro regexp_first(text, pattern) %}
    {{ return(adapter.dispatch('regexp_first')(text, pattern)) }}
{% endmacro %}

{% macro default__regexp_first(text, pattern) %}
    {%- do return("nullif(regexp_extract(" ~ text ~ ", '" ~ pattern ~ "', 0), '')") -%}
{% endmacro %}

{% macro postgres__regexp_first(text, pattern) %}
    {%- do return("substring(" ~ text ~ " from '" ~ pattern ~ "')") -%}
{% endmacro %}
