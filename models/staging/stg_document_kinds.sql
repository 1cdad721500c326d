with

source as (
    select * from {{ typed_or_landed(ref('document_kinds'), source('landing', 'document_kinds')) }}
),

typed as (
    select
        document_kind,
        purpose,
        appears_in_year,
        appears_in_month
    from source
)

select * from typed
