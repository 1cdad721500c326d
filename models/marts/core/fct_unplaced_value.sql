select
    document_id,
    indicator_id,
    programme_id,
    area_id,
    candidate_years,
    value_type,
    value,
    printed_value,
    decimals,
    value_low,
    value_high,
    value_qualifier,
    observation_status,
    footnote,
    unit,
    year_evidence,
    evidence,
    table_id,
    line,
    cell,
    printed_label
from {{ ref('int_published_values') }}
where year is null
