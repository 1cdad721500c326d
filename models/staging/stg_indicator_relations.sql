with

source as (
    select * from {{ typed_or_landed(
        ref('indicator_relations'), source('landing', 'indicator_relations')
    ) }}
),

typed as (
    select
        relation_id,
        relation_kind,
        indicator_id,
        other_indicator_id,
        factor,
        note
    from source
)

select * from typed
