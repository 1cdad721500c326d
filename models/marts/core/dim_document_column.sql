select
    document_id,
    table_id,
    position,
    year,
    value_type
from {{ ref('stg_document_columns') }}
