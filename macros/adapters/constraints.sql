{% macro primary_key(node) %}
    {#- The columns of the primary key that the contract of a model declares. -#}
    {%- set keys = node.constraints | selectattr('type', 'equalto', 'primary_key') | list -%}
    {%- do return(keys[0].columns if keys else []) -%}
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


{% macro foreign_keys(node) %}
    {#- The foreign keys of the contract of a model: a column, and the model and column it refers to. -#}
    {%- set found = [] -%}
    {%- for name, column in node.columns.items() -%}
        {%- for constraint in column.constraints if constraint.type == 'foreign_key' -%}
            {%- set to = constraint.to | replace('"', "'") -%}
            {%- do found.append(
                {'column': name, 'to': to.split("'")[1], 'to_column': constraint.to_columns[0]}
            ) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- do return(found) -%}
{% endmacro %}


{% macro without_foreign_keys(columns) %}
    {#-
        Foreign keys are tested, not enforced: an engine that enforces them refuses to rebuild a
        dimension alone, or loses them silently when that happens.
    -#}
    {%- set kept = {} -%}
    {%- for name, column in columns.items() -%}
        {%- set constraints = column.constraints | rejectattr('type', 'equalto', 'foreign_key') -%}
        {%- do kept.update({name: dict(column, constraints=constraints | list)}) -%}
    {%- endfor -%}
    {%- do return(kept) -%}
{% endmacro %}


{% macro repeated_keys(relation, key) %}
    {#- Only rows whose hash occurs twice are compared by their key, for a hash is small. -#}
    {%- set columns = key | join(', ') -%}
    select
        '{{ relation.identifier }}, {{ columns }}' as place,
        concat_ws(', ', {{ columns }}) || ' in ' || {{ as_text('count(*)') }}
        || ' rows' as found,
        'one row' as expected
    from {{ relation }}
    where {{ row_hash(columns) }} in (
        select key_hash
        from (select {{ row_hash(columns) }} as key_hash from {{ relation }}) as hashes
        group by key_hash
        having count(*) > 1
    )
    group by {{ columns }}
    having count(*) > 1
{%- endmacro %}


{% macro row_hash(columns) %}
    {#- A number or text that is nearly always different for different values of the columns. -#}
    {{ return(adapter.dispatch('row_hash')(columns)) }}
{% endmacro %}

{% macro default__row_hash(columns) %}
    {%- do return('hash(' ~ columns ~ ')') -%}
{% endmacro %}

{% macro postgres__row_hash(columns) %}
    {%- do return('md5(cast(row(' ~ columns ~ ') as text))') -%}
{% endmacro %}

{% macro spark__row_hash(columns) %}
    {#- The function hash of Spark has 32 bits, and would send many pairs to the second look. -#}
    {%- do return('xxhash64(' ~ columns ~ ')') -%}
{% endmacro %}
