with

series as {{ inline() }} (
    select * from {{ ref('rpt_indicator_series') }}
    where value is not null
),

latest_realisations as (
    select * from (
        select
            *,
            row_number() over (
                partition by programme_id, indicator_id, area_id
                order by year desc
            ) as measurements_back
        from series
        where value_type = 'realisation' and is_latest
    ) as realisations
    where measurements_back = 1
),

-- From the same document, so that a revised series is not taken for a change.
previous_realisations as (
    select * from (
        select
            series.*,
            row_number() over (
                partition by series.programme_id, series.indicator_id, series.area_id
                order by series.year desc
            ) as measurements_back
        from series
        inner join latest_realisations
            on
                series.document_id = latest_realisations.document_id
                and series.programme_id = latest_realisations.programme_id
                and series.indicator_id = latest_realisations.indicator_id
                and series.area_id = latest_realisations.area_id
                and series.year < latest_realisations.year
        where series.value_type = 'realisation'
    ) as realisations
    where measurements_back = 1
),

-- A figure that may be later than the latest one, if only its year were known.
unplaced_values as (
    select
        programme_id,
        indicator_id,
        area_id,
        {{ dbt.listagg('printed_value', "' | '", 'order by document_id, line, cell') }}
            as unplaced_printed_values
    from {{ ref('fct_unplaced_value') }}
    where value_type = 'realisation'
    group by programme_id, indicator_id, area_id
),

future_targets as (
    select
        series.*,
        row_number() over (
            partition by series.programme_id, series.indicator_id, series.area_id
            order by series.year
        ) as targets_ahead
    from series
    inner join latest_realisations
        on
            series.programme_id = latest_realisations.programme_id
            and series.indicator_id = latest_realisations.indicator_id
            and series.area_id = latest_realisations.area_id
    where
        series.value_type = 'target'
        and series.is_latest
        and series.year > latest_realisations.year
),

next_targets as (
    select * from future_targets
    where targets_ahead = 1
),

judged_targets as (
    select
        *,
        row_number() over (
            partition by programme_id, indicator_id, area_id
            order by year desc
        ) as targets_back
    from {{ ref('rpt_target_outlook') }}
    where is_latest_target and assessment_status in ('met', 'missed', 'undecided')
),

last_judged_targets as (
    select * from judged_targets
    where targets_back = 1
),

progress as (
    select * from {{ ref('fct_indicator_progress') }}
),

trends as (
    select * from {{ ref('dim_code_word') }}
    where code_list = 'trend'
),

progress_classes as (
    select * from {{ ref('dim_code_word') }}
    where code_list = 'progress_class'
),

-- A change counts only when the two figures cannot be roundings of the same number.
compared as (
    select
        latest_realisations.*,
        previous_realisations.year as previous_year,
        previous_realisations.value as previous_value,
        previous_realisations.printed_value as previous_printed_value,
        latest_realisations.value - previous_realisations.value as change_since_previous,
        case
            when previous_realisations.year is null then 'no_previous_figure'
            when
                latest_realisations.value_qualifier is not null
                or previous_realisations.value_qualifier is not null
                then 'not_comparable'
            when
                latest_realisations.value_low < previous_realisations.value_high
                and previous_realisations.value_low < latest_realisations.value_high
                then 'unchanged'
            when latest_realisations.direction = 'neutral' then 'changed'
            when
                latest_realisations.value < previous_realisations.value
                and latest_realisations.direction = 'lower_is_better'
                or latest_realisations.value > previous_realisations.value
                and latest_realisations.direction = 'higher_is_better'
                then 'improved'
            else 'worsened'
        end as trend
    from latest_realisations
    left join previous_realisations
        on
            latest_realisations.programme_id = previous_realisations.programme_id
            and latest_realisations.indicator_id = previous_realisations.indicator_id
            and latest_realisations.area_id = previous_realisations.area_id
)

select
    compared.programme_id,
    compared.programme_nl,
    compared.programme_en,
    compared.sub_programme_nl,
    compared.sub_programme_en,
    compared.indicator_id,
    compared.indicator_nl,
    compared.indicator_en,
    compared.indicator_set,
    compared.bbv_number,
    compared.area_id,
    compared.area_nl,
    compared.unit,
    compared.unit_nl,
    compared.unit_en,
    compared.direction,
    compared.document_id as latest_document_id,
    compared.document_title as latest_document_title,
    compared.year as latest_year,
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
    last_judged_targets.year as judged_target_year,
    last_judged_targets.target_printed_value as judged_target_printed_value,
    last_judged_targets.realised_printed_value as judged_realised_printed_value,
    last_judged_targets.assessment_status as judged_target_status,
    last_judged_targets.assessment_status_nl as judged_target_status_nl,
    last_judged_targets.comparability_nl as judged_target_comparability_nl,
    unplaced_values.unplaced_printed_values,
    progress.progress_class,
    progress_classes.word_nl as progress_class_nl,
    compared.printed_value || ' in ' || {{ as_text('compared.year') }}
    || case compared.trend
        when 'no_previous_figure' then ' (eerste cijfer)'
        else ', ' || trends.word_nl
    end
    || coalesce(
        ' sinds ' || {{ as_text('compared.previous_year') }}
        || ' (' || compared.previous_printed_value || ')',
        ''
    )
    || coalesce(
        '; streefcijfer ' || last_judged_targets.target_printed_value
        || ' voor ' || {{ as_text('last_judged_targets.year') }}
        || ' ' || last_judged_targets.assessment_status_nl,
        ''
    )
    || coalesce(
        '; volgend streefcijfer ' || next_targets.printed_value
        || ' voor ' || {{ as_text('next_targets.year') }},
        ''
    )
    || coalesce(
        '; van een los cijfer is het jaar onbekend: ' || unplaced_values.unplaced_printed_values,
        ''
    )
    || '.' as summary_nl
from compared
left join last_judged_targets
    on
        compared.programme_id = last_judged_targets.programme_id
        and compared.indicator_id = last_judged_targets.indicator_id
        and compared.area_id = last_judged_targets.area_id
left join progress
    on
        compared.indicator_id = progress.indicator_id
        and compared.area_id = progress.area_id
left join next_targets
    on
        compared.programme_id = next_targets.programme_id
        and compared.indicator_id = next_targets.indicator_id
        and compared.area_id = next_targets.area_id
left join unplaced_values
    on
        compared.programme_id = unplaced_values.programme_id
        and compared.indicator_id = unplaced_values.indicator_id
        and compared.area_id = unplaced_values.area_id
left join trends
    on compared.trend = trends.code
left join progress_classes
    on progress.progress_class = progress_classes.code
