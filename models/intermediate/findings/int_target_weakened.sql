with

measured_values as (
    select * from {{ ref('int_measured_value') }}
),

targets as (
    select * from measured_values
    where value_type = 'target'
),

successive as (
    select
        targets.*,
        lag(targets.year) over (
            partition by targets.document_id, targets.indicator_id, targets.area_id
            order by targets.year
        ) as previous_year,
        lag(targets.value) over (
            partition by targets.document_id, targets.indicator_id, targets.area_id
            order by targets.year
        ) as previous_value,
        lag(targets.printed_value) over (
            partition by targets.document_id, targets.indicator_id, targets.area_id
            order by targets.year
        ) as previous_printed_value
    from targets
)

select
    'target_weakened' as rule_id,
    document_id,
    indicator_id,
    cast(null as {{ dbt.type_string() }}) as other_indicator_id,
    area_id,
    year,
    value_type,
    cast(null as {{ dbt.type_string() }}) as subject,
    previous_printed_value || ' | ' || printed_value as figures,
    cast(value as {{ double_type() }}) as observed_low,
    cast(value as {{ double_type() }}) as observed_high,
    cast(case when direction = 'higher_is_better' then previous_value end as {{ double_type() }})
        as allowed_low,
    cast(case when direction = 'lower_is_better' then previous_value end as {{ double_type() }})
        as allowed_high,
    'streefcijfer ' || printed_value || ' is zwakker dan ' || previous_printed_value
    || ' voor ' || cast(previous_year as {{ dbt.type_string() }}) as arithmetic_nl,
    'target ' || printed_value || ' is weaker than ' || previous_printed_value
    || ' for ' || cast(previous_year as {{ dbt.type_string() }}) as arithmetic_en
from successive
where
    (direction = 'lower_is_better' and value > previous_value)
    or (direction = 'higher_is_better' and value < previous_value)
