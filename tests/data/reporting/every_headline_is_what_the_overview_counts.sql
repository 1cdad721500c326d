-- One count of success: what a headline says is what the rows below it show.
with

overview as (
    select
        area_id,
        coalesce(programme_id, 'no_programme') as programme_id,
        count(*) as indicators,
        count(case when overview_class = 'met' then 1 end) as indicators_met,
        count(case when overview_class = 'missed' then 1 end) as indicators_missed
    from {{ ref('rpt_indicator_overview') }}
    group by area_id, coalesce(programme_id, 'no_programme')
),

headlines as (
    select
        *,
        indicators_missed + indicators_at_risk + indicators_undecided
        + indicators_on_course + indicators_met + indicators_no_target as classed
    from {{ ref('rpt_headline') }}
)

select
    coalesce(headlines.area_id, overview.area_id)
    || ', '
    || coalesce(headlines.programme_id, overview.programme_id) as place,
    coalesce({{ as_text('headlines.indicators_met') }}, 'nothing')
    || ' met, '
    || coalesce({{ as_text('headlines.indicators_missed') }}, 'nothing')
    || ' missed, '
    || coalesce({{ as_text('headlines.classed') }}, 'nothing') || ' in all' as found,
    coalesce({{ as_text('overview.indicators_met') }}, 'nothing')
    || ' met, '
    || coalesce({{ as_text('overview.indicators_missed') }}, 'nothing')
    || ' missed, '
    || coalesce({{ as_text('overview.indicators') }}, 'nothing')
    || ' in all, as in rpt_indicator_overview' as expected
from headlines
full outer join overview
    on
        headlines.area_id = overview.area_id
        and headlines.programme_id = overview.programme_id
where
    headlines.area_id is null
    or overview.area_id is null
    or headlines.classed <> overview.indicators
    or headlines.indicators_met <> overview.indicators_met
    or headlines.indicators_missed <> overview.indicators_missed
