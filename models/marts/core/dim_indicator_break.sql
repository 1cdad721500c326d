select
    indicator_id,
    first_period,
    first_year,
    break_kind,
    reason_nl,
    reason_en,
    source_publications
from {{ ref('stg_indicator_breaks') }}
