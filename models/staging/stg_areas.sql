with

source as (
    select * from {{ ref('areas') }}
),

typed as (
    select
        area_id,
        area_kind,
        name_nl
    from source
)

select * from typed
