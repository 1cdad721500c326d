{{ config(materialized='view') }}

-- Realised figures of the own area without a settled year, with the first year each may be of.
with

unplaced_values as (
    select
        *,
        coalesce(period, candidate_periods, 'unknown') as possible_periods
    from {{ ref('fct_unplaced_value') }}
    where area_id = publisher_id and value_type = 'realisation' and value is not null
),

documents as (
    select * from {{ ref('dim_document') }}
),

first_candidates as (
    select
        unplaced_values.document_id,
        unplaced_values.table_id,
        unplaced_values.line,
        unplaced_values.cell,
        min(periods.year) as first_candidate_year
    from unplaced_values
    inner join {{ ref('dim_period') }} as periods
        on
            position(
                '|' || periods.period || '|' in '|' || unplaced_values.possible_periods || '|'
            ) > 0
    -- A column that prints no period can be of any.
    where position('unknown' in unplaced_values.possible_periods) = 0
    group by
        unplaced_values.document_id,
        unplaced_values.table_id,
        unplaced_values.line,
        unplaced_values.cell
)

select
    unplaced_values.document_id,
    unplaced_values.table_id,
    unplaced_values.line,
    unplaced_values.cell,
    unplaced_values.indicator_id,
    unplaced_values.area_id,
    unplaced_values.programme_id,
    documents.vintage,
    unplaced_values.possible_periods,
    first_candidates.first_candidate_year,
    unplaced_values.value,
    unplaced_values.printed_value,
    unplaced_values.decimals,
    unplaced_values.value_low,
    unplaced_values.value_high,
    unplaced_values.value_qualifier,
    row_number() over (
        partition by unplaced_values.indicator_id, unplaced_values.area_id
        order by
            coalesce(first_candidates.first_candidate_year, 0) desc,
            documents.vintage desc,
            unplaced_values.document_id asc,
            unplaced_values.table_id asc,
            unplaced_values.line asc,
            unplaced_values.cell asc
    ) as recency
from unplaced_values
inner join documents
    on unplaced_values.document_id = documents.document_id
left join first_candidates
    on
        unplaced_values.document_id = first_candidates.document_id
        and unplaced_values.table_id = first_candidates.table_id
        and unplaced_values.line = first_candidates.line
        and unplaced_values.cell = first_candidates.cell
