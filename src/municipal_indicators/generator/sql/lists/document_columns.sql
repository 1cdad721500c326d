select
    document_id,
    table_id,
    cast(position as integer) as position,
    case value_type when 'target' then 'Streefcijfer ' else 'Realisatie ' end
    || cast(budget_year + offset_years as varchar) as printed_header,
    value_type,
    cast(budget_year + offset_years as varchar) as period,
    cast(null as varchar) as area_id
from totals
inner join documents using (document_id)
inner join columns_of_kind using (document_kind)
order by document_id, table_id, position
