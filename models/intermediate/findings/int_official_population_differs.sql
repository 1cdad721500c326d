{% set difference = var('population_count_difference') %}
with

indicators as (
    select
        indicator_id,
        indicator_nl
    from {{ ref('dim_indicator') }}
    where unit = 'count'
),

named_indicators as (
    {{ normalised_labels('indicators', ['indicator_nl']) }}
),

reference_labels as (
    select * from {{ ref('stg_reference_labels') }}
),

-- Printed numbers of inhabitants that are neither that of the beginning nor that of the end of
-- their year, nor one in between.
differing as {{ inline() }} (
    select
        figures.*,
        official.population_low as official_low,
        official.population_high as official_high
    from {{ ref('int_measured_value') }} as figures
    inner join named_indicators
        on figures.indicator_id = named_indicators.indicator_id
    inner join reference_labels
        on named_indicators.indicator_nl_key = reference_labels.label_key
    inner join {{ ref('int_official_population') }} as official
        on
            figures.area_id = official.area_id
            and figures.year = official.year
    where
        figures.value_type = 'realisation'
        and (
            figures.value_high <= official.population_low
            or figures.value_low >= official.population_high
        )
),

-- A row that slipped by a year holds the official numbers of other years.
slipped as (
    select
        differing.document_id,
        differing.indicator_id,
        differing.area_id,
        differing.year,
        min(reference_values.year) as official_year
    from differing
    inner join {{ ref('fct_reference_value') }} as reference_values
        on
            differing.area_id = reference_values.area_id
            and differing.value = reference_values.reference_value
    where reference_values.reference_measure = 'inhabitants_1_january'
    group by differing.document_id, differing.indicator_id, differing.area_id, differing.year
),

judged as {{ inline() }} (
    select
        differing.*,
        slipped.official_year
    from differing
    left join slipped
        on
            differing.document_id = slipped.document_id
            and differing.indicator_id = slipped.indicator_id
            and differing.area_id = slipped.area_id
            and differing.year = slipped.year
    where
        slipped.official_year is not null
        or differing.value_high <= differing.official_low * (1 - {{ difference }})
        or differing.value_low >= differing.official_high * (1 + {{ difference }})
)

select
    {{ finding(
        'official_population_differs',
        observed=['value_low', 'value_high'],
        allowed=['official_low', 'official_high'],
    ) }},
    printed_value as figures,
    printed_value || ' inwoners, maar naar officiële opgave zijn het er '
    || {{ whole_number_text('official_low', '.') }}
    || ' tot '
    || {{ whole_number_text('official_high', '.') }}
    || coalesce(
        '; het is het getal van 1 januari ' || {{ as_text('official_year') }}, ''
    ) as arithmetic_nl,
    printed_value || ' inhabitants, but by official numbers there are '
    || {{ whole_number_text('official_low', ',') }}
    || ' to '
    || {{ whole_number_text('official_high', ',') }}
    || coalesce(
        '; it is the number of 1 January ' || {{ as_text('official_year') }}, ''
    ) as arithmetic_en
from judged
