{% macro printed_place(relation, column_name) %}
    {#- Where a printed cell stands: line and column of the seed, then document, table and row. -#}
    {{ source_place('published_values', relation ~ '.seed_line') }}
    || ', column {{ column_name }} (' || {{ relation }}.document_id
    || ', table ' || {{ relation }}.table_id
    || ', line ' || {{ as_text(relation ~ '.line') }}
    || ', cell ' || {{ as_text(relation ~ '.cell') }} || ')'
{% endmacro %}


{% macro printed_key(relation, columns) %}
    {#- The values of a key, separated by commas. -#}
    {%- for column in columns -%}
        {{ "|| ', ' || " if not loop.first }}coalesce({{ as_text(relation ~ '.' ~ column) }}, 'nothing')
    {%- endfor -%}
{% endmacro %}
