with

coverage as (
    select * from {{ ref('fct_coverage') }}
),

counted as (
    select
        document_id,
        table_id,
        indicator_set,
        year,
        value_type,
        cast(count(*) as integer) as cells_expected,
    {% for status in ['present', 'unplaced', 'not_due', 'not_covered', 'missing'] %}
    cast(count(case when coverage_status = '{{ status }}' then 1 end) as integer)
        as cells_{{ status }}{{ ',' if not loop.last }}
    
{% endfor %}
    from coverage
    group by document_id, table_id, indicator_set, year, value_type
)

select
    document_id,
    table_id,
    indicator_set,
    year,
    value_type,
    cells_expected,
    cells_present,
    cells_unplaced,
    cells_not_due,
    cells_not_covered,
    cells_missing,
    {# Nothing due means nothing to be complete about, not a hundred per cent. #}
    cast(
        100.0 * cells_present
        / nullif(cells_expected - cells_not_due - cells_not_covered, 0)
        as decimal(5, 1)
    ) as completeness_percent
from counted
