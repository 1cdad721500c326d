with

source as (
    select * from {{ typed_or_landed(
        ref('reference_labels'), source('landing', 'reference_labels')
    ) }}
),

normalised as (
    {{ normalised_labels('source', ['printed_label']) }}
),

typed as (
    select
        reference_measure,
        printed_label,
        printed_label_key as label_key
    from normalised
)

select * from typed
