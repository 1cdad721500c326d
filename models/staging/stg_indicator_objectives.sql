with

source as (
    select * from {{ typed_or_landed(
        ref('indicator_objectives'), source('landing', 'indicator_objectives')
    ) }}
),

typed as (
    select
        objective_id,
        indicator_id,
        link_basis
    from source
)

select * from typed
