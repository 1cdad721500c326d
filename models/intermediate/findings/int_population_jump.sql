{% set yearly_change = var('population_change_per_year') %}
with

implied as (
    select * from {{ ref('int_implied_population') }}
    -- Where official numbers are known, each year is held against them.
    where official_low is null
),

-- Realised where known, otherwise aimed for: one figure a year.
ranked as (
    select
        *,
        row_number() over (
            partition by document_id, relation_id, area_id, year
            order by value_type
        ) as choice
    from implied
),

successive as (
    select
        *,
        lag(year) over years as previous_year,
        lag(population_low) over years as previous_low,
        lag(population_high) over years as previous_high,
        lag(printed_count) over years as previous_printed_count,
        lag(printed_rate) over years as previous_printed_rate
    from ranked
    where choice = 1
    window
        years as (
            partition by document_id, relation_id, area_id
            order by year
        )
),

bounded as (
    select
        *,
        previous_low * (1 - {{ yearly_change }} * (year - previous_year)) as lowest_allowed,
        previous_high * (1 + {{ yearly_change }} * (year - previous_year)) as highest_allowed
    from successive
    where previous_year is not null
)

select
    {{ finding(
        'population_jump',
        other_indicator_id='count_indicator_id',
        observed=['population_low', 'population_high'],
        allowed=['lowest_allowed', 'highest_allowed'],
    ) }},
    previous_printed_count || ' | ' || previous_printed_rate || ' | ' || printed_count || ' | '
    || printed_rate as figures,
    printed_count || ' bij een verhouding van ' || printed_rate || ' betekent '
    || {{ whole_number_text('population_low', '.') }}
    || ' tot '
    || {{ whole_number_text('population_high', '.') }}
    || ' inwoners; na '
    || {{ whole_number_text('previous_low', '.') }}
    || ' tot '
    || {{ whole_number_text('previous_high', '.') }}
    || ' in '
    || {{ as_text('previous_year') }} || ' zijn er hooguit '
    || {{ whole_number_text('lowest_allowed', '.') }}
    || ' tot '
    || {{ whole_number_text('highest_allowed', '.') }}
    || ' te verwachten' as arithmetic_nl,
    printed_count || ' at a rate of ' || printed_rate || ' means '
    || {{ whole_number_text('population_low', ',') }}
    || ' to '
    || {{ whole_number_text('population_high', ',') }}
    || ' inhabitants; after '
    || {{ whole_number_text('previous_low', ',') }}
    || ' to '
    || {{ whole_number_text('previous_high', ',') }}
    || ' in '
    || {{ as_text('previous_year') }} || ', '
    || {{ whole_number_text('lowest_allowed', ',') }}
    || ' to '
    || {{ whole_number_text('highest_allowed', ',') }}
    || ' can be expected' as arithmetic_en
from bounded
where population_high <= lowest_allowed or population_low >= highest_allowed
