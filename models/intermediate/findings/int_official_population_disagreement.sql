{% set correction = var('population_correction') %}
with

disagreeing as {{ inline() }} (
    select
        *,
        population_low * rate_high / official_high as fitting_rate_low,
        population_high * rate_low / official_low as fitting_rate_high,
        official_low * rate_low / factor as fitting_count_low,
        official_high * rate_high / factor as fitting_count_high
    from {{ ref('int_implied_population') }}
    where
        population_high <= official_low * (1 - {{ correction }})
        or population_low >= official_high * (1 + {{ correction }})
)

select
    {{ finding(
        'official_population_disagreement',
        other_indicator_id='count_indicator_id',
        observed=['population_low', 'population_high'],
        allowed=['official_low', 'official_high'],
    ) }},
    printed_count || ' | ' || printed_rate as figures,
    printed_count || ' bij een verhouding van ' || printed_rate || ' betekent '
    || {{ whole_number_text('population_low', '.') }}
    || ' tot '
    || {{ whole_number_text('population_high', '.') }}
    || ' inwoners; naar officiële opgave zijn het er '
    || {{ whole_number_text('official_low', '.') }}
    || ' tot '
    || {{ whole_number_text('official_high', '.') }}
    || ', en dan past '
    || {{ decimal_text('fitting_rate_low', 1, ',') }}
    || ' tot '
    || {{ decimal_text('fitting_rate_high', 1, ',') }}
    || ' als verhouding, of '
    || {{ whole_number_text('fitting_count_low', '.') }}
    || ' tot '
    || {{ whole_number_text('fitting_count_high', '.') }}
    || ' als aantal' as arithmetic_nl,
    printed_count || ' at a rate of ' || printed_rate || ' means '
    || {{ whole_number_text('population_low', ',') }}
    || ' to '
    || {{ whole_number_text('population_high', ',') }}
    || ' inhabitants; by official numbers there are '
    || {{ whole_number_text('official_low', ',') }}
    || ' to '
    || {{ whole_number_text('official_high', ',') }}
    || ', which fits a rate of '
    || {{ decimal_text('fitting_rate_low', 1, '.') }}
    || ' to '
    || {{ decimal_text('fitting_rate_high', 1, '.') }}
    || ', or a count of '
    || {{ whole_number_text('fitting_count_low', ',') }}
    || ' to '
    || {{ whole_number_text('fitting_count_high', ',') }} as arithmetic_en
from disagreeing
