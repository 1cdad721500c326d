{{ config(materialized='view') }}
{% set judged = "('met', 'missed', 'undecided', 'not_comparable')" %}

-- One target for each indicator: the last that a realisation judges, else the next.
with

latest as (
    select * from {{ ref('int_newest_series') }}
),

ranked_targets as (
    select
        assessments.document_id,
        assessments.indicator_id,
        assessments.area_id,
        assessments.year,
        assessments.target_value,
        assessments.target_printed_value,
        assessments.assessment_status,
        assessments.assessment_status in {{ judged }} as is_judged,
        assessments.comparability,
        latest.year as latest_year,
        latest.decimals as latest_decimals,
        case
            when assessments.assessment_status in {{ judged }} then assessments.gap
            else latest.value - assessments.target_value
        end as gap,
        row_number() over (
            partition by assessments.indicator_id, assessments.area_id
            order by
                case
                    when assessments.assessment_status in {{ judged }} then 0
                    when assessments.year > latest.year then 1
                    else 2
                end,
                case
                    when
                        assessments.assessment_status not in {{ judged }}
                        and assessments.year > latest.year
                        then assessments.year
                    else -assessments.year
                end,
                assessments.document_id desc
        ) as choice
    from {{ ref('fct_target_assessment') }} as assessments
    left join latest
        on
            assessments.indicator_id = latest.indicator_id
            and assessments.area_id = latest.area_id
    where assessments.is_latest_target
)

select
    ranked_targets.document_id,
    ranked_targets.indicator_id,
    ranked_targets.area_id,
    ranked_targets.year,
    ranked_targets.target_value,
    ranked_targets.target_printed_value,
    -- A range is no number, and is shown as printed.
    coalesce(figures.display_value_nl, ranked_targets.target_printed_value) as target_display_nl,
    coalesce(figures.display_value_en, ranked_targets.target_printed_value) as target_display_en,
    ranked_targets.is_judged,
    ranked_targets.assessment_status,
    ranked_targets.comparability,
    case
        when ranked_targets.is_judged or ranked_targets.year <= ranked_targets.latest_year then null
        when progress.progress_class in ('achieved', 'achieved_weak_target') then 'reached'
        when progress.progress_class = 'on_track' then 'on_track'
        when progress.progress_class in ('moderate', 'limited', 'moving_away') then 'at_risk'
    end as expectation,
    coalesce(progress.progress_class = 'achieved_weak_target', false) as is_weak,
    -- A gap has the decimals of the more precise of the two.
    {%- for language in ('nl', 'en') %}
    {{ gap_size(
        'ranked_targets.gap',
        'figures.decimals',
        'ranked_targets.latest_decimals',
        'indicators.unit',
        language
    ) }} as gap_size_{{ language }},
    {%- endfor %}
    ranked_targets.gap
from ranked_targets
inner join {{ ref('dim_indicator') }} as indicators
    on ranked_targets.indicator_id = indicators.indicator_id
left join {{ ref('rpt_series_figure') }} as figures
    on
        ranked_targets.document_id = figures.document_id
        and ranked_targets.indicator_id = figures.indicator_id
        and ranked_targets.area_id = figures.area_id
        and ranked_targets.year = figures.year
        and figures.value_type = 'target'
left join {{ ref('fct_indicator_progress') }} as progress
    on
        ranked_targets.indicator_id = progress.indicator_id
        and ranked_targets.area_id = progress.area_id
        and ranked_targets.year = progress.target_year
where ranked_targets.choice = 1
