with

source as (
    select * from {{ typed_or_landed(
        ref('initiative_objectives'), source('landing', 'initiative_objectives')
    ) }}
),

typed as (
    select
        initiative_id,
        objective_id,
        link_basis
    from source
)

select * from typed
