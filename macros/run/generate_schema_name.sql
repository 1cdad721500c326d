{% macro generate_schema_name(custom_schema_name, node) %}
    {#- Schema names are part of the public interface, so they carry no prefix. -#}
    {{ custom_schema_name or target.schema }}
{% endmacro %}
