with

source as (
    select * from {{ typed_or_landed(ref('programmes'), source('landing', 'programmes')) }}
),

typed as (
    select
        programme_id,
        area_id,
        parent_programme_id,
        task_field_number,
        name_nl,
        name_en,
        ambition_nl,
        ambition_en,
        portfolio_holder
    from source
)

select * from typed
