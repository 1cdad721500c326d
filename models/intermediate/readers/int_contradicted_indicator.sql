{{ config(materialized='view') }}
{% set contradictions %}
    'complement_sum', 'official_population_disagreement', 'official_population_differs',
    'part_exceeds_whole', 'population_disagreement', 'population_jump', 'repeated_value_differs',
    'statement_contradicted', 'value_out_of_bounds'
{% endset %}

-- Indicators whose realised figures contradict others: both sides of a contradiction are in doubt.
with

findings as (
    select
        area_id,
        indicator_id,
        finding_id,
        year
    from {{ ref('fct_finding') }}
    where
        rule_id in ({{ contradictions }})
        and value_type = 'realisation'
        and indicator_id is not null
    union
    select
        area_id,
        other_indicator_id as indicator_id,
        finding_id,
        year
    from {{ ref('fct_finding') }}
    where
        rule_id in ({{ contradictions }})
        and value_type = 'realisation'
        and other_indicator_id is not null
)

select
    indicator_id,
    area_id,
    count(*) as findings,
    min(year) as first_year,
    max(year) as last_year
from findings
group by indicator_id, area_id
