{% macro duckdb__get_table_columns_and_constraints() %}
    {#-
        Replaces the macro of dbt-duckdb. A primary key keeps an index in memory that grows with the
        figures and takes longer to make than the table. While landing is on, tables that grow with
        the figures therefore keep `not null` only, and every_key_is_unique looks for doubles.
    -#}
    {%- set columns = model['columns'] -%}
    {%- set constraints = model['constraints'] -%}
    {%- if landing_is_on() and model.name in large_tables() -%}
        {%- set columns = {} -%}
        {%- set key = primary_key(model) -%}
        {%- for name, column in model['columns'].items() -%}
            {%- set added = [{'type': 'not_null'}] if name in key else [] -%}
            {%- do columns.update({name: dict(column, constraints=column.constraints + added)}) -%}
        {%- endfor -%}
        {%- set constraints = constraints | rejectattr('type', 'equalto', 'primary_key') | list -%}
    {%- endif -%}
    {%- set rendered = adapter.render_raw_columns_constraints(raw_columns=columns)
        + adapter.render_raw_model_constraints(raw_constraints=constraints) -%}
    ({{ rendered | join(', ') }})
{% endmacro %}


{% macro primary_key(node) %}
    {#- The columns of the primary key that the contract of a model declares. -#}
    {%- set keys = node['constraints'] | selectattr('type', 'equalto', 'primary_key') | list -%}
    {%- do return(keys[0].columns if keys else []) -%}
{% endmacro %}


{% macro large_tables() %}
    {#- Public tables that have about as many rows as there are figures, or some share of it. -#}
    {%- do return([
        'dim_document_column', 'dim_known_gap', 'fct_completeness', 'fct_coverage',
        'fct_indicator_progress', 'fct_indicator_value', 'fct_legal_coverage',
        'fct_target_assessment', 'fct_unplaced_value', 'fct_value_revision',
        'rpt_programme_scorecard', 'rpt_published_table', 'rpt_target_outlook',
    ]) -%}
{% endmacro %}
