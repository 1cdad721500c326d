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

-- Left joins: a label or table that is not known must be reported, not dropped.
resolved as (
    select
        printed_values.document_id,
        indicator_labels.indicator_id,
        document_tables.programme_id,
        printed_values.area_id,
        printed_values.year,
        printed_values.value_type,
        printed_values.value,
        printed_values.printed_value,
        printed_values.decimals,
        printed_values.value_low,
        printed_values.value_high,
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
    left join indicator_labels
        on printed_values.printed_label = indicator_labels.printed_label
    left join indicators
        on indicator_labels.indicator_id = indicators.indicator_id
    left join document_tables
        on
            printed_values.document_id = document_tables.document_id
            and printed_values.table_id = document_tables.table_id
)

select * from resolved
