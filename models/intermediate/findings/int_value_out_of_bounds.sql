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
    {{ finding('value_out_of_bounds', observed='value', allowed=['lower_bound', 'upper_bound']) }},
    printed_value as figures,
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
