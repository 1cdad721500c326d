{#-
    Contracts name the type of a floating-point number `double`, which PostgreSQL does not know.
    These two macros take the place of dbt's own for that engine.
-#}

{% macro postgres__get_empty_schema_sql(columns) %}
    {{ return(default__get_empty_schema_sql(columns_of_the_engine(columns))) }}
{% endmacro %}

{% macro postgres__get_table_columns_and_constraints() %}
    {%- set columns = adapter.render_raw_columns_constraints(
        raw_columns=without_foreign_keys(columns_of_the_engine(model['columns']))
    ) -%}
    {%- set constraints = adapter.render_raw_model_constraints(
        raw_constraints=model['constraints']
    ) -%}
    ({{ (columns + constraints) | join(', ') }})
{% endmacro %}

{% macro columns_of_the_engine(columns) %}
    {%- set renamed = {} -%}
    {%- for name, column in columns.items() -%}
        {%- set data_type = double_type() if column.data_type == 'double' else column.data_type -%}
        {%- do renamed.update({name: dict(column, data_type=data_type)}) -%}
    {%- endfor -%}
    {%- do return(renamed) -%}
{% endmacro %}
