{% macro duckdb__create_view_as(relation, sql) %}
    {#-
        A view remembers the names of its sources. Without the name of their database it can be read
        whatever a reader calls the published file, and finds them beside itself.
    -#}
    {%- if config.get('contract').enforced -%}
        {{ get_assert_columns_equivalent(sql) }}
    {%- endif %}
    create view {{ relation }} as (
        {{ sql | replace(adapter.quote(relation.database) ~ '.', '') }}
    );
{% endmacro %}
