with

source as (
    select * from {{ typed_or_landed(ref('value_types'), source('landing', 'value_types')) }}
),

typed as (
    select
        value_type,
        is_plan
    from source
)

select * from typed
