{% macro printed_place(relation, column_name) %}
    {#- Where a printed cell stands: line and column of the seed, then document, table and row. -#}
    {{ source_place('published_values', relation ~ '.seed_line') }}
    || ', column {{ column_name }} (' || {{ relation }}.document_id
    || ', table ' || {{ relation }}.table_id
    || ', line ' || cast({{ relation }}.line as {{ dbt.type_string() }})
    || ', cell ' || cast({{ relation }}.cell as {{ dbt.type_string() }}) || ')'
{% endmacro %}


{% macro printed_key(relation, columns) %}
    {#- The values of a key, separated by commas. -#}
    {%- for column in columns -%}
        {{ "|| ', ' || " if not loop.first }}coalesce(cast({{ relation }}.{{ column }} as {{ dbt.type_string() }}), 'nothing')
    {%- endfor -%}
{% endmacro %}
