select
    finding_id,
    figures,
    reason_nl,
    reason_en
from {{ ref('stg_accepted_findings') }}
