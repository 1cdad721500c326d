select
    indicator_id,
    name_nl,
    name_en,
    indicator_set,
    bbv_number,
    unit,
    unit_nl,
    unit_en,
    direction,
    frequency_in_years,
    cast(first_due_year as integer) as first_due_year,
    lower_bound,
    upper_bound,
    source_organisation,
    method,
    definition_nl,
    definition_en
from indicators
where not is_known
order by indicator_id
