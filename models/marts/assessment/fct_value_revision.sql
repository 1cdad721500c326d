with

indicator_values as (
    select * from {{ ref('fct_indicator_value') }}
    where value is not null
),

successive as (
    select
        *,
        lag(document_id) over documents as previous_document_id,
        lag(value) over documents as previous_value,
        lag(printed_value) over documents as previous_printed_value,
        lag(value_qualifier) over documents as previous_qualifier,
        lag(value_low) over documents as previous_low,
        lag(value_high) over documents as previous_high
    from indicator_values
    window
        documents as (
            partition by publisher_id, indicator_id, area_id, period, value_type
            order by vintage, document_id
        )
),

compared as (
    select
        *,
        value - previous_value as change,
        case
            when
                value = previous_value
                and coalesce(value_qualifier, '') = coalesce(previous_qualifier, '')
                then 'unchanged'
            -- A target is exact: another number is another target.
            when value_type = 'target' then 'revised'
            -- A bound has one end only, and says nothing about the other side.
            when value_low >= previous_high or previous_low >= value_high then 'revised'
            else 'within_rounding'
        end as revision_class
    from successive
    where previous_document_id is not null
)

select
    document_id,
    previous_document_id,
    indicator_id,
    area_id,
    period,
    year,
    value_type,
    previous_value,
    previous_printed_value,
    value,
    printed_value,
    change,
    cast(100 * change / nullif(previous_value, 0) as decimal(18, 1)) as change_percent,
    revision_class
from compared
