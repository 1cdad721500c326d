with

source as (
    select * from {{ typed_or_landed(
        ref('document_tables'), source('landing', 'document_tables')
    ) }}
),

typed as (
    select
        document_id,
        table_id,
        programme_id,
        printed_title,
        coverage,
        printed_rows,
        printed_cells,
        printed_columns
    from source
)

select * from typed
