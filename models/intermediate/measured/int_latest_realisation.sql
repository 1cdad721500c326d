-- The latest realisation of each indicator of a municipality, whether its year is settled or not.
with

latest_placed as (
    select * from (
        select
            *,
            row_number() over (
                partition by indicator_id, area_id
                -- A school year and a calendar year of two documents can end in one year.
                order by year desc, vintage desc, document_id desc
            ) as measurements_back
        from {{ ref('int_yearly_value') }}
        where is_latest and value_type = 'realisation' and value is not null
    ) as realisations
    where measurements_back = 1
),

-- A figure is later than every placed one when all years that it may belong to are.
dated_unplaced as (
    select
        unplaced.*,
        latest_placed.year is null
        or coalesce(unplaced.first_candidate_year > latest_placed.year, false) as is_later
    from {{ ref('int_unplaced_realisation') }} as unplaced
    left join latest_placed
        on
            unplaced.indicator_id = latest_placed.indicator_id
            and unplaced.area_id = latest_placed.area_id
),

counted_unplaced as (
    select
        *,
        sum(case when is_later then 1 else 0 end) over (
            partition by indicator_id, area_id
        ) as later_figures
    from dated_unplaced
),

latest_unplaced as (
    select * from counted_unplaced
    where is_later and later_figures = 1
),

other_unplaced as (
    select
        indicator_id,
        area_id,
        max(later_figures) as later_figures,
        {{ dbt.listagg('printed_value', "' | '", 'order by document_id, table_id, line, cell') }}
            as unplaced_printed_values
    from counted_unplaced
    where not is_later or later_figures > 1
    group by indicator_id, area_id
),

latest as (
    select
        latest_placed.indicator_id,
        latest_placed.area_id,
        latest_placed.programme_id,
        latest_placed.document_id,
        latest_placed.year,
        {{ as_text('null') }} as candidate_periods,
        latest_placed.year as first_possible_year,
        latest_placed.value,
        latest_placed.printed_value,
        latest_placed.value_low,
        latest_placed.value_high,
        latest_placed.value_qualifier
    from latest_placed
    left join latest_unplaced
        on
            latest_placed.indicator_id = latest_unplaced.indicator_id
            and latest_placed.area_id = latest_unplaced.area_id
    where latest_unplaced.indicator_id is null
    union all
    select
        indicator_id,
        area_id,
        programme_id,
        document_id,
        cast(null as integer) as year,
        possible_periods as candidate_periods,
        first_candidate_year as first_possible_year,
        value,
        printed_value,
        value_low,
        value_high,
        value_qualifier
    from latest_unplaced
),

-- Since when a figure is measured the way the latest one is; a new unit alone changes no series.
series as (
    select
        latest.indicator_id,
        latest.area_id,
        max(breaks.first_year) as series_since
    from latest
    inner join {{ ref('dim_indicator_break') }} as breaks
        on
            latest.indicator_id = breaks.indicator_id
            and latest.first_possible_year >= breaks.first_year
    where breaks.break_kind <> 'unit'
    group by latest.indicator_id, latest.area_id
)

-- Of several later figures none is known to be the last: the placed one stays, with its doubt.
select
    latest.*,
    series.series_since,
    other_unplaced.unplaced_printed_values,
    coalesce(other_unplaced.later_figures, 0) <= 1 as is_certain
from latest
left join other_unplaced
    on
        latest.indicator_id = other_unplaced.indicator_id
        and latest.area_id = other_unplaced.area_id
left join series
    on
        latest.indicator_id = series.indicator_id
        and latest.area_id = series.area_id
