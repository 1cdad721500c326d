{# The reports join names to the facts; a name that is missing would lose rows. #}
with

row_counts as (
    select
        'rpt_indicator_series' as report,
        (select count(*) from {{ ref('rpt_indicator_series') }}) as reported_rows,
        (select count(*) from {{ ref('fct_indicator_value') }}) as source_rows
    union all
    select
        'rpt_data_quality' as report,
        (select count(*) from {{ ref('rpt_data_quality') }}) as reported_rows,
        (select count(*) from {{ ref('fct_finding') }}) as source_rows
    union all
    select
        'rpt_target_outlook' as report,
        (select count(*) from {{ ref('rpt_target_outlook') }}) as reported_rows,
        (select count(*) from {{ ref('fct_target_assessment') }}) as source_rows
)

select
    report as place,
    cast(reported_rows as {{ dbt.type_string() }}) || ' rows' as found,
    cast(source_rows as {{ dbt.type_string() }}) || ' rows, as in its source' as expected
from row_counts
where reported_rows <> source_rows
