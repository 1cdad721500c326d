{# A figure that n documents give has n - 1 revisions, whatever they say. #}
with

printed as (
    select
        indicator_id,
        area_id,
        year,
        value_type,
        count(*) - 1 as repetitions
    from {{ ref('fct_indicator_value') }}
    where value is not null
    group by indicator_id, area_id, year, value_type
),

compared as (
    select
        indicator_id,
        area_id,
        year,
        value_type,
        count(*) as comparisons
    from {{ ref('fct_value_revision') }}
    group by indicator_id, area_id, year, value_type
)

select
    coalesce(printed.indicator_id, compared.indicator_id)
    || ', ' || coalesce(printed.area_id, compared.area_id)
    || ', ' || coalesce(printed.value_type, compared.value_type)
    || ' ' || cast(coalesce(printed.year, compared.year) as {{ dbt.type_string() }}) as place,
    cast(coalesce(compared.comparisons, 0) as {{ dbt.type_string() }}) || ' comparisons' as found,
    cast(coalesce(printed.repetitions, 0) as {{ dbt.type_string() }}) || ' comparisons' as expected
from printed
full outer join compared
    on
        printed.indicator_id = compared.indicator_id
        and printed.area_id = compared.area_id
        and printed.year = compared.year
        and printed.value_type = compared.value_type
where coalesce(compared.comparisons, 0) <> coalesce(printed.repetitions, 0)
