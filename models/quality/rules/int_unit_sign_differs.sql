with

signed_values as (
    select
        measured_values.*,
        position('%' in measured_values.printed_value) > 0 as has_percent_sign,
        position('€' in measured_values.printed_value) > 0 as has_euro_sign,
        max(case when position('%' in measured_values.printed_value) > 0 then 1 else 0 end) over (
            partition by
                measured_values.document_id,
                measured_values.table_id,
                measured_values.indicator_id,
                measured_values.area_id
        ) = 1 as row_has_percent_sign
    from {{ ref('int_measured_value') }} as measured_values
)

select
    'unit_sign_differs' as rule_id,
    document_id,
    indicator_id,
    cast(null as {{ dbt.type_string() }}) as other_indicator_id,
    area_id,
    year,
    value_type,
    cast(null as {{ dbt.type_string() }}) as subject,
    printed_value as figures,
    cast(null as {{ double_type() }}) as observed_low,
    cast(null as {{ double_type() }}) as observed_high,
    cast(null as {{ double_type() }}) as allowed_low,
    cast(null as {{ double_type() }}) as allowed_high,
    case
        when has_euro_sign
            then printed_value || ' heeft een euroteken, maar de eenheid is geen geld'
        when
            has_percent_sign
            then printed_value || ' heeft een procentteken, maar de eenheid is geen procent'
        else printed_value || ' mist het procentteken dat andere cijfers van de rij wel hebben'
    end as arithmetic_nl,
    case
        when has_euro_sign
            then printed_value || ' has a euro sign, but the unit is not money'
        when
            has_percent_sign
            then printed_value || ' has a percent sign, but the unit is not percent'
        else printed_value || ' lacks the percent sign that other figures of the row have'
    end as arithmetic_en
from signed_values
where
    (has_percent_sign and unit <> 'percent')
    or (has_euro_sign and unit not like 'euro%')
    or (row_has_percent_sign and not has_percent_sign)
