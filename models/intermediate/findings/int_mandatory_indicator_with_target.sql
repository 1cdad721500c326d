with

mandatory_targets as (
    select indicator_values.*
    from {{ ref('int_yearly_value') }} as indicator_values
    inner join {{ ref('dim_indicator') }} as indicators
        on indicator_values.indicator_id = indicators.indicator_id
    where
        indicator_values.value_type = 'target'
        and indicator_values.value is not null
        and indicators.indicator_set = 'bbv'
)

select
    {{ finding('mandatory_indicator_with_target') }},
    printed_value as figures,
    'streefcijfer ' || printed_value || ' staat bij een verplichte indicator' as arithmetic_nl,
    'target ' || printed_value || ' stands at a mandatory indicator' as arithmetic_en
from mandatory_targets
