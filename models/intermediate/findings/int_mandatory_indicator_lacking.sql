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
    {{ finding(
        'mandatory_indicator_lacking',
        indicator_id='null',
        year='budget_year',
        value_type="'realisation'",
        subject="'bbv-' || " ~ as_text('bbv_number'),
    ) }},
    {{ as_text('bbv_number') }} as figures,
    'verplichte indicator '
    || {{ as_text('bbv_number') }}
    || ' ('
    || bbv_indicator_nl
    || ') van taakveld ' || task_field_nl || ' ontbreekt' as arithmetic_nl,
    'mandatory indicator '
    || {{ as_text('bbv_number') }}
    || ' ('
    || bbv_indicator_nl
    || ') of task field ' || task_field_nl || ' is lacking' as arithmetic_en
from lacking
