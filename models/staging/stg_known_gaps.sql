with

source as (
    select * from {{ typed_or_landed(ref('known_gaps'), source('landing', 'known_gaps')) }}
),

typed as (
    select
        document_id,
        table_id,
        line,
        year,
        value_type,
        reason_nl,
        reason_en
    from source
)

select * from typed
