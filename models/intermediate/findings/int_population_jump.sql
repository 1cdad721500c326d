{% set yearly_change = var('population_change_per_year') %}
with

implied as (
    select * from {{ ref('int_implied_population') }}
),

{# Realised where known, otherwise aimed for: one figure a year. #}
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
        lag(year) over (
            partition by document_id, relation_id, area_id order by year
        ) as previous_year,
        lag(population_low) over (
            partition by document_id, relation_id, area_id order by year
        ) as previous_low,
        lag(population_high) over (
            partition by document_id, relation_id, area_id order by year
        ) as previous_high,
        lag(printed_count) over (
            partition by document_id, relation_id, area_id order by year
        ) as previous_printed_count,
        lag(printed_rate) over (
            partition by document_id, relation_id, area_id order by year
        ) as previous_printed_rate
    from ranked
    where choice = 1
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
    'population_jump' as rule_id,
    document_id,
    indicator_id,
    count_indicator_id as other_indicator_id,
    area_id,
    year,
    value_type,
    cast(null as {{ dbt.type_string() }}) as subject,
    previous_printed_count || ' | ' || previous_printed_rate || ' | ' || printed_count || ' | '
    || printed_rate as figures,
    cast(population_low as {{ double_type() }}) as observed_low,
    cast(population_high as {{ double_type() }}) as observed_high,
    cast(lowest_allowed as {{ double_type() }}) as allowed_low,
    cast(highest_allowed as {{ double_type() }}) as allowed_high,
    printed_count || ' bij een verhouding van ' || printed_rate || ' betekent '
    || {{ whole_number_text('population_low', '.') }}
    || ' tot '
    || {{ whole_number_text('population_high', '.') }}
    || ' inwoners; na '
    || {{ whole_number_text('previous_low', '.') }}
    || ' tot '
    || {{ whole_number_text('previous_high', '.') }}
    || ' in '
    || cast(previous_year as {{ dbt.type_string() }}) || ' zijn er hooguit '
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
    || cast(previous_year as {{ dbt.type_string() }}) || ', '
    || {{ whole_number_text('lowest_allowed', ',') }}
    || ' to '
    || {{ whole_number_text('highest_allowed', ',') }}
    || ' can be expected' as arithmetic_en
from bounded
where population_high <= lowest_allowed or population_low >= highest_allowed
