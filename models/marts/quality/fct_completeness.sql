with

-- A column that prints no period cannot be asked for a year.
coverage as (
    select * from {{ ref('fct_coverage') }}
    where year is not null and value_type is not null
),

counted as (
    select
        document_id,
        table_id,
        indicator_set,
        year,
        value_type,
        count(*) as cells_expected,
        count(case when coverage_status = 'present' then 1 end) as cells_present,
        count(case when coverage_status = 'unplaced' then 1 end) as cells_unplaced,
        count(case when coverage_status = 'not_due' then 1 end) as cells_not_due,
        count(case when coverage_status = 'not_covered' then 1 end) as cells_not_covered,
        count(case when coverage_status = 'missing' then 1 end) as cells_missing
    from coverage
    group by document_id, table_id, indicator_set, year, value_type
)

select
    document_id,
    table_id,
    indicator_set,
    year,
    value_type,
    cast(cells_expected as integer) as cells_expected,
    cast(cells_present as integer) as cells_present,
    cast(cells_unplaced as integer) as cells_unplaced,
    cast(cells_not_due as integer) as cells_not_due,
    cast(cells_not_covered as integer) as cells_not_covered,
    cast(cells_missing as integer) as cells_missing,
    -- Nothing due means nothing to be complete about, not a hundred per cent.
    cast(
        100.0 * cells_present
        / nullif(cells_expected - cells_not_due - cells_not_covered, 0)
        as decimal(5, 1)
    ) as completeness_percent
from counted
