with

source as (
    select * from {{ typed_or_landed(ref('documents'), source('landing', 'documents')) }}
),

typed as (
    select
        document_id,
        area_id,
        document_kind,
        budget_year,
        coverage,
        title,
        page_url,
        retrieved_on
    from source
)

select * from typed
