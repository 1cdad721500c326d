-- The periods that anything in the warehouse is about, each with the year that it counts for: the
-- calendar year it lies in, or in which it ends.
with

printed_periods as (
    select period from {{ ref('stg_document_columns') }}
    union
    select period from {{ ref('stg_document_lines') }}
    union
    select period from {{ ref('stg_published_values') }}
),

classified as (
    select
        period,
        {{ period_kind('period') }} as period_kind
    from printed_periods
    where period is not null
),

-- A school year runs from August to July.
bounded as (
    select
        period,
        period_kind,
        case
            when period_kind in ('school_year', 'span') then substring(period, 6, 4)
            else substring(period, 1, 4)
        end as last_year,
        case
            when period_kind = 'day' then substring(period, 5, 6)
            when period_kind = 'school_year' then '-08-01'
            when period like '%-S2' or period like '%-Q3' then '-07-01'
            when period like '%-Q2' then '-04-01'
            when period like '%-Q4' then '-10-01'
            else '-01-01'
        end as first_month_and_day,
        case
            when period_kind = 'day' then substring(period, 5, 6)
            when period_kind = 'school_year' then '-07-31'
            when period like '%-S1' or period like '%-Q2' then '-06-30'
            when period like '%-Q1' then '-03-31'
            when period like '%-Q3' then '-09-30'
            else '-12-31'
        end as last_month_and_day
    from classified
    where period_kind is not null
)

select
    period,
    period_kind,
    cast(last_year as integer) as year,
    cast(substring(period, 1, 4) || first_month_and_day as date) as first_day,
    cast(last_year || last_month_and_day as date) as last_day
from bounded
