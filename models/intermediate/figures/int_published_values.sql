-- A table, because both fact tables and several tests read it.
with

printed_values as (
    select * from {{ ref('stg_published_values') }}
),

indicator_labels as (
    select * from {{ ref('stg_indicator_labels') }}
),

indicators as (
    select * from {{ ref('stg_indicators') }}
),

document_tables as (
    select * from {{ ref('stg_document_tables') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

distinct_labels as (
    select distinct
        printed_values.printed_label,
        documents.area_id as publisher_area_id
    from printed_values
    left join documents on printed_values.document_id = documents.document_id
),

printed_labels as (
    {{ normalised_labels('distinct_labels', ['printed_label']) }}
),

-- The row of the publisher goes before the one of all.
known_labels as (
    select
        printed_labels.printed_label,
        printed_labels.publisher_area_id,
        indicator_labels.indicator_id,
        indicator_labels.factor,
        row_number() over (
            partition by printed_labels.printed_label, printed_labels.publisher_area_id
            order by case when indicator_labels.publisher_area_id is null then 2 else 1 end
        ) as preference
    from printed_labels
    inner join indicator_labels
        on
            printed_labels.printed_label_key = indicator_labels.label_key
            and (
                indicator_labels.publisher_area_id is null
                or printed_labels.publisher_area_id = indicator_labels.publisher_area_id
            )
    where indicator_labels.unit_key is null
),

-- Left joins: a label or table that is not known must be reported, not dropped.
resolved as (
    select
        printed_values.document_id,
        known_labels.indicator_id,
        document_tables.programme_id,
        printed_values.area_id,
        printed_values.year,
        printed_values.value_type,
        cast(
            printed_values.value * coalesce(known_labels.factor, 1) as {{ figure_type() }}
        ) as value,
        printed_values.printed_value,
        printed_values.decimals,
        cast(
            printed_values.value_low * coalesce(known_labels.factor, 1) as {{ figure_type() }}
        ) as value_low,
        cast(
            printed_values.value_high * coalesce(known_labels.factor, 1) as {{ figure_type() }}
        ) as value_high,
        printed_values.value_qualifier,
        printed_values.observation_status,
        printed_values.footnote,
        printed_values.unit_hint,
        indicators.unit,
        printed_values.candidate_years,
        printed_values.year_evidence,
        printed_values.evidence,
        printed_values.table_id,
        printed_values.line,
        printed_values.cell,
        printed_values.printed_label,
        printed_values.seed_line
    from printed_values
    left join documents
        on printed_values.document_id = documents.document_id
    left join known_labels
        on
            printed_values.printed_label = known_labels.printed_label
            and documents.area_id = known_labels.publisher_area_id
            and known_labels.preference = 1
    left join indicators
        on known_labels.indicator_id = indicators.indicator_id
    left join document_tables
        on
            printed_values.document_id = document_tables.document_id
            and printed_values.table_id = document_tables.table_id
)

select * from resolved
