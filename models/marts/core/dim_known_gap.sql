select
    document_id,
    table_id,
    line,
    year,
    value_type,
    reason_nl,
    reason_en
from {{ ref('stg_known_gaps') }}
