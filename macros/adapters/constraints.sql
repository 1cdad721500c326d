{% macro constraints_are_enforced() %}
    {#- Whether the engine refuses rows that break the constraints of a contract. -#}
    {{ return(adapter.dispatch('constraints_are_enforced')()) }}
{% endmacro %}

{% macro default__constraints_are_enforced() %}
    {%- do return(true) -%}
{% endmacro %}

{% macro spark__constraints_are_enforced() %}
    {%- do return(false) -%}
{% endmacro %}


{% macro keyed_tables() %}
    {#-
        The models whose contract asks something of their rows. They are listed, because dbt has to
        know what a test reads before it knows the models; a list that is not complete stops the run.
    -#}
    {%- set tables = large_tables() + [
        'bridge_indicator_objective', 'bridge_indicator_relation', 'bridge_initiative_objective',
        'dim_accepted_finding', 'dim_area', 'dim_bbv_indicator', 'dim_document',
        'dim_document_table', 'dim_finding_rule', 'dim_indicator', 'dim_initiative',
        'dim_objective', 'dim_partner', 'dim_programme', 'dim_value_type', 'dim_year',
        'fct_finding', 'fct_statement', 'rpt_data_quality', 'rpt_indicator_series',
    ] -%}
    {%- if execute -%}
        {%- set forgotten = [] -%}
        {%- for node in graph.nodes.values() if node.resource_type == 'model' -%}
            {%- if node.config.contract.enforced and required_columns(node)
                and node.name not in tables -%}
                {%- do forgotten.append(node.name) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if forgotten -%}
            {%- do exceptions.raise_compiler_error(
                'The macro keyed_tables lacks ' ~ forgotten | join(', ') ~ '.'
            ) -%}
        {%- endif -%}
    {%- endif -%}
    {%- do return(tables) -%}
{% endmacro %}


{% macro required_columns(node) %}
    {#- The columns that must not be empty by the contract of a model, those of its key included. -#}
    {%- set key = primary_key(node) -%}
    {%- set required = [] -%}
    {%- for name, column in node.columns.items() -%}
        {%- set kinds = column.constraints | map(attribute='type') | list -%}
        {%- if name in key or 'not_null' in kinds -%}
            {%- do required.append(name) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do return(required) -%}
{% endmacro %}


{% macro row_hash(columns) %}
    {#- A number that is nearly always different for different values of the columns. -#}
    {{ return(adapter.dispatch('row_hash')(columns)) }}
{% endmacro %}

{% macro default__row_hash(columns) %}
    {%- do return('hash(' ~ columns ~ ')') -%}
{% endmacro %}

{% macro spark__row_hash(columns) %}
    {#- The function hash of Spark has 32 bits, and would send many pairs to the second look. -#}
    {%- do return('xxhash64(' ~ columns ~ ')') -%}
{% endmacro %}
