with

overview as (
    select
        overview.*,
        -- A table of no programme counts too.
        coalesce(overview.programme_id, 'no_programme') as counted_programme_id
    from {{ ref('rpt_indicator_overview') }} as overview
),

counted as (
    select
        area_id,
        counted_programme_id as programme_id,
        count(*) as indicators,
        {%- for class in ('missed', 'at_risk', 'undecided', 'on_course', 'met', 'no_target') %}
        count(case when overview_class = '{{ class }}' then 1 end) as indicators_{{ class }},
        {%- endfor %}
        max(latest_year) as newest_year,
        min(latest_year) as oldest_latest_year
    from overview
    group by area_id, counted_programme_id
),

-- Over all years, each target once, as the latest edition prints it.
judged as (
    select
        overview.area_id,
        overview.counted_programme_id as programme_id,
        count(case when assessments.assessment_status = 'met' then 1 end) as targets_met,
        count(case when assessments.assessment_status = 'missed' then 1 end) as targets_missed
    from {{ ref('fct_target_assessment') }} as assessments
    inner join overview
        on
            assessments.indicator_id = overview.indicator_id
            and assessments.area_id = overview.area_id
    where assessments.is_latest_target
    group by overview.area_id, overview.counted_programme_id
)

select
    counted.area_id,
    counted.programme_id,
    cast(counted.indicators as integer) as indicators,
    {%- for class in ('missed', 'at_risk', 'undecided', 'on_course', 'met', 'no_target') %}
    cast(counted.indicators_{{ class }} as integer) as indicators_{{ class }},
    {%- endfor %}
    cast(coalesce(judged.targets_met, 0) as integer) as targets_met,
    cast(coalesce(judged.targets_missed, 0) as integer) as targets_missed,
    counted.newest_year,
    counted.oldest_latest_year
from counted
left join judged
    on
        counted.area_id = judged.area_id
        and counted.programme_id = judged.programme_id
