with

verdicts as (
    select * from {{ ref('dim_code_word') }}
    where code_list in ('assessment_status', 'verdict')
),

classified as (
    select
        standing.*,
        indicators.subject_nl,
        indicators.subject_en,
        latest.document_id as latest_document_id,
        latest.year as latest_year,
        latest.value as latest_value,
        latest.printed_value as latest_printed_value,
        latest.display_value_nl as latest_display_nl,
        latest.display_value_en as latest_display_en,
        latest.previous_year,
        latest.previous_display_nl,
        latest.previous_display_en,
        latest.first_year,
        latest.first_display_nl,
        latest.first_display_en,
        replace(replace(standing.possible_periods, 'unknown', 'een onbekend jaar'), '|', ' of ')
            as unplaced_years_nl,
        replace(replace(standing.possible_periods, 'unknown', 'an unknown year'), '|', ' or ')
            as unplaced_years_en,
        targets.document_id as shown_target_document_id,
        targets.year as shown_target_year,
        targets.target_value as shown_target_value,
        targets.target_printed_value as shown_target_printed_value,
        targets.target_display_nl as shown_target_display_nl,
        targets.target_display_en as shown_target_display_en,
        -- A range or a word, as printed.
        {%- for language in ('nl', 'en') %}
        case
            when targets.target_value is null
                then '‘' || targets.target_display_{{ language }} || '’'
            else targets.target_display_{{ language }}
        end as named_target_{{ language }},
        {%- endfor %}
        coalesce(targets.is_judged, false) as is_judged,
        coalesce(targets.is_weak, false) as is_target_weak,
        targets.comparability,
        targets.gap,
        targets.gap_size_nl,
        targets.gap_size_en
    from {{ ref('int_indicator_standing') }} as standing
    inner join {{ ref('dim_indicator') }} as indicators
        on standing.indicator_id = indicators.indicator_id
    left join {{ ref('int_newest_series') }} as latest
        on
            standing.indicator_id = latest.indicator_id
            and standing.area_id = latest.area_id
    left join {{ ref('int_shown_target') }} as targets
        on
            standing.indicator_id = targets.indicator_id
            and standing.area_id = targets.area_id
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
    classified.is_judged,
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
        'target': 'classified.named_target_' ~ language,
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
inner join {{ ref('dim_code_word') }} as classes
    on classes.code_list = 'overview_class' and classified.overview_class = classes.code
inner join verdicts
    on classified.verdict = verdicts.code
