select
    objective_id,
    document_id,
    programme_id,
    sequence,
    stated_under,
    summary_nl,
    summary_en
from {{ ref('stg_objectives') }}
