with

surveys as (
    select
        measured_values.*,
        indicators.frequency,
        indicators.first_due_year
    from {{ ref('int_measured_value') }} as measured_values
    inner join {{ ref('dim_indicator') }} as indicators
        on measured_values.indicator_id = indicators.indicator_id
)

select
    'figure_not_due' as rule_id,
    surveys.document_id,
    surveys.indicator_id,
    cast(null as {{ dbt.type_string() }}) as other_indicator_id,
    surveys.area_id,
    surveys.year,
    surveys.value_type,
    cast(null as {{ dbt.type_string() }}) as subject,
    surveys.printed_value as figures,
    cast(null as {{ double_type() }}) as observed_low,
    cast(null as {{ double_type() }}) as observed_high,
    cast(null as {{ double_type() }}) as allowed_low,
    cast(null as {{ double_type() }}) as allowed_high,
    surveys.printed_value || ' staat bij ' || cast(surveys.year as {{ dbt.type_string() }})
    || ', een jaar zonder cijfer: gemeten wordt '
    || case surveys.frequency when 'biennial' then 'om het jaar' else 'elk jaar' end
    || ' vanaf ' || cast(surveys.first_due_year as {{ dbt.type_string() }}) as arithmetic_nl,
    surveys.printed_value || ' stands at ' || cast(surveys.year as {{ dbt.type_string() }})
    || ', a year without a figure: it is measured '
    || case surveys.frequency when 'biennial' then 'every other year' else 'every year' end
    || ' from ' || cast(surveys.first_due_year as {{ dbt.type_string() }}) || ' on' as arithmetic_en
from surveys
where not {{ is_due('surveys', 'year') }}
