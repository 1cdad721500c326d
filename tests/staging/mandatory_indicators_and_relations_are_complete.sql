{# Without these, an indicator drops out of the legal list and a relation checks nothing. #}
select
    'seeds/indicators.csv, column bbv_number (' || indicator_id || ')' as place,
    indicator_set || ' with number '
    || coalesce(cast(bbv_number as {{ dbt.type_string() }}), 'nothing') as found,
    'bbv with a number, or own without one' as expected
from {{ ref('stg_indicators') }}
where (indicator_set = 'bbv') <> (bbv_number is not null)

union all

select
    'seeds/indicator_relations.csv, column factor (' || relation_id || ')' as place,
    'nothing' as found,
    'a number above zero, as for every relation but part_of' as expected
from {{ ref('stg_indicator_relations') }}
where relation_kind <> 'part_of' and (factor is null or factor <= 0)
