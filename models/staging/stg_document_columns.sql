with

source as (
    select * from {{ typed_or_landed(
        ref('document_columns'), source('landing', 'document_columns')
    ) }}
),

typed as (
    select
        document_id,
        table_id,
        position,
        year,
        value_type
    from source
)

select * from typed
