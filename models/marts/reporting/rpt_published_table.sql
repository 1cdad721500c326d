{% set width = var('published_table_width') %}

with

document_tables as (
    select * from {{ ref('dim_document_table') }}
    where layout = 'grid'
),

documents as (
    select * from {{ ref('dim_document') }}
),

document_columns as (
    select * from {{ ref('dim_document_column') }}
),

value_types as (
    select * from {{ ref('dim_value_type') }}
),

header_cells as (
    select
        document_columns.document_id,
        document_columns.table_id,
        0 as line,
        'Indicator' as printed_label,
        document_columns.position,
        value_types.value_type_nl || ' ' || {{ as_text('document_columns.year') }}
            as printed_value,
        {{ as_text('null') }} as unplaced_cells
    from document_columns
    inner join value_types
        on document_columns.value_type = value_types.value_type
),

placed_cells as (
    select
        indicator_values.document_id,
        indicator_values.table_id,
        indicator_values.line,
        indicator_values.printed_label,
        document_columns.position,
        indicator_values.printed_value,
        {{ as_text('null') }} as unplaced_cells
    from {{ ref('fct_indicator_value') }} as indicator_values
    inner join document_columns
        on
            indicator_values.document_id = document_columns.document_id
            and indicator_values.table_id = document_columns.table_id
            and indicator_values.year = document_columns.year
            and indicator_values.value_type = document_columns.value_type
),

-- Put in order here, where they are few: it takes memory for each row, with figures or without.
unplaced_cells as (
    select
        document_id,
        table_id,
        line,
        printed_label,
        cast(null as integer) as position,
        {{ as_text('null') }} as printed_value,
        {{ dbt.listagg("printed_value", "' | '", "order by cell") }} as unplaced_cells
    from {{ ref('fct_unplaced_value') }}
    group by document_id, table_id, line, printed_label
),

cells as (
    select * from header_cells
    union all
    select * from placed_cells
    union all
    select * from unplaced_cells
),

printed_rows as (
    select
        document_id,
        table_id,
        line,
        printed_label,
        {%- for position in range(1, width + 1) %}
        max(case when position = {{ position }} then printed_value end) as cell_{{ position }},
        {%- endfor %}
        max(unplaced_cells) as unplaced_cells
    from cells
    group by document_id, table_id, line, printed_label
)

select
    printed_rows.document_id,
    documents.document_title,
    printed_rows.table_id,
    document_tables.printed_title,
    printed_rows.line,
    printed_rows.printed_label,
    {%- for position in range(1, width + 1) %}
    printed_rows.cell_{{ position }},
    {%- endfor %}
    printed_rows.unplaced_cells
from printed_rows
inner join document_tables
    on
        printed_rows.document_id = document_tables.document_id
        and printed_rows.table_id = document_tables.table_id
inner join documents
    on printed_rows.document_id = documents.document_id
