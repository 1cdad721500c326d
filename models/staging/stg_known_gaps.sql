with

source as (
    select * from {{ typed_or_landed(ref('known_gaps'), source('landing', 'known_gaps')) }}
),

typed as (
    select
        document_id,
        table_id,
        line,
        position,
        reason_nl,
        reason_en
    from source
)

select * from typed
