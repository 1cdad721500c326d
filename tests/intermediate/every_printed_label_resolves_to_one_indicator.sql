select
    {{ printed_place('printed_values', 'printed_label') }} as place,
    '''' || printed_values.printed_label || '''' as found,
    'a label of seeds/indicator_labels.csv' as expected
from {{ ref('int_published_values') }} as printed_values
where printed_values.indicator_id is null
