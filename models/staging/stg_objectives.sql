with

source as (
    select * from {{ typed_or_landed(ref('objectives'), source('landing', 'objectives')) }}
),

typed as (
    select
        objective_id,
        document_id,
        programme_id,
        sequence,
        stated_under,
        below_level_of_year,
        summary_nl,
        summary_en
    from source
)

select * from typed
