-- A view where figures are many: as a table, the names of every figure would cost more than it.
{{ config(materialized='view' if landing_is_on() else 'table') }}

with

indicator_values as (
    select * from {{ ref('fct_indicator_value') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

programmes as (
    select * from {{ ref('dim_programme') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

areas as (
    select * from {{ ref('dim_area') }}
),

value_types as (
    select * from {{ ref('dim_value_type') }}
)

select
    indicator_values.document_id,
    documents.document_title,
    documents.vintage,
    indicator_values.programme_id,
    programmes.programme_nl,
    programmes.programme_en,
    programmes.sub_programme_nl,
    programmes.sub_programme_en,
    indicator_values.indicator_id,
    indicators.indicator_nl,
    indicators.indicator_en,
    indicators.indicator_set,
    indicators.bbv_number,
    indicators.direction,
    indicators.frequency,
    indicators.method,
    indicators.source_organisation,
    indicator_values.publisher_id,
    indicator_values.area_id,
    indicator_values.is_own_area,
    areas.area_nl,
    indicator_values.period,
    indicator_values.year,
    indicator_values.value_type,
    value_types.value_type_nl,
    value_types.value_type_en,
    indicator_values.value,
    indicator_values.printed_value,
    indicator_values.decimals,
    indicator_values.value_low,
    indicator_values.value_high,
    indicator_values.value_qualifier,
    indicator_values.observation_status,
    indicators.unit,
    indicators.unit_nl,
    indicators.unit_en,
    indicator_values.placement,
    indicator_values.superseded_in,
    indicator_values.is_latest
-- Every key has its name, as a test sees to. Left joins say so to the engine: it looks up the names
-- of the figures that are asked for, where with inner joins it may start from all names.
from indicator_values
left join documents
    on indicator_values.document_id = documents.document_id
left join programmes
    on indicator_values.programme_id = programmes.programme_id
left join indicators
    on indicator_values.indicator_id = indicators.indicator_id
left join areas
    on indicator_values.area_id = areas.area_id
left join value_types
    on indicator_values.value_type = value_types.value_type
