with

figures as {{ inline() }} (
    select * from {{ ref('rpt_series_figure') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

classes as (
    select * from {{ ref('dim_code_word') }}
    where code_list = 'overview_class'
),

verdicts as (
    select * from {{ ref('dim_code_word') }}
    where code_list in ('assessment_status', 'verdict')
),

unplaced_values as (
    select
        unplaced.*,
        cast({{ dbt.split_part('unplaced.candidate_years', "'|'", 1) }} as integer)
            as first_candidate_year,
        row_number() over (
            partition by unplaced.indicator_id, unplaced.area_id
            order by
                unplaced.candidate_years desc,
                documents.vintage desc,
                unplaced.table_id asc,
                unplaced.line asc,
                unplaced.cell asc
        ) as choice
    from {{ ref('fct_unplaced_value') }} as unplaced
    inner join documents
        on unplaced.document_id = documents.document_id
    where
        unplaced.area_id = unplaced.publisher_id
        and unplaced.value_type = 'realisation'
        and unplaced.value is not null
),

-- Every indicator with a figure, if only a target or one without a year.
printed_indicators as (
    select
        indicator_id,
        area_id,
        substring(max({{ as_text('vintage') }} || coalesce(programme_id, '')), 7) as programme_id
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
            unplaced_values.indicator_id,
            unplaced_values.area_id,
            documents.vintage,
            unplaced_values.programme_id
        from unplaced_values
        inner join documents
            on unplaced_values.document_id = documents.document_id
    ) as printed
    group by indicator_id, area_id
),

latest as (
    select * from (
        select
            *,
            row_number() over (
                partition by indicator_id, area_id
                order by year desc
            ) as measurements_back
        from figures
        where value_type = 'realisation' and counts
    ) as realisations
    where measurements_back = 1
),

-- From the same series and part, so that neither a revision nor a break passes for a change.
same_series as (
    select
        figures.*,
        row_number() over (
            partition by figures.indicator_id, figures.area_id
            order by figures.year
        ) as measurements_on,
        row_number() over (
            partition by figures.indicator_id, figures.area_id
            order by figures.year desc
        ) as measurements_back
    from figures
    inner join latest
        on
            figures.indicator_id = latest.indicator_id
            and figures.area_id = latest.area_id
            and figures.series_number = latest.series_number
            and figures.series_part = latest.series_part
            and figures.year < latest.year
    where figures.value_type = 'realisation' and figures.is_shown_in_series
),

-- One verdict for each indicator: on the last target that a realisation judges, else on the next.
ranked_targets as (
    select
        assessments.*,
        assessments.assessment_status in ('met', 'missed', 'undecided', 'not_comparable')
            as is_judged,
        coalesce(targets.display_value_nl, assessments.target_printed_value) as target_display_nl,
        coalesce(targets.display_value_en, assessments.target_printed_value) as target_display_en,
        targets.decimals as target_decimals,
        row_number() over (
            partition by assessments.indicator_id, assessments.area_id
            order by
                case
                    when
                        assessments.assessment_status
                        in ('met', 'missed', 'undecided', 'not_comparable')
                        then 0
                    when assessments.year > latest.year then 1
                    else 2
                end,
                case
                    when
                        assessments.assessment_status
                        not in ('met', 'missed', 'undecided', 'not_comparable')
                        and assessments.year > latest.year
                        then assessments.year
                    else -assessments.year
                end
        ) as choice
    from {{ ref('fct_target_assessment') }} as assessments
    -- A range is no number, and is shown as printed.
    left join figures as targets
        on
            assessments.document_id = targets.document_id
            and assessments.indicator_id = targets.indicator_id
            and assessments.area_id = targets.area_id
            and assessments.year = targets.year
            and targets.value_type = 'target'
    left join latest
        on
            assessments.indicator_id = latest.indicator_id
            and assessments.area_id = latest.area_id
    where assessments.is_latest_target
),

last_editions as (
    select
        area_id,
        max(appeared_in) as last_appeared_in
    from documents
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
        nullif(printed_indicators.programme_id, '') as programme_id,
        indicators.direction,
        indicators.unit,
        indicators.subject_nl,
        indicators.subject_en,
        latest.document_id as latest_document_id,
        latest.year as latest_year,
        latest.value as latest_value,
        latest.printed_value as latest_printed_value,
        latest.display_value_nl as latest_display_nl,
        latest.display_value_en as latest_display_en,
        latest.value_low as latest_low,
        latest.value_high as latest_high,
        latest.decimals as latest_decimals,
        latest.value_qualifier as latest_qualifier,
        previous.year as previous_year,
        previous.display_value_nl as previous_display_nl,
        previous.display_value_en as previous_display_en,
        previous.value as previous_value,
        previous.value_low as previous_low,
        previous.value_high as previous_high,
        previous.value_qualifier as previous_qualifier,
        first_of_series.year as first_year,
        first_of_series.value as first_value,
        first_of_series.value_low as first_low,
        first_of_series.value_high as first_high,
        first_of_series.value_qualifier as first_qualifier,
        first_of_series.display_value_nl as first_display_nl,
        first_of_series.display_value_en as first_display_en,
        newest_years.newest_year - latest.year as years_behind_newest,
        unplaced.indicator_id is not null
        and (latest.year is null or unplaced.first_candidate_year > latest.year)
            as is_unplaced_later,
        replace(unplaced.candidate_years, '|', ' of ') as unplaced_years_nl,
        replace(unplaced.candidate_years, '|', ' or ') as unplaced_years_en,
        {{ reader_number('unplaced.value', 'unplaced.decimals', 'nl') }}
        || coalesce(indicators.unit_suffix, '') as unplaced_display_nl,
        {{ reader_number('unplaced.value', 'unplaced.decimals', 'en') }}
        || coalesce(indicators.unit_suffix, '') as unplaced_display_en,
        targets.document_id as shown_target_document_id,
        targets.year as shown_target_year,
        targets.target_value as shown_target_value,
        targets.target_printed_value as shown_target_printed_value,
        targets.target_display_nl as shown_target_display_nl,
        targets.target_display_en as shown_target_display_en,
        targets.target_decimals,
        targets.is_judged,
        targets.assessment_status,
        targets.comparability,
        coalesce(progress.progress_class = 'achieved_weak_target', false) as is_target_weak,
        case when targets.is_judged then targets.gap else latest.value - targets.target_value end
            as gap,
        case indicators.direction when 'lower_is_better' then 1 when 'higher_is_better' then -1 end
            as worse_sign,
        case
            when targets.year is null then 'no_target'
            when targets.is_judged then targets.assessment_status
            -- A later figure of unknown year would decide, and cannot be used.
            when unplaced.first_candidate_year > latest.year then 'pending'
            when
                targets.year > latest.year
                and progress.progress_class in ('achieved', 'achieved_weak_target')
                then 'reached'
            when targets.year > latest.year and progress.progress_class = 'on_track' then 'on_track'
            when
                targets.year > latest.year
                and progress.progress_class in ('moderate', 'limited', 'moving_away')
                then 'at_risk'
            else targets.assessment_status
        end as verdict,
        coalesce(
            not targets.is_judged and last_editions.last_appeared_in > targets.year, false
        ) as is_target_expired
    from printed_indicators
    inner join indicators
        on printed_indicators.indicator_id = indicators.indicator_id
    inner join last_editions
        on printed_indicators.area_id = last_editions.area_id
    left join newest_years
        on printed_indicators.area_id = newest_years.area_id
    left join latest
        on
            printed_indicators.indicator_id = latest.indicator_id
            and printed_indicators.area_id = latest.area_id
    left join same_series as previous
        on
            printed_indicators.indicator_id = previous.indicator_id
            and printed_indicators.area_id = previous.area_id
            and previous.measurements_back = 1
    left join same_series as first_of_series
        on
            printed_indicators.indicator_id = first_of_series.indicator_id
            and printed_indicators.area_id = first_of_series.area_id
            and first_of_series.measurements_on = 1
    left join unplaced_values as unplaced
        on
            printed_indicators.indicator_id = unplaced.indicator_id
            and printed_indicators.area_id = unplaced.area_id
            and unplaced.choice = 1
    left join ranked_targets as targets
        on
            printed_indicators.indicator_id = targets.indicator_id
            and printed_indicators.area_id = targets.area_id
            and targets.choice = 1
    left join {{ ref('fct_indicator_progress') }} as progress
        on
            printed_indicators.indicator_id = progress.indicator_id
            and printed_indicators.area_id = progress.area_id
            and targets.year = progress.target_year
),

-- A gap has the decimals of the more precise of the two.
classified as (
    select
        *,
        case verdict
            when 'missed' then 'missed'
            when 'at_risk' then 'at_risk'
            when 'reached' then 'on_course'
            when 'on_track' then 'on_course'
            when 'met' then 'met'
            when 'no_target' then 'no_target'
            else 'undecided'
        end as overview_class,
        case
            when previous_year is null then 'no_previous_figure'
            when
                is_unplaced_later
                or latest_qualifier is not null
                or previous_qualifier is not null
                then 'not_comparable'
            when latest_low < previous_high and previous_low < latest_high then 'unchanged'
            when direction = 'neutral' then 'changed'
            when (latest_value - previous_value) * worse_sign < 0 then 'improved'
            else 'worsened'
        end as trend,
        {%- for language in ('nl', 'en') %}
        {{ gap_size('gap', 'target_decimals', 'latest_decimals', 'unit', language) }}
            as gap_size_{{ language }},
        {%- endfor %}
        {#- What a title says first: how the figure moved, from the first of its series. #}
        case
            when latest_year is null and is_unplaced_later then 'undated'
            when latest_year is null then 'none'
            when is_unplaced_later then 'superseded'
            when first_year is null then 'single'
            when latest_qualifier is not null or first_qualifier is not null then 'apart'
            when
                latest_low < first_high and first_low < latest_high
                and latest_display_nl = first_display_nl
                then 'equal'
            when latest_low < first_high and first_low < latest_high then 'steady'
            when latest_value > first_value then 'rose'
            else 'fell'
        end as movement
    from joined
)

select
    classified.indicator_id,
    classified.area_id,
    classified.programme_id,
    classified.overview_class,
    classes.word_nl as overview_class_nl,
    classes.word_en as overview_class_en,
    case classified.overview_class
        when 'missed' then 1
        when 'at_risk' then 2
        when 'undecided' then 3
        when 'on_course' then 4
        when 'met' then 5
        else 6
    end as urgency_rank,
    classified.verdict,
    verdicts.word_nl as verdict_nl,
    verdicts.word_en as verdict_en,
    classified.latest_document_id,
    classified.latest_year,
    classified.latest_value,
    classified.latest_printed_value,
    classified.latest_display_nl,
    classified.latest_display_en,
    classified.previous_year,
    classified.previous_display_nl,
    classified.previous_display_en,
    classified.trend,
    classified.years_behind_newest,
    classified.is_unplaced_later,
    classified.unplaced_display_nl,
    classified.unplaced_display_en,
    classified.unplaced_years_nl,
    classified.unplaced_years_en,
    classified.shown_target_document_id,
    classified.shown_target_year,
    classified.shown_target_value,
    classified.shown_target_printed_value,
    classified.shown_target_display_nl,
    classified.shown_target_display_en,
    coalesce(classified.is_judged, false) as is_judged,
    classified.comparability,
    classified.is_target_expired,
    classified.is_target_weak,
    classified.gap,
    {%- for language in ('nl', 'en') %}
    {{ gap_words(
        'classified.gap',
        'classified.gap_size_' ~ language,
        'classified.verdict',
        'classified.worse_sign',
        language
    ) }} as gap_{{ language }},
    {%- endfor %}
    {%- for language, patterns in finding_sentences().items() %}
    {%- set fields = {
        'subject': capitalised('classified.subject_' ~ language),
        'first': 'classified.first_display_' ~ language,
        'first_year': as_text('classified.first_year'),
        'latest': 'classified.latest_display_' ~ language,
        'year': as_text('classified.latest_year'),
        'unplaced': 'classified.unplaced_display_' ~ language,
        'unplaced_years': 'classified.unplaced_years_' ~ language,
        'target': 'classified.shown_target_display_' ~ language,
        'target_year': as_text('classified.shown_target_year'),
    } %}
    case classified.movement
        {%- for movement, pattern in patterns.movements.items() %}
        when '{{ movement }}' then {{ filled(pattern, fields) }}
        {%- endfor %}
    end
    || case
        when
            classified.verdict in ('met', 'missed')
            and classified.shown_target_year = classified.latest_year
            then
                case classified.verdict
                    when 'met' then {{ filled(patterns.verdicts.met_now, fields) }}
                    else {{ filled(patterns.verdicts.missed_now, fields) }}
                end
        when classified.verdict = 'reached' and classified.gap = 0
            then {{ filled(patterns.verdicts.equalled, fields) }}
        when classified.verdict = 'reached' and classified.gap > 0
            then {{ filled(patterns.verdicts.reached_above, fields) }}
        {%- for verdict in (
            'met', 'missed', 'not_comparable', 'undecided', 'reached', 'on_track', 'at_risk'
        ) %}
        when classified.verdict = '{{ verdict }}'
            then {{ filled(patterns.verdicts[verdict], fields) }}
        {%- endfor %}
        when classified.verdict <> 'no_target' then {{ filled(patterns.verdicts.open, fields) }}
        else ''
    end
    || case
        when
            classified.unplaced_display_nl is not null
            and classified.movement not in ('superseded', 'undated')
            then {{ filled(patterns.unplaced, fields) }}
        else ''
    end as finding_sentence_{{ language }},
    {%- endfor %}
    classified.first_year as series_first_year
from classified
inner join classes
    on classified.overview_class = classes.code
inner join verdicts
    on classified.verdict = verdicts.code
