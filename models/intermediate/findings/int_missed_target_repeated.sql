with

measured_values as {{ inline() }} (
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
),

judged as (
    select
        successive.*,
        realisations.printed_value as realised_printed_value,
        realisations.value_low as realised_low,
        realisations.value_high as realised_high
    from successive
    inner join measured_values as realisations
        on
            successive.document_id = realisations.document_id
            and successive.indicator_id = realisations.indicator_id
            and successive.area_id = realisations.area_id
            and successive.previous_year = realisations.year
    where
        realisations.value_type = 'realisation'
        and successive.value = successive.previous_value
)

select
    'missed_target_repeated' as rule_id,
    document_id,
    indicator_id,
    cast(null as {{ dbt.type_string() }}) as other_indicator_id,
    area_id,
    year,
    value_type,
    cast(null as {{ dbt.type_string() }}) as subject,
    previous_printed_value || ' | ' || realised_printed_value || ' | ' || printed_value as figures,
    cast(value as {{ double_type() }}) as observed_low,
    cast(value as {{ double_type() }}) as observed_high,
    cast(realised_low as {{ double_type() }}) as allowed_low,
    cast(realised_high as {{ double_type() }}) as allowed_high,
    'streefcijfer '
    || previous_printed_value
    || ' voor '
    || cast(previous_year as {{ dbt.type_string() }})
    || ' is met '
    || realised_printed_value
    || ' niet gehaald en keert terug als '
    || printed_value as arithmetic_nl,
    'target ' || previous_printed_value || ' for ' || cast(previous_year as {{ dbt.type_string() }})
    || ' was missed with '
    || realised_printed_value
    || ' and returns as '
    || printed_value as arithmetic_en
from judged
where {{ is_missed('direction', 'previous_value', 'realised_low', 'realised_high') }}
