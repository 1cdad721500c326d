select
    document_id,
    table_id,
    cast(line as integer) as line,
    cast(year as integer) as year,
    value_type,
    'Niet gedrukt in dit voorbeeld.' as reason_nl,
    'Not printed in this example.' as reason_en
from gaps
order by all
