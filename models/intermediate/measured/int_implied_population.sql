{# The numbers of inhabitants that a count and its rate allow. A count is whole, so not rounded. #}
with

measured_values as {{ inline() }} (
    select * from {{ ref('int_measured_value') }}
),

rates as (
    select * from {{ ref('bridge_indicator_relation') }}
    where relation_kind = 'rate_of'
),

paired as (
    select
        rates.relation_id,
        rate_values.document_id,
        rate_values.indicator_id,
        count_values.indicator_id as count_indicator_id,
        rate_values.area_id,
        rate_values.year,
        rate_values.value_type,
        rate_values.unit,
        rate_values.printed_value as printed_rate,
        count_values.printed_value as printed_count,
        cast(
            case
                when count_values.unit = 'count' then count_values.value else count_values.value_low
            end
            as {{ double_type() }}
        )
        * cast(rates.factor as {{ double_type() }})
        / cast(rate_values.value_high as {{ double_type() }}) as population_low,
        cast(
            case
                when count_values.unit = 'count' then count_values.value else
                    count_values.value_high
            end
            as {{ double_type() }}
        )
        * cast(rates.factor as {{ double_type() }})
        / cast(rate_values.value_low as {{ double_type() }}) as population_high
    from rates
    inner join measured_values as rate_values
        on rates.indicator_id = rate_values.indicator_id
    inner join measured_values as count_values
        on
            rates.other_indicator_id = count_values.indicator_id
            and rate_values.document_id = count_values.document_id
            and rate_values.area_id = count_values.area_id
            and rate_values.year = count_values.year
            and rate_values.value_type = count_values.value_type
    where rate_values.value_low > 0
)

select * from paired
