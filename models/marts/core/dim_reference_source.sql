select
    reference_source_id,
    publisher,
    name,
    licence,
    as_of_date,
    note
from {{ ref('stg_reference_sources') }}
