-- A table, because every fact and most tests read it and parsing is the dearest step.
{{ config(materialized='table') }}

with

source as (
    select * from {{ typed_or_landed(
        ref('published_values'), source('landing', 'published_values'), with_lines=true
    ) }} as typed_values
),

parsed as (
    {{ parse_printed_text('source', 'printed_value', ref('stg_missing_marks')) }}
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
    -- A bound stands for its end until the tables that are published tell the two apart.
    case
        when value_kind = 'number' then value
        when value_kind = 'bound' then coalesce(value_low, value_high)
    end as value,
    value_qualifier,
    unit_hint,
    decimals,
    value_low,
    value_high,
    -- Other kinds have no place in those tables yet, so they stop the build.
    case
        when value_kind in ('number', 'bound', 'missing') then observation_status
    end as observation_status,
    footnote,
    year_evidence,
    evidence,
    seed_line
from parsed
