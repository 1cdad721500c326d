{# Without a year a figure joins no series, yet it belongs among the figures of its row. #}
{% set furthest = 2 %}
with

rows_of_values as (
    select
        document_id,
        indicator_id,
        area_id,
        value_type,
        min(value) as lowest_value,
        max(value) as highest_value
    from {{ ref('int_measured_value') }}
    group by document_id, indicator_id, area_id, value_type
),

unplaced_values as (
    select * from {{ ref('fct_unplaced_value') }}
    where value is not null
)

select
    'unplaced_value_apart' as rule_id,
    unplaced_values.document_id,
    unplaced_values.indicator_id,
    cast(null as {{ dbt.type_string() }}) as other_indicator_id,
    unplaced_values.area_id,
    cast(substring(unplaced_values.candidate_years, 1, 4) as integer) as year,
    unplaced_values.value_type,
    'cell-' || cast(unplaced_values.cell as {{ dbt.type_string() }}) as subject,
    unplaced_values.printed_value as figures,
    cast(unplaced_values.value as {{ double_type() }}) as observed_low,
    cast(unplaced_values.value as {{ double_type() }}) as observed_high,
    cast(rows_of_values.lowest_value / {{ furthest }} as {{ double_type() }}) as allowed_low,
    cast(rows_of_values.highest_value * {{ furthest }} as {{ double_type() }}) as allowed_high,
    unplaced_values.printed_value || ' staat ver buiten de andere cijfers van de rij, van '
    || {{ decimal_text('rows_of_values.lowest_value', 1, ',') }} || ' tot '
    || {{ decimal_text('rows_of_values.highest_value', 1, ',') }} as arithmetic_nl,
    unplaced_values.printed_value || ' is far outside the other figures of the row, from '
    || {{ decimal_text('rows_of_values.lowest_value', 1, '.') }} || ' to '
    || {{ decimal_text('rows_of_values.highest_value', 1, '.') }} as arithmetic_en
from unplaced_values
inner join rows_of_values
    on
        unplaced_values.document_id = rows_of_values.document_id
        and unplaced_values.indicator_id = rows_of_values.indicator_id
        and unplaced_values.area_id = rows_of_values.area_id
        and unplaced_values.value_type = rows_of_values.value_type
where
    unplaced_values.value < rows_of_values.lowest_value / {{ furthest }}
    or unplaced_values.value > rows_of_values.highest_value * {{ furthest }}
