-- A table, because every fact and most tests read it and parsing is the dearest step.
{{ config(materialized='table') }}

with

source as (
    select * from {{ typed_or_landed(
        ref('published_values'), source('landing', 'published_values'), with_lines=true
    ) }} as typed_values
),

parsed as (
    {{ parse_dutch_number('source', 'printed_value') }}
)

select
    document_id,
    table_id,
    line,
    cell,
    printed_label,
    area_id,
    year,
    candidate_years,
    value_type,
    printed_value,
    value,
    value_qualifier,
    unit_hint,
    decimals,
    value_low,
    value_high,
    observation_status,
    footnote,
    year_evidence,
    evidence,
    seed_line
from parsed
