{% macro duckdb__get_table_columns_and_constraints() %}
    {#-
        Replaces the macro of dbt-duckdb. A primary key keeps an index in memory that grows with the
        figures and takes longer to make than the table. While landing is on, tables that grow with
        the figures therefore keep `not null` only, and the data test constraints_hold looks for
        doubles.
    -#}
    {%- set columns = without_foreign_keys(model['columns']) -%}
    {%- set constraints = model['constraints'] -%}
    {%- if landing_is_on() and model.config.meta.grows_with_figures -%}
        {%- for name in primary_key(model) -%}
            {%- do columns[name].constraints.append({'type': 'not_null'}) -%}
        {%- endfor -%}
        {%- set constraints = constraints | rejectattr('type', 'equalto', 'primary_key') | list -%}
    {%- endif -%}
    {%- set rendered = adapter.render_raw_columns_constraints(raw_columns=columns)
        + adapter.render_raw_model_constraints(raw_constraints=constraints) -%}
    ({{ rendered | join(', ') }})
{% endmacro %}
