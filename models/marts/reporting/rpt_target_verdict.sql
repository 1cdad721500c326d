with

figures as {{ inline() }} (
    select * from {{ ref('rpt_series_figure') }}
),

verdicts as (
    select * from {{ ref('dim_code_word') }}
    where code_list = 'assessment_status'
),

comparabilities as (
    select * from {{ ref('dim_code_word') }}
    where code_list = 'comparability'
),

-- A year that editions aim for in two ways, as a year and as a school year, has one verdict.
assessments as (
    select * from (
        select
            *,
            row_number() over (
                partition by indicator_id, area_id, year
                order by
                    case when realisation_document_id is null then 1 else 0 end,
                    document_id desc
            ) as choice
        from {{ ref('fct_target_assessment') }}
        where is_latest_target
    ) as ranked
    where choice = 1
),

compared as (
    select
        assessments.*,
        indicators.unit,
        case indicators.direction when 'lower_is_better' then 1 when 'higher_is_better' then -1 end
            as worse_sign,
        coalesce(targets.display_value_nl, assessments.target_printed_value) as target_display_nl,
        coalesce(targets.display_value_en, assessments.target_printed_value) as target_display_en,
        targets.decimals as target_decimals,
        realised.display_value_nl as realised_display_nl,
        realised.display_value_en as realised_display_en,
        realised.decimals as realised_decimals
    from assessments
    inner join {{ ref('dim_indicator') }} as indicators
        on assessments.indicator_id = indicators.indicator_id
    left join figures as targets
        on
            assessments.document_id = targets.document_id
            and assessments.indicator_id = targets.indicator_id
            and assessments.area_id = targets.area_id
            and assessments.year = targets.year
            and targets.value_type = 'target'
    left join figures as realised
        on
            assessments.realisation_document_id = realised.document_id
            and assessments.indicator_id = realised.indicator_id
            and assessments.area_id = realised.area_id
            and assessments.year = realised.year
            and realised.value_type = 'realisation'
),

sized as (
    select
        *,
        {{ gap_size('gap', 'target_decimals', 'realised_decimals', 'unit', 'nl') }} as gap_size_nl,
        {{ gap_size('gap', 'target_decimals', 'realised_decimals', 'unit', 'en') }} as gap_size_en
    from compared
)

select
    sized.indicator_id,
    sized.area_id,
    sized.year,
    sized.document_id,
    sized.target_value,
    sized.target_printed_value,
    sized.target_display_nl,
    sized.target_display_en,
    sized.realisation_document_id,
    sized.realised_value,
    sized.realised_printed_value,
    sized.realised_display_nl,
    sized.realised_display_en,
    sized.gap,
    sized.gap_percent,
    {%- for language in ('nl', 'en') %}
    {{ gap_words(
        'sized.gap', 'sized.gap_size_' ~ language, 'sized.assessment_status', 'sized.worse_sign', language
    ) }} as gap_{{ language }},
    {%- endfor %}
    sized.assessment_status as verdict,
    verdicts.word_nl as verdict_nl,
    verdicts.word_en as verdict_en,
    sized.comparability,
    comparabilities.word_nl as comparability_nl,
    comparabilities.word_en as comparability_en
from sized
inner join verdicts
    on sized.assessment_status = verdicts.code
inner join comparabilities
    on sized.comparability = comparabilities.code
