select
    printed_label,
    cast(null as varchar) as printed_unit,
    cast(null as varchar) as publisher_area_id,
    indicator_id,
    1 as factor
from labels
where printed_label not in (select printed_label from known_labels)
order by printed_label
