select
    document_id,
    table_id,
    cast(line as integer) as line,
    cast(position as integer) as position,
    'Niet gedrukt in dit voorbeeld.' as reason_nl,
    'Not printed in this example.' as reason_en
from gaps
order by all
