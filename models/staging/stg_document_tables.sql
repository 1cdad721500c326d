with

source as (
    select * from {{ ref('document_tables') }}
),

typed as (
    select
        document_id,
        table_id,
        programme_id,
        layout,
        printed_title,
        printed_rows,
        printed_cells
    from source
)

select * from typed
