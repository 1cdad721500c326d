-- The inhabitants that an area can have had during a year, by the official numbers of 1 January of
-- that year and of the next. For years without one, the nearest one grows as the area did on
-- average, give or take the bound for each year in between.
{% set deviation = var('population_growth_deviation') %}
with

reference_values as (
    select
        reference_values.area_id,
        reference_values.year,
        reference_values.reference_value,
        -- A newer publication corrects an older one.
        row_number() over (
            partition by reference_values.area_id, reference_values.year
            order by sources.as_of_date desc, sources.reference_source_id asc
        ) as choice
    from {{ ref('fct_reference_value') }} as reference_values
    inner join {{ ref('dim_reference_source') }} as sources
        on reference_values.reference_source_id = sources.reference_source_id
    where reference_values.reference_measure = 'inhabitants_1_january'
),

official as (
    select
        area_id,
        year,
        cast(reference_value as {{ double_type() }}) as population,
        lead(year) over (partition by area_id order by year) as next_year,
        min(year) over (partition by area_id) as first_year
    from reference_values
    where choice = 1
),

spans as (
    select
        first_values.area_id,
        {{ growth_rate(
            'first_values.population', 'first_values.year', 'last_values.population',
            'last_values.year',
        ) }} as growth
    from official as first_values
    inner join official as last_values
        on first_values.area_id = last_values.area_id
    where first_values.year = first_values.first_year and last_values.next_year is null
),

years as (
    select year from {{ ref('dim_year') }}
    union
    select year + 1 as year from {{ ref('dim_year') }}
),

-- The last official number up to a year; before the first one, that first one.
on_1_january as (
    select
        official.area_id,
        years.year,
        official.population
        * power(1 + coalesce(spans.growth, 0), years.year - official.year) as expected,
        abs(years.year - official.year) * {{ deviation }} as deviation
    from official
    inner join spans
        on official.area_id = spans.area_id
    inner join years
        on
            (official.year <= years.year or official.year = official.first_year)
            and (official.next_year is null or official.next_year > years.year)
)

select
    starts.area_id,
    starts.year,
    least(
        starts.expected * (1 - starts.deviation), ends.expected * (1 - ends.deviation)
    ) as population_low,
    greatest(
        starts.expected * (1 + starts.deviation), ends.expected * (1 + ends.deviation)
    ) as population_high,
    starts.expected as expected_population
from on_1_january as starts
inner join on_1_january as ends
    on
        starts.area_id = ends.area_id
        and starts.year + 1 = ends.year
