select
    printed_values.document_id,
    documents.area_id as publisher_id,
    printed_values.indicator_id,
    printed_values.programme_id,
    printed_values.area_id,
    printed_values.candidate_years,
    printed_values.value_type,
    printed_values.value,
    printed_values.printed_value,
    printed_values.decimals,
    printed_values.value_low,
    printed_values.value_high,
    printed_values.value_qualifier,
    printed_values.observation_status,
    printed_values.footnote,
    printed_values.unit,
    printed_values.year_evidence,
    printed_values.evidence,
    printed_values.table_id,
    printed_values.line,
    printed_values.cell,
    printed_values.printed_label
from {{ ref('int_published_values') }} as printed_values
inner join {{ ref('dim_document') }} as documents
    on printed_values.document_id = documents.document_id
where printed_values.year is null
