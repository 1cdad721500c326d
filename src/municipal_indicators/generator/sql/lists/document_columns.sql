select
    document_id,
    table_id,
    cast(position as integer) as position,
    cast(budget_year + offset_years as integer) as year,
    value_type
from totals
inner join documents using (document_id)
inner join columns_of_kind using (document_kind)
order by document_id, table_id, position
