-- A document may print a figure twice, and often does; then both prints are of one number.
with

differing_values as (
    select
        repeated_values.*,
        indicator_values.printed_value as other_printed_value,
        indicator_values.table_id as other_table_id,
        indicator_values.value_low as other_low,
        indicator_values.value_high as other_high
    from {{ ref('fct_repeated_value') }} as repeated_values
    inner join {{ ref('fct_indicator_value') }} as indicator_values
        on
            repeated_values.document_id = indicator_values.document_id
            and repeated_values.indicator_id = indicator_values.indicator_id
            and repeated_values.area_id = indicator_values.area_id
            and repeated_values.period = indicator_values.period
            and repeated_values.value_type = indicator_values.value_type
    where
        repeated_values.value_low >= indicator_values.value_high
        or indicator_values.value_low >= repeated_values.value_high
)

select
    {{ finding(
        'repeated_value_differs',
        subject="table_id || '-' || " ~ as_text('line') ~ " || '-' || " ~ as_text('cell'),
        observed=['value_low', 'value_high'],
        allowed=['other_low', 'other_high'],
    ) }},
    other_printed_value || ' | ' || printed_value as figures,
    printed_value || ' in ' || table_id || ', maar ' || other_printed_value || ' in '
    || other_table_id || ' van hetzelfde document' as arithmetic_nl,
    printed_value || ' in ' || table_id || ', but ' || other_printed_value || ' in '
    || other_table_id || ' of the same document' as arithmetic_en
from differing_values
