with

source as (
    select * from {{ typed_or_landed(ref('areas'), source('landing', 'areas')) }}
),

typed as (
    select
        area_id,
        area_kind,
        name_nl
    from source
)

select * from typed
