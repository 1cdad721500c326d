{% macro duckdb__get_assert_columns_equivalent(sql) %}
    {#-
        dbt checks a contract with two queries and several macros a column, which takes a tenth of
        the time of a build. One query settles the usual case, that all is as declared; whatever is
        not plainly so goes to dbt's own check, which words the error.
    -#}
    {%- set declared = [] -%}
    {%- for column in model.columns.values() -%}
        {%- do declared.append(
            column.name ~ ' '
            ~ column.data_type | upper | replace(' ', '') | replace('TEXT', 'VARCHAR')
        ) -%}
    {%- endfor -%}
    {%- set found = [] -%}
    {%- for column in adapter.get_column_schema_from_query(sql) -%}
        {%- do found.append(column.name ~ ' ' ~ column.dtype) -%}
    {%- endfor -%}
    {%- if declared | sort != found | sort -%}
        {{ assert_columns_equivalent(sql) }}
    {%- endif -%}
{% endmacro %}
