with

years as (
    select year from {{ ref('int_period') }}
    union
    select budget_year as year from {{ ref('stg_documents') }}
    union
    select reference_values.year
    from {{ ref('stg_reference_values') }} as reference_values
    inner join {{ ref('stg_areas') }} as areas
        on reference_values.area_id = areas.area_id
)

select
    year,
    -- Written as text first: no engine shares a function that makes a date of three numbers.
    cast({{ as_text('year') }} || '-01-01' as date) as first_day,
    cast({{ as_text('year') }} || '-12-31' as date) as last_day
from years
