{{ config(materialized='view') }}

-- How each indicator of a publisher stands, in codes: the overview puts it in words.
with

unplaced_values as (
    select * from {{ ref('int_unplaced_realisation') }}
    where recency = 1
),

-- Every indicator with a figure, if only a target or one without a year.
printed_indicators as (
    select
        indicator_id,
        area_id,
        nullif(substring(max({{ as_text('vintage') }} || coalesce(programme_id, '')), 7), '')
            as programme_id
    from (
        select
            indicator_id,
            area_id,
            vintage,
            programme_id
        from {{ ref('fct_indicator_value') }}
        where is_own_area
        union all
        select
            indicator_id,
            area_id,
            vintage,
            programme_id
        from unplaced_values
    ) as printed
    group by indicator_id, area_id
),

latest as (
    select * from {{ ref('int_newest_series') }}
),

last_editions as (
    select
        area_id,
        max(appeared_in) as last_appeared_in
    from {{ ref('dim_document') }}
    group by area_id
),

newest_years as (
    select
        area_id,
        max(year) as newest_year
    from latest
    group by area_id
),

joined as (
    select
        printed_indicators.indicator_id,
        printed_indicators.area_id,
        printed_indicators.programme_id,
        indicators.direction,
        case indicators.direction when 'lower_is_better' then 1 when 'higher_is_better' then -1 end
            as worse_sign,
        latest.year as latest_year,
        latest.since_previous,
        latest.since_first,
        newest_years.newest_year - latest.year as years_behind_newest,
        unplaced.indicator_id is not null
        and (latest.year is null or coalesce(unplaced.first_candidate_year > latest.year, false))
            as is_unplaced_later,
        unplaced.possible_periods,
        {{ reader_number('unplaced.value', 'unplaced.decimals', 'nl') }}
        || coalesce(indicators.unit_suffix, '') as unplaced_display_nl,
        {{ reader_number('unplaced.value', 'unplaced.decimals', 'en') }}
        || coalesce(indicators.unit_suffix, '') as unplaced_display_en,
        case
            when targets.year is null then 'no_target'
            when targets.is_judged then targets.assessment_status
            -- A later figure of unknown year would decide, and cannot be used.
            when unplaced.first_candidate_year > latest.year then 'pending'
            else coalesce(targets.expectation, targets.assessment_status)
        end as verdict,
        coalesce(not targets.is_judged and last_editions.last_appeared_in > targets.year, false)
            as is_target_expired
    from printed_indicators
    inner join {{ ref('dim_indicator') }} as indicators
        on printed_indicators.indicator_id = indicators.indicator_id
    inner join last_editions
        on printed_indicators.area_id = last_editions.area_id
    left join newest_years
        on printed_indicators.area_id = newest_years.area_id
    left join latest
        on
            printed_indicators.indicator_id = latest.indicator_id
            and printed_indicators.area_id = latest.area_id
    left join unplaced_values as unplaced
        on
            printed_indicators.indicator_id = unplaced.indicator_id
            and printed_indicators.area_id = unplaced.area_id
    left join {{ ref('int_shown_target') }} as targets
        on
            printed_indicators.indicator_id = targets.indicator_id
            and printed_indicators.area_id = targets.area_id
)

select
    indicator_id,
    area_id,
    programme_id,
    case
        when verdict in ('missed', 'at_risk', 'met', 'no_target') then verdict
        when verdict in ('reached', 'on_track') then 'on_course'
        else 'undecided'
    end as overview_class,
    verdict,
    worse_sign,
    case
        when since_previous is null then 'no_previous_figure'
        when is_unplaced_later or since_previous = 'apart' then 'not_comparable'
        when since_previous in ('equal', 'steady') then 'unchanged'
        when direction = 'neutral' then 'changed'
        when (since_previous = 'rose') = (direction = 'higher_is_better') then 'improved'
        else 'worsened'
    end as trend,
    -- What a title says first: how the figure moved, from the first of its series.
    case
        when latest_year is null and is_unplaced_later then 'undated'
        when latest_year is null then 'none'
        when is_unplaced_later then 'superseded'
        else coalesce(since_first, 'single')
    end as movement,
    years_behind_newest,
    is_unplaced_later,
    possible_periods,
    unplaced_display_nl,
    unplaced_display_en,
    is_target_expired
from joined
