{% macro seed_file(seed_name) %}
    {#- Path of the file of a seed, as messages name it. -#}
    {%- if execute -%}
        {{- graph.nodes['seed.' ~ project_name ~ '.' ~ seed_name].original_file_path -}}
    {%- endif -%}
{% endmacro %}
