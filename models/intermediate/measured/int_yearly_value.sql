{{ config(materialized='view') }}

-- What a municipality prints of its own area, one figure a year: verdicts and rules compare years.
-- Quarters, halves and spans of years are no years, and of a year that a document prints in more
-- ways only the year as such counts.
with

own_values as {{ inline() }} (
    select
        *,
        period = {{ as_text('year') }} as is_calendar_year
    from {{ ref('fct_indicator_value') }}
    where is_own_area
),

-- Counted only where a period is no year, which few are.
other_periods as (
    select distinct
        document_id,
        indicator_id,
        area_id,
        year,
        value_type
    from own_values
    where not is_calendar_year
),

years_printed_in_more_ways as (
    select
        other_periods.document_id,
        other_periods.indicator_id,
        other_periods.area_id,
        other_periods.year,
        other_periods.value_type
    from other_periods
    inner join own_values
        on
            other_periods.document_id = own_values.document_id
            and other_periods.indicator_id = own_values.indicator_id
            and other_periods.area_id = own_values.area_id
            and other_periods.year = own_values.year
            and other_periods.value_type = own_values.value_type
    group by
        other_periods.document_id,
        other_periods.indicator_id,
        other_periods.area_id,
        other_periods.year,
        other_periods.value_type
    having count(*) > 1
)

select own_values.*
from own_values
left join years_printed_in_more_ways
    on
        own_values.document_id = years_printed_in_more_ways.document_id
        and own_values.indicator_id = years_printed_in_more_ways.indicator_id
        and own_values.area_id = years_printed_in_more_ways.area_id
        and own_values.year = years_printed_in_more_ways.year
        and own_values.value_type = years_printed_in_more_ways.value_type
where
    own_values.is_calendar_year
    or (
        {{ period_kind('own_values.period') }} in ('school_year', 'day')
        and years_printed_in_more_ways.document_id is null
    )
