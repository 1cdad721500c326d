with

source as (
    select * from {{ typed_or_landed(
        ref('indicator_labels'), source('landing', 'indicator_labels')
    ) }}
),

normalised as (
    {{ normalised_labels('source', ['printed_label', 'printed_unit']) }}
),

typed as (
    select
        printed_label,
        printed_label_key as label_key,
        printed_unit_key as unit_key,
        publisher_area_id,
        indicator_id,
        coalesce(factor, 1) as factor
    from normalised
)

select * from typed
