select
    initiative_id,
    document_id,
    programme_id,
    sequence,
    parent_initiative_id,
    printed_heading,
    summary_nl,
    summary_en
from {{ ref('stg_initiatives') }}
