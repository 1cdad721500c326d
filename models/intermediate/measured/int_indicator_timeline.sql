-- One figure a year as a document tells the story: what was realised, or else what is aimed for.
with

measured_values as (
    select * from {{ ref('int_measured_value') }}
),

ranked as (
    select
        document_id,
        indicator_id,
        area_id,
        year,
        value_type,
        unit,
        value,
        printed_value,
        value_low,
        value_high,
        row_number() over (
            partition by document_id, indicator_id, area_id, year
            order by value_type
        ) as choice
    from measured_values
    where value_type in ('realisation', 'target')
),

timeline as (
    select
        document_id,
        indicator_id,
        area_id,
        year,
        value_type,
        unit,
        value,
        printed_value,
        value_low,
        value_high,
        lag(year) over years as previous_year,
        lag(value) over years as previous_value,
        lag(printed_value) over years as previous_printed_value,
        lag(value_low) over years as previous_low,
        lag(value_high) over years as previous_high
    from ranked
    where choice = 1
    window
        years as (
            partition by document_id, indicator_id, area_id
            order by year
        )
)

select * from timeline
