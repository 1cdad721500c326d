select
    document_id,
    partner_id,
    programme_id,
    sequence,
    printed_name,
    partner_kind
from {{ ref('stg_partners') }}
