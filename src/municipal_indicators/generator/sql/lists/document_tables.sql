select
    document_id,
    table_id,
    lower(area_id) || '-programma-' || split_part(table_id, '-', -1) as programme_id,
    'Indicatoren' as printed_title,
    'full' as coverage,
    cast(printed_rows as integer) as printed_rows,
    cast(printed_cells as integer) as printed_cells,
    cast(case document_kind when 'begroting' then 9 else 7 end as integer)
        as printed_columns
from totals
inner join documents using (document_id)
order by document_id, table_id
