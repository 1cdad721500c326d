select
    objective_id,
    document_id,
    programme_id,
    sequence,
    stated_under,
    below_level_of_year,
    summary_nl,
    summary_en
from {{ ref('stg_objectives') }}
