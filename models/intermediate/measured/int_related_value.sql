-- Two figures of one document, area, year and value type whose indicators are related.
with

relations as (
    select * from {{ ref('bridge_indicator_relation') }}
),

measured_values as {{ inline() }} (
    select * from {{ ref('int_measured_value') }}
)

select
    relations.relation_id,
    relations.relation_kind,
    relations.factor,
    first_values.document_id,
    first_values.indicator_id,
    second_values.indicator_id as other_indicator_id,
    first_values.area_id,
    first_values.year,
    first_values.value_type,
    first_values.direction,
    first_values.indicator_nl,
    first_values.indicator_en,
    first_values.unit,
    first_values.printed_value,
    first_values.value,
    first_values.value_low,
    first_values.value_high,
    second_values.indicator_nl as other_indicator_nl,
    second_values.indicator_en as other_indicator_en,
    second_values.unit as other_unit,
    second_values.printed_value as other_printed_value,
    second_values.value as other_value,
    second_values.value_low as other_value_low,
    second_values.value_high as other_value_high
from relations
inner join measured_values as first_values
    on relations.indicator_id = first_values.indicator_id
inner join measured_values as second_values
    on
        relations.other_indicator_id = second_values.indicator_id
        and first_values.document_id = second_values.document_id
        and first_values.area_id = second_values.area_id
        and first_values.year = second_values.year
        and first_values.value_type = second_values.value_type
