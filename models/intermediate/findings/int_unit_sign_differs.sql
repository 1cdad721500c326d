with

measured_values as {{ inline() }} (
    select
        *,
        position('%' in printed_value) > 0 as has_percent_sign,
        position('€' in printed_value) > 0 as has_euro_sign
    from {{ ref('int_measured_value') }}
),

rows_with_percent_signs as (
    select
        document_id,
        table_id,
        indicator_id,
        area_id
    from measured_values
    group by document_id, table_id, indicator_id, area_id
    having
        count(case when has_percent_sign then 1 end) > 0
        and count(case when has_percent_sign then 1 end) < count(*)
),

signed_values as (
    select
        measured_values.*,
        rows_with_percent_signs.document_id is not null as others_have_percent_sign
    from measured_values
    left join rows_with_percent_signs
        on
            measured_values.document_id = rows_with_percent_signs.document_id
            and measured_values.table_id = rows_with_percent_signs.table_id
            and measured_values.indicator_id = rows_with_percent_signs.indicator_id
            and measured_values.area_id = rows_with_percent_signs.area_id
)

select
    {{ finding('unit_sign_differs') }},
    printed_value as figures,
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
    or (has_euro_sign and unit not like '%euro%')
    -- Of a row in another unit, the figures with the sign are the odd ones.
    or (others_have_percent_sign and not has_percent_sign and unit = 'percent')
