with

indicators as (
    select * from {{ ref('stg_indicators') }}
),

words as (
    select * from {{ ref('stg_indicator_words') }}
)

-- An indicator without words of its own is called by its name, so that a new one needs none.
select
    indicators.indicator_id,
    indicators.name_nl as indicator_nl,
    indicators.name_en as indicator_en,
    coalesce(words.short_label_nl, indicators.name_nl) as short_label_nl,
    coalesce(words.short_label_en, indicators.name_en) as short_label_en,
    coalesce(words.subject_nl, 'het cijfer voor ‘' || indicators.name_nl || '’') as subject_nl,
    coalesce(words.subject_en, 'the figure for ‘' || indicators.name_en || '’') as subject_en,
    coalesce(
        words.measure_nl, case when indicators.unit <> 'percent' then indicators.unit_nl end
    ) as measure_nl,
    coalesce(
        words.measure_en, case when indicators.unit <> 'percent' then indicators.unit_en end
    ) as measure_en,
    indicators.indicator_set,
    indicators.bbv_number,
    indicators.unit,
    indicators.unit_nl,
    indicators.unit_en,
    case when indicators.unit = 'percent' then '%' end as unit_suffix,
    indicators.direction,
    indicators.frequency,
    indicators.first_due_year,
    indicators.lower_bound,
    indicators.upper_bound,
    indicators.source_organisation,
    indicators.method,
    indicators.definition_nl,
    indicators.definition_en
from indicators
left join words
    on indicators.indicator_id = words.indicator_id
