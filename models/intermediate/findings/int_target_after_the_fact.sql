with

budget_targets as (
    select
        measured_values.*,
        documents.appeared_in
    from {{ ref('int_measured_value') }} as measured_values
    inner join {{ ref('dim_document') }} as documents
        on measured_values.document_id = documents.document_id
    inner join {{ ref('dim_document_table') }} as document_tables
        on
            measured_values.document_id = document_tables.document_id
            and measured_values.table_id = document_tables.table_id
    where
        measured_values.value_type = 'target'
        and documents.document_kind = 'begroting'
        {# Running text may look back at a target, and does. #}
        and document_tables.layout = 'grid'
)

select
    'target_after_the_fact' as rule_id,
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
    cast(appeared_in as {{ double_type() }}) as allowed_low,
    cast(null as {{ double_type() }}) as allowed_high,
    'streefcijfer ' || printed_value || ' geldt voor ' || cast(year as {{ dbt.type_string() }})
    || ', maar de begroting verscheen in '
    || cast(appeared_in as {{ dbt.type_string() }}) as arithmetic_nl,
    'target ' || printed_value || ' is for ' || cast(year as {{ dbt.type_string() }})
    || ', but the budget appeared in '
    || cast(appeared_in as {{ dbt.type_string() }}) as arithmetic_en
from budget_targets
where year < appeared_in
