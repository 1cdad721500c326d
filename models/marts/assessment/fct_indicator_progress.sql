{% set on_track = var('progress_on_track') %}
{% set moderate = var('progress_moderate') %}
{% set reading = ['target_low', 'target_high', 'latest_low', 'latest_high', 'latest_qualifier'] %}

with

yearly_values as {{ inline() }} (
    select * from {{ ref('int_yearly_value') }}
    where value is not null and value_qualifier is null
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

latest as (
    select * from {{ ref('int_latest_realisation') }}
),

-- Start and end come from one document, so that a revised series is not taken for a change.
baselines as (
    select * from (
        select
            yearly_values.*,
            row_number() over (
                partition by yearly_values.indicator_id, yearly_values.area_id
                order by yearly_values.year
            ) as position_in_series
        from yearly_values
        inner join latest
            on
                yearly_values.document_id = latest.document_id
                and yearly_values.indicator_id = latest.indicator_id
                and yearly_values.area_id = latest.area_id
        where
            yearly_values.value_type = 'realisation'
            and yearly_values.year >= coalesce(latest.series_since, 0)
    ) as series
    where position_in_series = 1
),

-- The next target ahead; when none is, the last one that was set.
targets as (
    select * from (
        select
            yearly_values.*,
            row_number() over (
                partition by yearly_values.indicator_id, yearly_values.area_id
                order by
                    case when yearly_values.year > latest.first_possible_year then 0 else 1 end,
                    abs(yearly_values.year - latest.first_possible_year)
            ) as choice
        from yearly_values
        inner join latest
            on
                yearly_values.indicator_id = latest.indicator_id
                and yearly_values.area_id = latest.area_id
        where yearly_values.value_type = 'target' and yearly_values.is_latest
    ) as candidates
    where choice = 1
),

-- Targets that a finding calls weaker than what was already realised.
weak_targets as (
    select distinct
        document_id,
        indicator_id,
        area_id,
        year
    from {{ ref('int_target_weaker_than_realisation') }}
),

inputs as (
    select
        latest.indicator_id,
        latest.area_id,
        latest.programme_id,
        latest.document_id,
        indicators.direction,
        baselines.year as baseline_year,
        cast(baselines.value as {{ double_type() }}) as baseline_value,
        latest.year as latest_year,
        latest.value as exact_latest_value,
        cast(latest.value as {{ double_type() }}) as latest_value,
        latest.value_low as latest_low,
        latest.value_high as latest_high,
        latest.value_qualifier as latest_qualifier,
        latest.year is not null and latest.is_certain as is_placed,
        targets.document_id as target_document_id,
        targets.year as target_year,
        targets.value as exact_target_value,
        cast(targets.value as {{ double_type() }}) as target_value,
        case when indicators.direction = 'higher_is_better' then targets.value end as target_low,
        case when indicators.direction = 'lower_is_better' then targets.value end as target_high,
        case indicators.direction
            when 'lower_is_better' then -1
            when 'higher_is_better' then 1
        end as better_sign,
        weak_targets.document_id is not null as is_weak_target,
        comparisons.comparability,
        comparisons.revision,
        assessments.assessment_status
    from latest
    inner join indicators
        on latest.indicator_id = indicators.indicator_id
    left join baselines
        on
            latest.indicator_id = baselines.indicator_id
            and latest.area_id = baselines.area_id
    left join targets
        on
            latest.indicator_id = targets.indicator_id
            and latest.area_id = targets.area_id
    left join weak_targets
        on
            targets.document_id = weak_targets.document_id
            and targets.indicator_id = weak_targets.indicator_id
            and targets.area_id = weak_targets.area_id
            and targets.year = weak_targets.year
    left join {{ ref('int_target_comparison') }} as comparisons
        on
            targets.document_id = comparisons.document_id
            and targets.indicator_id = comparisons.indicator_id
            and targets.area_id = comparisons.area_id
            and targets.year = comparisons.year
            and latest.document_id = comparisons.realisation_document_id
    left join {{ ref('fct_target_assessment') }} as assessments
        on
            targets.document_id = assessments.document_id
            and targets.indicator_id = assessments.indicator_id
            and targets.area_id = assessments.area_id
            and targets.year = assessments.year
),

-- Where the latest figure stands against the target.
reached as (
    select
        *,
        coalesce(
            (exact_latest_value = exact_target_value and latest_qualifier is null)
            or {{ is_met(*reading) }},
            false
        ) as is_reached,
        coalesce(
            {{ is_missed(*reading) }},
            false
        ) as is_short_of_target
    from inputs
),

paths as (
    select
        *,
        -- No word on the pace may contradict the verdict on the target.
        case
            when target_value is null then 'no_target'
            when better_sign is null then 'no_direction'
            when assessment_status = 'met' then null
            when not is_placed then 'year_unknown'
            when assessment_status = 'missed' and is_reached then 'missed_in_its_year'
            when assessment_status = 'undecided' then 'undecided'
            when
                assessment_status = 'not_comparable'
                or comparability = 'series_broken'
                or (
                    comparability = 'series_revised'
                    and not (is_reached and (better_sign, revision) in ((-1, 'up'), (1, 'down')))
                )
                then 'not_comparable'
            when is_reached then null
            when latest_qualifier is not null then 'bound'
            when latest_year = baseline_year then 'single_observation'
            when target_year <= baseline_year then 'target_before_baseline'
        end as obstacle,
        coalesce(assessment_status = 'met', false) as is_met,
        coalesce(assessment_status = 'missed', false) as is_missed,
        (latest_value - baseline_value) / nullif(latest_year - baseline_year, 0)
            as observed_yearly_change,
        case
            when target_year > baseline_year
                then (target_value - baseline_value) / (target_year - baseline_year)
        end as required_yearly_change,
        {{ growth_rate('baseline_value', 'baseline_year', 'latest_value', 'latest_year') }}
            as observed_growth_rate,
        {{ growth_rate('baseline_value', 'baseline_year', 'target_value', 'target_year') }}
            as required_growth_rate
    from reached
),

-- A ratio says something only when the target lies on the better side of the baseline.
ratios as (
    select
        *,
        obstacle is null and (is_met or is_reached) as is_achieved,
        case
            when better_sign * required_yearly_change > 0
                -- Adding zero turns minus zero into zero.
                then observed_yearly_change / required_yearly_change + 0
        end as progress_ratio,
        case
            when better_sign * required_growth_rate > 0
                then observed_growth_rate / required_growth_rate + 0
        end as growth_ratio
    from paths
),

reasons as (
    select
        *,
        case
            when obstacle is not null then obstacle
            -- Away from the target, and perhaps beyond it already.
            when
                not is_achieved
                and not is_short_of_target
                and coalesce(progress_ratio, -1) < 0
                then 'undecided'
        end as not_determined_because
    from ratios
)

select
    indicator_id,
    area_id,
    programme_id,
    document_id,
    direction,
    baseline_year,
    baseline_value,
    latest_year,
    latest_value,
    target_document_id,
    target_year,
    target_value,
    observed_yearly_change,
    required_yearly_change,
    progress_ratio,
    {{ progress_class('progress_ratio', on_track, moderate) }} as progress_class,
    observed_growth_rate,
    required_growth_rate,
    growth_ratio,
    case
        when
            not is_achieved
            and (observed_growth_rate is null or required_growth_rate is null)
            then 'not_determined'
        else {{ progress_class('growth_ratio', on_track, moderate) }}
    end as growth_class,
    not_determined_because
from reasons
