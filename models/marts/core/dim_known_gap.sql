select
    document_id,
    table_id,
    line,
    position,
    reason_nl,
    reason_en
from {{ ref('stg_known_gaps') }}
