select
    initiative_id,
    objective_id,
    link_basis
from {{ ref('stg_initiative_objectives') }}
