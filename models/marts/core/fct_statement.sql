select
    document_id,
    statement_id,
    indicator_id,
    area_id,
    year,
    statement_kind,
    printed_value,
    value,
    value_low,
    value_high,
    stated_under
from {{ ref('stg_statements') }}
