{# Text that is neither a number nor a known mark for a missing one must never pass as blank. #}
select
    {{ printed_place('printed_values', 'printed_value') }} as place,
    coalesce('''' || printed_values.printed_value || '''', 'nothing') as found,
    'a number as printed in Dutch, such as 8,5% or 16.500, or a mark such as n.b.' as expected
from {{ ref('stg_published_values') }} as printed_values
where printed_values.observation_status is null
