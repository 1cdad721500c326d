{{ config(materialized='view') }}

-- A view, because its rows say no more than those of dim_year.
with

years as (
    select * from {{ ref('dim_year') }}
),

numbers as (
    {{ dbt.generate_series(366) }}
),

days as (
    select
        years.year,
        years.last_day,
        years.first_day + cast(numbers.generated_number - 1 as integer) as date_day
    from years
    cross join numbers
)

select
    date_day,
    year
from days
where date_day <= last_day
