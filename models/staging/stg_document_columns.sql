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
        printed_header,
        value_type,
        period,
        area_id
    from source
)

select * from typed
