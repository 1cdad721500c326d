select
    relation_id,
    relation_kind,
    indicator_id,
    other_indicator_id,
    factor,
    note
from {{ ref('stg_indicator_relations') }}
