{# Both ways: a cell that is due but blank has a reason on record, and a recorded gap is blank. #}
select
    'seeds/known_gaps.csv, ' || coverage.document_id || ', table ' || coverage.table_id
    || ', line ' || cast(coverage.line as {{ dbt.type_string() }}) || ', ' || coverage.value_type
    || ' ' || cast(coverage.year as {{ dbt.type_string() }}) as place,
    'no figure and no known gap for ' || coverage.indicator_id as found,
    'a figure in seeds/published_values.csv, or a reason in seeds/known_gaps.csv' as expected
from {{ ref('fct_coverage') }} as coverage
where coverage.coverage_status = 'missing' and coverage.reason_nl is null

union all

select
    'seeds/known_gaps.csv, ' || known_gaps.document_id || ', table ' || known_gaps.table_id
    || ', line ' || cast(known_gaps.line as {{ dbt.type_string() }}) || ', '
    || known_gaps.value_type || ' ' || cast(known_gaps.year as {{ dbt.type_string() }}) as place,
    'a cell that is ' || coalesce(coverage.coverage_status, 'not expected') as found,
    'a cell that is missing, or this line removed' as expected
from {{ ref('dim_known_gap') }} as known_gaps
left join {{ ref('fct_coverage') }} as coverage
    on
        known_gaps.document_id = coverage.document_id
        and known_gaps.table_id = coverage.table_id
        and known_gaps.line = coverage.line
        and known_gaps.year = coverage.year
        and known_gaps.value_type = coverage.value_type
where
    coverage.coverage_status is null
    or coverage.coverage_status <> 'missing'
