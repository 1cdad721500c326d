-- The numbers of inhabitants that a count and its rate allow, beside the official ones. A count is
-- whole, so not rounded.
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
    rates.relation_id,
    rates.document_id,
    rates.indicator_id,
    rates.other_indicator_id as count_indicator_id,
    rates.area_id,
    rates.year,
    rates.value_type,
    rates.unit,
    rates.factor,
    rates.value_low as rate_low,
    rates.value_high as rate_high,
    rates.printed_value as printed_rate,
    rates.other_printed_value as printed_count,
    cast(rates.count_low as {{ double_type() }})
    * cast(rates.factor as {{ double_type() }})
    / cast(rates.value_high as {{ double_type() }}) as population_low,
    cast(rates.count_high as {{ double_type() }})
    * cast(rates.factor as {{ double_type() }})
    / cast(rates.value_low as {{ double_type() }}) as population_high,
    official_populations.population_low as official_low,
    official_populations.population_high as official_high
from rates
left join {{ ref('int_official_population') }} as official_populations
    on
        rates.area_id = official_populations.area_id
        and rates.year = official_populations.year
        -- Rates of other units are about some of the inhabitants only.
        and rates.unit like 'per_%_inhabitants'
