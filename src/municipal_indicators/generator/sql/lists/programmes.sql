select
    lower(area_id) || '-programma-' || cast(task_field_number as varchar) as programme_id,
    area_id,
    cast(null as varchar) as parent_programme_id,
    task_field_number,
    task_field_nl as name_nl,
    'Programme ' || cast(task_field_number as varchar) as name_en,
    cast(null as varchar) as ambition_nl,
    cast(null as varchar) as ambition_en,
    cast(null as varchar) as portfolio_holder
from municipalities
cross join (select distinct task_field_number, task_field_nl from bbv_indicators)
order by programme_id
