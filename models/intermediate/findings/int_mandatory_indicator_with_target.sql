with

mandatory_targets as (
    select indicator_values.*
    from {{ ref('fct_indicator_value') }} as indicator_values
    inner join {{ ref('dim_indicator') }} as indicators
        on indicator_values.indicator_id = indicators.indicator_id
    where
        indicator_values.value_type = 'target'
        and indicator_values.value is not null
        and indicators.indicator_set = 'bbv'
)

select
    'mandatory_indicator_with_target' as rule_id,
    document_id,
    indicator_id,
    cast(null as {{ dbt.type_string() }}) as other_indicator_id,
    area_id,
    year,
    value_type,
    cast(null as {{ dbt.type_string() }}) as subject,
    printed_value as figures,
    cast(null as {{ double_type() }}) as observed_low,
    cast(null as {{ double_type() }}) as observed_high,
    cast(null as {{ double_type() }}) as allowed_low,
    cast(null as {{ double_type() }}) as allowed_high,
    'streefcijfer ' || printed_value || ' staat bij een verplichte indicator' as arithmetic_nl,
    'target ' || printed_value || ' stands at a mandatory indicator' as arithmetic_en
from mandatory_targets
