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


{#-
    The parts of a text that matches, by the names of the groups in the order of the pattern; one
    match, however many groups. A group is read with regexp_group.
-#}

{% macro regexp_groups(text, pattern, names) %}
    {{ return(adapter.dispatch('regexp_groups')(text, pattern, names)) }}
{% endmacro %}

{% macro default__regexp_groups(text, pattern, names) %}
    {%- do return(
        "regexp_extract(" ~ text ~ ", '" ~ pattern ~ "', ['" ~ names | join("', '") ~ "'])"
    ) -%}
{% endmacro %}

{% macro postgres__regexp_groups(text, pattern, names) %}
    {%- do return("regexp_match(" ~ text ~ ", '" ~ pattern ~ "')") -%}
{% endmacro %}

{% macro spark__regexp_groups(text, pattern, names) %}
    {#- Put together with a sign that no printed text holds, then taken apart. -#}
    {%- set numbers = [] -%}
    {%- for name in names -%}
        {%- do numbers.append('$' ~ loop.index) -%}
    {%- endfor -%}
    {%- do return(
        "case when " ~ regexp_like(text, pattern) ~ " then split(regexp_replace(" ~ text ~ ", '"
        ~ pattern ~ "', '" ~ numbers | join('\u241f') ~ "'), '\u241f', -1) end"
    ) -%}
{% endmacro %}


{% macro regexp_group(groups, names, name) %}
    {{ return(adapter.dispatch('regexp_group')(groups, names, name)) }}
{% endmacro %}

{% macro default__regexp_group(groups, names, name) %}
    {%- do return("nullif(" ~ groups ~ "." ~ name ~ ", '')") -%}
{% endmacro %}

{% macro postgres__regexp_group(groups, names, name) %}
    {%- do return("nullif(" ~ groups ~ "[" ~ (names.index(name) + 1) ~ "], '')") -%}
{% endmacro %}

{% macro spark__regexp_group(groups, names, name) %}
    {%- do return("nullif(" ~ groups ~ "[" ~ names.index(name) ~ "], '')") -%}
{% endmacro %}


{% macro regexp_replace_all(text, pattern, replacement) %}
    {{ return(adapter.dispatch('regexp_replace_all')(text, pattern, replacement)) }}
{% endmacro %}

{% macro default__regexp_replace_all(text, pattern, replacement) %}
    {%- do return(
        "regexp_replace(" ~ text ~ ", '" ~ pattern ~ "', '" ~ replacement ~ "', 'g')"
    ) -%}
{% endmacro %}

{% macro spark__regexp_replace_all(text, pattern, replacement) %}
    {%- do return("regexp_replace(" ~ text ~ ", '" ~ pattern ~ "', '" ~ replacement ~ "')") -%}
{% endmacro %}
