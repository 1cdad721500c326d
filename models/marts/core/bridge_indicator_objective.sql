select
    objective_id,
    indicator_id,
    link_basis
from {{ ref('stg_indicator_objectives') }}
