select
    area_id,
    name_nl as area_nl,
    area_kind
from {{ ref('stg_areas') }}
