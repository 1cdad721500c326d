-- The numbers of inhabitants that a count and its rate allow. A count is whole, so not rounded.
with

rates as (
    select
        *,
        case when other_unit = 'count' then other_value else other_value_low end as count_low,
        case when other_unit = 'count' then other_value else other_value_high end as count_high
    from {{ ref('int_related_value') }}
    where relation_kind = 'rate_of' and value_low > 0
)

select
    relation_id,
    document_id,
    indicator_id,
    other_indicator_id as count_indicator_id,
    area_id,
    year,
    value_type,
    unit,
    printed_value as printed_rate,
    other_printed_value as printed_count,
    cast(count_low as {{ double_type() }})
    * cast(factor as {{ double_type() }})
    / cast(value_high as {{ double_type() }}) as population_low,
    cast(count_high as {{ double_type() }})
    * cast(factor as {{ double_type() }})
    / cast(value_low as {{ double_type() }}) as population_high
from rates
