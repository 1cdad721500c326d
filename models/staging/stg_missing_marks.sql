with

source as (
    select * from {{ typed_or_landed(
        ref('missing_marks'), source('landing', 'missing_marks')
    ) }}
),

typed as (
    select
        mark,
        area_id,
        observation_status,
        meaning_nl,
        meaning_en
    from source
)

select * from typed
