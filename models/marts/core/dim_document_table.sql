select
    document_id,
    table_id,
    programme_id,
    layout,
    printed_title,
    printed_rows,
    printed_cells,
    printed_columns
from {{ ref('stg_document_tables') }}
