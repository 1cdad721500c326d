{% macro settled_cells() %}
    {#- Every printed cell whose column is known, from whichever of the three fact tables. -#}
    select
        document_id,
        table_id,
        line,
        position,
        printed_value
    from {{ ref('fct_indicator_value') }}
    union all
    select
        document_id,
        table_id,
        line,
        position,
        printed_value
    from {{ ref('fct_repeated_value') }}
    union all
    select
        document_id,
        table_id,
        line,
        position,
        printed_value
    from {{ ref('fct_unplaced_value') }}
    where position is not null
{%- endmacro %}
