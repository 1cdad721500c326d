select
    document_id,
    table_id,
    programme_id,
    printed_title,
    coverage,
    printed_rows,
    printed_cells,
    printed_columns
from {{ ref('stg_document_tables') }}
