select
    period,
    period_kind,
    year,
    first_day,
    last_day
from {{ ref('int_period') }}
