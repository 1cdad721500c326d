with

lacking as (
    select
        legal_coverage.*,
        documents.area_id,
        documents.budget_year
    from {{ ref('fct_legal_coverage') }} as legal_coverage
    inner join {{ ref('dim_document') }} as documents
        on legal_coverage.document_id = documents.document_id
    where legal_coverage.legal_status = 'lacking'
)

select
    'mandatory_indicator_lacking' as rule_id,
    document_id,
    cast(null as {{ dbt.type_string() }}) as indicator_id,
    cast(null as {{ dbt.type_string() }}) as other_indicator_id,
    area_id,
    budget_year as year,
    'realisation' as value_type,
    'bbv-' || cast(bbv_number as {{ dbt.type_string() }}) as subject,
    cast(bbv_number as {{ dbt.type_string() }}) as figures,
    cast(null as {{ double_type() }}) as observed_low,
    cast(null as {{ double_type() }}) as observed_high,
    cast(null as {{ double_type() }}) as allowed_low,
    cast(null as {{ double_type() }}) as allowed_high,
    'verplichte indicator '
    || cast(bbv_number as {{ dbt.type_string() }})
    || ' ('
    || bbv_indicator_nl
    || ') van taakveld ' || task_field_nl || ' ontbreekt' as arithmetic_nl,
    'mandatory indicator '
    || cast(bbv_number as {{ dbt.type_string() }})
    || ' ('
    || bbv_indicator_nl
    || ') of task field ' || task_field_nl || ' is lacking' as arithmetic_en
from lacking
