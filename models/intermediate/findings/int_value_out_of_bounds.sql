with

bounded as (
    select
        measured_values.*,
        indicators.lower_bound,
        indicators.upper_bound
    from {{ ref('int_measured_value') }} as measured_values
    inner join {{ ref('dim_indicator') }} as indicators
        on measured_values.indicator_id = indicators.indicator_id
)

select
    'value_out_of_bounds' as rule_id,
    document_id,
    indicator_id,
    cast(null as {{ dbt.type_string() }}) as other_indicator_id,
    area_id,
    year,
    value_type,
    cast(null as {{ dbt.type_string() }}) as subject,
    printed_value as figures,
    cast(value as {{ double_type() }}) as observed_low,
    cast(value as {{ double_type() }}) as observed_high,
    cast(lower_bound as {{ double_type() }}) as allowed_low,
    cast(upper_bound as {{ double_type() }}) as allowed_high,
    printed_value || ' is geen mogelijke waarde: ' || case
        when unit = 'count' and value <> floor(value) then 'een aantal is een geheel getal'
        when
            value < lower_bound
            then 'minder dan ' || {{ decimal_text('lower_bound', 0, ',') }} || ' bestaat niet'
        else 'meer dan ' || {{ decimal_text('upper_bound', 0, ',') }} || ' bestaat niet'
    end as arithmetic_nl,
    printed_value || ' is not a possible value: ' || case
        when unit = 'count' and value <> floor(value) then 'a count is a whole number'
        when
            value < lower_bound
            then 'less than ' || {{ decimal_text('lower_bound', 0, '.') }} || ' does not exist'
        else 'more than ' || {{ decimal_text('upper_bound', 0, '.') }} || ' does not exist'
    end as arithmetic_en
from bounded
where
    value < lower_bound
    or value > upper_bound
    or (unit = 'count' and value <> floor(value))
