{% set on_track = var('progress_on_track') %}
{% set moderate = var('progress_moderate') %}

with

indicator_values as {{ inline() }} (
    select * from {{ ref('int_yearly_value') }}
    where value is not null and value_qualifier is null
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

-- The latest realisation, by year and then by document.
latest as (
    select * from (
        select
            *,
            row_number() over (
                partition by indicator_id, area_id order by year desc
            ) as measurements_back
        from indicator_values
        where value_type = 'realisation' and is_latest
    ) as realisations
    where measurements_back = 1
),

-- Start and end come from one document, so that a revised series is not taken for a change.
baselines as (
    select * from (
        select
            indicator_values.*,
            row_number() over (
                partition by indicator_values.indicator_id, indicator_values.area_id
                order by indicator_values.year
            ) as position_in_series
        from indicator_values
        inner join latest
            on
                indicator_values.document_id = latest.document_id
                and indicator_values.indicator_id = latest.indicator_id
                and indicator_values.area_id = latest.area_id
        where indicator_values.value_type = 'realisation'
    ) as series
    where position_in_series = 1
),

-- The next target ahead; when none is, the last one that was set.
targets as (
    select * from (
        select
            indicator_values.*,
            row_number() over (
                partition by indicator_values.indicator_id, indicator_values.area_id
                order by
                    case when indicator_values.year > latest.year then 0 else 1 end,
                    abs(indicator_values.year - latest.year)
            ) as choice
        from indicator_values
        inner join latest
            on
                indicator_values.indicator_id = latest.indicator_id
                and indicator_values.area_id = latest.area_id
        where indicator_values.value_type = 'target' and indicator_values.is_latest
    ) as candidates
    where choice = 1
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
        cast(latest.value as {{ double_type() }}) as latest_value,
        latest.value_low as latest_low,
        latest.value_high as latest_high,
        targets.document_id as target_document_id,
        targets.year as target_year,
        targets.value as exact_target_value,
        cast(targets.value as {{ double_type() }}) as target_value,
        case indicators.direction
            when 'lower_is_better' then -1
            when 'higher_is_better' then 1
        end as better_sign
    from latest
    inner join indicators
        on latest.indicator_id = indicators.indicator_id
    inner join baselines
        on
            latest.indicator_id = baselines.indicator_id
            and latest.area_id = baselines.area_id
    left join targets
        on
            latest.indicator_id = targets.indicator_id
            and latest.area_id = targets.area_id
),

paths as (
    select
        *,
        case
            when target_value is null then 'no_target'
            when better_sign is null then 'no_direction'
            when latest_year = baseline_year then 'single_observation'
            when target_year <= baseline_year then 'target_before_baseline'
        end as not_determined_because,
        {{ is_missed('direction', 'exact_target_value', 'latest_low', 'latest_high') }}
            as is_short_of_target,
        (latest_value - baseline_value) / nullif(latest_year - baseline_year, 0)
            as observed_yearly_change,
        case
            when target_year > baseline_year
                then (target_value - baseline_value) / (target_year - baseline_year)
        end as required_yearly_change,
        case
            when baseline_value > 0 and latest_value >= 0 and latest_year > baseline_year
                then
                    power(
                        latest_value / baseline_value,
                        cast(1 as {{ double_type() }}) / (latest_year - baseline_year)
                    ) - 1
        end as observed_growth_rate,
        case
            when baseline_value > 0 and target_value >= 0 and target_year > baseline_year
                then
                    power(
                        target_value / baseline_value,
                        cast(1 as {{ double_type() }}) / (target_year - baseline_year)
                    ) - 1
        end as required_growth_rate
    from inputs
),

-- A ratio says something only when the target lies on the better side of the baseline.
ratios as (
    select
        *,
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
            is_short_of_target
            and (observed_growth_rate is null or required_growth_rate is null)
            then 'not_determined'
        else {{ progress_class('growth_ratio', on_track, moderate) }}
    end as growth_class,
    not_determined_because
from ratios
