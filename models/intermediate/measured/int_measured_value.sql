-- Yearly figures that are numbers and not bounds, with what the rules need to know of their
-- indicator.
select
    indicator_values.document_id,
    indicator_values.table_id,
    indicator_values.position,
    indicator_values.indicator_id,
    indicator_values.programme_id,
    indicator_values.area_id,
    indicator_values.period,
    indicator_values.year,
    indicator_values.value_type,
    indicator_values.value,
    indicator_values.printed_value,
    indicator_values.value_low,
    indicator_values.value_high,
    indicators.unit,
    indicators.direction,
    indicators.indicator_nl,
    indicators.indicator_en
from {{ ref('int_yearly_value') }} as indicator_values
inner join {{ ref('dim_indicator') }} as indicators
    on indicator_values.indicator_id = indicators.indicator_id
where
    indicator_values.value is not null
    and indicator_values.value_qualifier is null
