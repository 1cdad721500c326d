with

mandatory_values as (
    select indicator_values.*
    from {{ ref('int_yearly_value') }} as indicator_values
    inner join {{ ref('dim_indicator') }} as indicators
        on indicator_values.indicator_id = indicators.indicator_id
    where
        indicator_values.value is not null
        and indicators.indicator_set = 'bbv'
),

-- Where cells were lost, a figure without a settled column may be a target as well.
possible_targets as (
    select distinct unplaced_values.document_id
    from {{ ref('fct_unplaced_value') }} as unplaced_values
    inner join {{ ref('dim_indicator') }} as indicators
        on unplaced_values.indicator_id = indicators.indicator_id
    where
        indicators.indicator_set = 'bbv'
        and unplaced_values.area_id = unplaced_values.publisher_id
        and (
            unplaced_values.value_type = 'target'
            or position('target' in unplaced_values.candidate_value_types) > 0
        )
),

-- A municipality may set targets for them, and then does so for more than one. A single one among
-- several without is more likely a figure in the wrong column.
documents_with_a_lone_target as (
    select document_id
    from mandatory_values
    group by document_id
    having
        count(distinct case when value_type = 'target' then indicator_id end) = 1
        and count(distinct indicator_id) > 2
),

lone_targets as (
    select mandatory_values.*
    from mandatory_values
    inner join documents_with_a_lone_target
        on mandatory_values.document_id = documents_with_a_lone_target.document_id
    left join possible_targets
        on mandatory_values.document_id = possible_targets.document_id
    where
        mandatory_values.value_type = 'target'
        and possible_targets.document_id is null
)

select
    {{ finding('mandatory_indicator_with_target') }},
    printed_value as figures,
    'streefcijfer ' || printed_value || ' staat bij een verplichte indicator, de enige met een'
    || ' streefcijfer' as arithmetic_nl,
    'target ' || printed_value || ' stands at a mandatory indicator, the only one with a target'
        as arithmetic_en
from lone_targets
