select
    document_id,
    table_id,
    cast(line as integer) as line,
    printed_label,
    cast(null as varchar) as printed_unit,
    cast(null as varchar) as area_id,
    cast(null as varchar) as value_type,
    cast(null as varchar) as period,
    cast(null as varchar) as programme_id,
    cast(null as varchar) as indicator_id,
    'Printed below the year in the header of the table.' as evidence
from lines
order by document_id, table_id, line
