select
    indicator_id,
    name_nl as indicator_nl,
    name_en as indicator_en,
    indicator_set,
    bbv_number,
    unit,
    unit_nl,
    unit_en,
    direction,
    frequency,
    first_due_year,
    lower_bound,
    upper_bound,
    source_organisation,
    method,
    definition_nl,
    definition_en
from {{ ref('stg_indicators') }}
