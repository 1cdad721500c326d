with

implied as {{ inline() }} (
    select * from {{ ref('int_implied_population') }}
    -- Where the official number is known, each pair is held against that one.
    where official_low is null
),

compared as (
    select
        implied.*,
        others.indicator_id as other_indicator_id,
        others.printed_count as other_printed_count,
        others.printed_rate as other_printed_rate,
        others.population_low as other_low,
        others.population_high as other_high
    from implied
    inner join implied as others
        on
            implied.document_id = others.document_id
            and implied.area_id = others.area_id
            and implied.year = others.year
            and implied.value_type = others.value_type
            -- Rates of one unit are about one population.
            and implied.unit = others.unit
            and implied.relation_id < others.relation_id
)

select
    {{ finding(
        'population_disagreement',
        other_indicator_id='other_indicator_id',
        observed=['population_low', 'population_high'],
        allowed=['other_low', 'other_high'],
    ) }},
    printed_count || ' | ' || printed_rate || ' | ' || other_printed_count || ' | '
    || other_printed_rate as figures,
    printed_count || ' bij een verhouding van ' || printed_rate || ' betekent '
    || {{ whole_number_text('population_low', '.') }}
    || ' tot '
    || {{ whole_number_text('population_high', '.') }}
    || ' inwoners, maar '
    || other_printed_count || ' bij ' || other_printed_rate || ' betekent '
    || {{ whole_number_text('other_low', '.') }}
    || ' tot '
    || {{ whole_number_text('other_high', '.') }} as arithmetic_nl,
    printed_count || ' at a rate of ' || printed_rate || ' means '
    || {{ whole_number_text('population_low', ',') }}
    || ' to '
    || {{ whole_number_text('population_high', ',') }}
    || ' inhabitants, but '
    || other_printed_count || ' at ' || other_printed_rate || ' means '
    || {{ whole_number_text('other_low', ',') }}
    || ' to '
    || {{ whole_number_text('other_high', ',') }} as arithmetic_en
from compared
where population_low >= other_high or other_low >= population_high
