with

source as (
    select * from {{ typed_or_landed(ref('area_kinds'), source('landing', 'area_kinds')) }}
),

typed as (
    select
        area_kind,
        name_nl
    from source
)

select * from typed
