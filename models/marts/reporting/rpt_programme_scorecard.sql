with

realisations as {{ inline() }} (
    select * from {{ ref('int_yearly_value') }}
    where value_type = 'realisation' and value is not null
),

documents as (
    select * from {{ ref('dim_document') }}
),

programmes as (
    select * from {{ ref('dim_programme') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

areas as (
    select * from {{ ref('dim_area') }}
),

progress as (
    select * from {{ ref('fct_indicator_progress') }}
),

code_words as (
    select * from {{ ref('dim_code_word') }}
),

newest_editions as (
    select
        area_id,
        max(appeared_in) as appeared_in
    from documents
    group by area_id
),

latest as (
    select * from {{ ref('int_latest_realisation') }}
),

-- From the same document, so that a revised series is not taken for a change.
previous as (
    select * from (
        select
            realisations.*,
            row_number() over (
                partition by realisations.indicator_id, realisations.area_id
                order by realisations.year desc
            ) as measurements_back
        from realisations
        inner join latest
            on
                realisations.document_id = latest.document_id
                and realisations.indicator_id = latest.indicator_id
                and realisations.area_id = latest.area_id
                and realisations.year < latest.first_possible_year
    ) as ranked
    where measurements_back = 1
),

-- Ahead is what had not ended when the newest edition appeared and has no figure yet.
next_targets as (
    select * from (
        select
            targets.*,
            row_number() over (
                partition by targets.indicator_id, targets.area_id order by targets.year
            ) as targets_ahead
        from {{ ref('int_yearly_value') }} as targets
        inner join newest_editions
            on targets.area_id = newest_editions.area_id
        inner join latest
            on
                targets.indicator_id = latest.indicator_id
                and targets.area_id = latest.area_id
        where
            {{ states_a_target('targets') }}
            and targets.is_latest
            and targets.year >= newest_editions.appeared_in
            and targets.year > coalesce(latest.first_possible_year, 0)
    ) as ranked
    where targets_ahead = 1
),

judged_targets as (
    select * from (
        select
            *,
            row_number() over (
                partition by indicator_id, area_id order by year desc
            ) as targets_back
        from {{ ref('fct_target_assessment') }}
        where is_latest_target and realised_value is not null
    ) as ranked
    where targets_back = 1
),

-- A change counts only when the two figures cannot be roundings of the same number.
compared as (
    select
        latest.*,
        indicators.direction,
        previous.year as previous_year,
        previous.value as previous_value,
        previous.printed_value as previous_printed_value,
        latest.value - previous.value as change_since_previous,
        case
            when not latest.is_certain then 'not_comparable'
            when previous.year is null then 'no_previous_figure'
            when latest.value_qualifier is not null or previous.value_qualifier is not null
                then 'not_comparable'
            when previous.year < latest.series_since then 'not_comparable'
            when
                latest.value_low < previous.value_high
                and previous.value_low < latest.value_high
                then 'unchanged'
            when indicators.direction = 'neutral' then 'changed'
            when
                latest.value < previous.value and indicators.direction = 'lower_is_better'
                or latest.value > previous.value and indicators.direction = 'higher_is_better'
                then 'improved'
            else 'worsened'
        end as trend
    from latest
    inner join indicators
        on latest.indicator_id = indicators.indicator_id
    left join previous
        on
            latest.indicator_id = previous.indicator_id
            and latest.area_id = previous.area_id
)

select
    compared.programme_id,
    programmes.programme_nl,
    programmes.programme_en,
    programmes.sub_programme_nl,
    programmes.sub_programme_en,
    compared.indicator_id,
    indicators.indicator_nl,
    indicators.indicator_en,
    indicators.indicator_set,
    indicators.bbv_number,
    compared.area_id,
    areas.area_nl,
    indicators.unit,
    indicators.unit_nl,
    indicators.unit_en,
    compared.direction,
    compared.document_id as latest_document_id,
    documents.document_title as latest_document_title,
    compared.year as latest_year,
    compared.candidate_periods as latest_candidate_periods,
    compared.value as latest_value,
    compared.printed_value as latest_printed_value,
    compared.previous_year,
    compared.previous_value,
    compared.previous_printed_value,
    compared.change_since_previous,
    compared.trend,
    trends.word_nl as trend_nl,
    next_targets.document_id as next_target_document_id,
    next_targets.year as next_target_year,
    next_targets.value as next_target_value,
    next_targets.printed_value as next_target_printed_value,
    judged_targets.year as judged_target_year,
    judged_targets.target_printed_value as judged_target_printed_value,
    judged_targets.realised_printed_value as judged_realised_printed_value,
    judged_targets.gap as judged_target_gap,
    judged_targets.assessment_status as judged_target_status,
    statuses.word_nl as judged_target_status_nl,
    comparabilities.word_nl as judged_target_comparability_nl,
    compared.unplaced_printed_values,
    progress.progress_class,
    progress_classes.word_nl as progress_class_nl,
    {{ scorecard_sentence('nl') }} as summary_nl,
    {{ scorecard_sentence('en') }} as summary_en
from compared
inner join indicators
    on compared.indicator_id = indicators.indicator_id
inner join areas
    on compared.area_id = areas.area_id
inner join documents
    on compared.document_id = documents.document_id
left join programmes
    on compared.programme_id = programmes.programme_id
left join next_targets
    on
        compared.indicator_id = next_targets.indicator_id
        and compared.area_id = next_targets.area_id
left join judged_targets
    on
        compared.indicator_id = judged_targets.indicator_id
        and compared.area_id = judged_targets.area_id
left join progress
    on
        compared.indicator_id = progress.indicator_id
        and compared.area_id = progress.area_id
left join code_words as trends
    on trends.code_list = 'trend' and compared.trend = trends.code
left join code_words as statuses
    on
        statuses.code_list = 'assessment_status'
        and judged_targets.assessment_status = statuses.code
left join code_words as comparabilities
    on
        comparabilities.code_list = 'comparability'
        and judged_targets.comparability = comparabilities.code
left join code_words as progress_classes
    on
        progress_classes.code_list = 'progress_class'
        and progress.progress_class = progress_classes.code
