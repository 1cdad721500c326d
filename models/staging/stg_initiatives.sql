with

source as (
    select * from {{ typed_or_landed(ref('initiatives'), source('landing', 'initiatives')) }}
),

typed as (
    select
        initiative_id,
        document_id,
        programme_id,
        sequence,
        parent_initiative_id,
        printed_heading,
        summary_nl,
        summary_en
    from source
)

select * from typed
