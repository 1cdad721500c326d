with

source as (
    select * from {{ typed_or_landed(
        ref('reference_values'), source('landing', 'reference_values')
    ) }}
),

typed as (
    select
        reference_source_id,
        reference_measure,
        area_id,
        year,
        reference_value,
        observation_status
    from source
)

select * from typed
