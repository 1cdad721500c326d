with

measured_values as {{ inline() }} (
    select * from {{ ref('int_measured_value') }}
),

sums as (
    select
        first_values.document_id,
        first_values.indicator_id,
        second_values.indicator_id as other_indicator_id,
        first_values.area_id,
        first_values.year,
        first_values.value_type,
        first_values.printed_value,
        second_values.printed_value as other_printed_value,
        first_values.value + second_values.value as total,
        first_values.value_low + second_values.value_low as total_low,
        first_values.value_high + second_values.value_high as total_high,
        relations.factor
    from {{ ref('bridge_indicator_relation') }} as relations
    inner join measured_values as first_values
        on relations.indicator_id = first_values.indicator_id
    inner join measured_values as second_values
        on
            relations.other_indicator_id = second_values.indicator_id
            and first_values.document_id = second_values.document_id
            and first_values.area_id = second_values.area_id
            and first_values.year = second_values.year
            and first_values.value_type = second_values.value_type
    where relations.relation_kind = 'complement'
)

select
    'complement_sum' as rule_id,
    document_id,
    indicator_id,
    other_indicator_id,
    area_id,
    year,
    value_type,
    cast(null as {{ dbt.type_string() }}) as subject,
    printed_value || ' | ' || other_printed_value as figures,
    cast(total_low as {{ double_type() }}) as observed_low,
    cast(total_high as {{ double_type() }}) as observed_high,
    cast(factor as {{ double_type() }}) as allowed_low,
    cast(factor as {{ double_type() }}) as allowed_high,
    printed_value
    || ' en '
    || other_printed_value
    || ' zijn samen '
    || {{ decimal_text('total', 2, ',') }}
    || ', niet ' || {{ decimal_text('factor', 2, ',') }} as arithmetic_nl,
    printed_value
    || ' and '
    || other_printed_value
    || ' add up to '
    || {{ decimal_text('total', 2, '.') }}
    || ', not ' || {{ decimal_text('factor', 2, '.') }} as arithmetic_en
from sums
where total_low > factor or total_high <= factor
