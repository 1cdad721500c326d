with

source as (
    select * from {{ typed_or_landed(ref('partners'), source('landing', 'partners')) }}
),

typed as (
    select
        document_id,
        programme_id,
        sequence,
        partner_id,
        printed_name,
        partner_kind
    from source
)

select * from typed
