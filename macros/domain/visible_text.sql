{% macro visible_text(text) %}
    {#-
        What two texts have in common that look the same: one kind of space and dash, one space at a
        time, no signs that are not to be seen, and no accents, which are written in two ways.
    -#}
    {%- set accented = 'àáâäçèéêëìíîïñòóôöùúûüÿÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜ' -%}
    {%- set plain = 'aaaaceeeeiiiinoooouuuuyAAAACEEEEIIIINOOOOUUUU' -%}
    {#- Accents of their own stand for nothing, so they go. -#}
    {%- set accents = "\u0300\u0301\u0302\u0303\u0308\u0327" -%}
    {%- set bare -%}
        translate({{ printed_signs(text) }}, '{{ accented ~ accents }}', '{{ plain }}')
    {%- endset -%}
    {{ regexp_replace_all(bare, ' +', ' ') }}
{%- endmacro %}
