with

source as (
    select * from {{ typed_or_landed(
        ref('indicator_labels'), source('landing', 'indicator_labels')
    ) }}
),

typed as (
    select
        printed_label,
        indicator_id
    from source
)

select * from typed
