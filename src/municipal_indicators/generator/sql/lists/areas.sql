select
    area_id,
    'municipality' as area_kind,
    'Voorbeeldgemeente ' || lpad(cast(number as varchar), 3, '0') as name_nl
from municipalities
order by area_id
