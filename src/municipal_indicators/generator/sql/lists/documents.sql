select
    document_id,
    area_id,
    document_kind,
    cast(budget_year as integer) as budget_year,
    'full' as coverage,
    case document_kind when 'begroting' then 'Begroting ' else 'Jaarstukken ' end
    || cast(budget_year as varchar) as title,
    cast(null as varchar) as page_url,
    cast(null as date) as retrieved_on
from documents
order by document_id
