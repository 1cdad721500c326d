with

indicators as (
    select * from {{ ref('dim_indicator') }}
),

words as (
    select * from {{ ref('stg_indicator_words') }}
)

-- An indicator without words of its own is called by its name, so that a new one needs none.
select
    indicators.indicator_id,
    coalesce(words.short_label_nl, indicators.indicator_nl) as short_label_nl,
    coalesce(words.short_label_en, indicators.indicator_en) as short_label_en,
    coalesce(words.subject_nl, 'het cijfer voor ‘' || indicators.indicator_nl || '’')
        as subject_nl,
    coalesce(words.subject_en, 'the figure for ‘' || indicators.indicator_en || '’')
        as subject_en,
    coalesce(
        words.measure_nl, case when indicators.unit <> 'percent' then indicators.unit_nl end
    ) as measure_nl,
    coalesce(
        words.measure_en, case when indicators.unit <> 'percent' then indicators.unit_en end
    ) as measure_en,
    case when indicators.unit = 'percent' then '%' end as unit_suffix
from indicators
left join words
    on indicators.indicator_id = words.indicator_id
