with

dated_values as (
    select
        measured_values.*,
        documents.appeared_in
    from {{ ref('int_measured_value') }} as measured_values
    inner join {{ ref('dim_document') }} as documents
        on measured_values.document_id = documents.document_id
    where measured_values.value_type = 'realisation'
)

select
    'realisation_before_its_time' as rule_id,
    document_id,
    indicator_id,
    cast(null as {{ dbt.type_string() }}) as other_indicator_id,
    area_id,
    year,
    value_type,
    cast(null as {{ dbt.type_string() }}) as subject,
    printed_value as figures,
    cast(year as {{ double_type() }}) as observed_low,
    cast(year as {{ double_type() }}) as observed_high,
    cast(null as {{ double_type() }}) as allowed_low,
    cast(appeared_in - 1 as {{ double_type() }}) as allowed_high,
    printed_value || ' zou zijn gerealiseerd in ' || cast(year as {{ dbt.type_string() }})
    || ', maar het document verscheen in '
    || cast(appeared_in as {{ dbt.type_string() }}) as arithmetic_nl,
    printed_value || ' is said to be realised in ' || cast(year as {{ dbt.type_string() }})
    || ', but the document appeared in '
    || cast(appeared_in as {{ dbt.type_string() }}) as arithmetic_en
from dated_values
where year >= appeared_in
