{% macro postgres__get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) %}
    {#-
        Takes the place of dbt's own macro for PostgreSQL. A number there remembers the digits behind
        its decimal mark, and dbt would call 8.5 and 8.500000 different.
    -#}
    {%- set numbers = [] -%}
    {%- for column in get_column_schema_from_query(main_sql) if column.dtype.startswith('DECIMAL') -%}
        {%- do numbers.append(adapter.quote(column.name)) -%}
    {%- endfor -%}
    {%- set columns = [] -%}
    {%- for name in expected_column_names -%}
        {%- do columns.append('trim_scale(' ~ name ~ ') as ' ~ name if name in numbers else name) -%}
    {%- endfor -%}
    {{ default__get_unit_test_sql(
        'select ' ~ columns | join(', ') ~ ' from (' ~ main_sql ~ ') as actual',
        'select ' ~ columns | join(', ') ~ ' from (' ~ expected_fixture_sql ~ ') as expected',
        expected_column_names
    ) }}
{% endmacro %}
