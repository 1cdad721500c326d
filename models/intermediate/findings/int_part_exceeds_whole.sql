with

parts as (
    select * from {{ ref('int_related_value') }}
    where relation_kind = 'part_of'
)

select
    {{ finding(
        'part_exceeds_whole',
        other_indicator_id='other_indicator_id',
        observed=['value_low', 'value_high'],
        allowed=['null', 'other_value_high'],
    ) }},
    printed_value || ' | ' || other_printed_value as figures,
    printed_value
    || ' ('
    || indicator_nl
    || ') is meer dan '
    || other_printed_value
    || ' ('
    || other_indicator_nl
    || ')' as arithmetic_nl,
    printed_value
    || ' ('
    || indicator_en
    || ') is more than '
    || other_printed_value
    || ' ('
    || other_indicator_en
    || ')' as arithmetic_en
from parts
where value_low >= other_value_high
