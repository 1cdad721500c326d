-- A document may set a target for one year and the next: what it asked before stands beside it.
with

targets as (
    select * from {{ ref('int_measured_value') }}
    where value_type = 'target'
),

successive as (
    select
        document_id,
        indicator_id,
        area_id,
        year,
        value_type,
        direction,
        value,
        printed_value,
        lag(year) over years as previous_year,
        lag(value) over years as previous_value,
        lag(printed_value) over years as previous_printed_value
    from targets
    window
        years as (
            partition by document_id, indicator_id, area_id
            order by year
        )
)

select * from successive
where previous_year is not null
