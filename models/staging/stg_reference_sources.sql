with

source as (
    select * from {{ typed_or_landed(
        ref('reference_sources'), source('landing', 'reference_sources')
    ) }}
),

typed as (
    select
        reference_source_id,
        publisher,
        name,
        licence,
        as_of_date,
        note
    from source
)

select * from typed
