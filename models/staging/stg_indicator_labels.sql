with

source as (
    select * from {{ ref('indicator_labels') }}
),

typed as (
    select
        printed_label,
        indicator_id
    from source
)

select * from typed
