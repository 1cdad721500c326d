select
    document_id,
    table_id,
    line,
    printed_label,
    printed_unit,
    indicator_id,
    programme_id,
    area_id,
    value_type,
    period,
    evidence
from {{ ref('int_document_line') }}
