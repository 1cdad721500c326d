with

repeated as (
    select
        *,
        count(*) over (
            partition by document_id, indicator_id, area_id, year, value_type
        ) as times_printed
    from {{ ref('int_published_values') }}
    where year is not null
)

select
    {{ printed_place('repeated', 'year') }} as place,
    cast(repeated.times_printed as {{ dbt.type_string() }})
    || ' figures for '
    || repeated.value_type
    || ' '
    || cast(repeated.year as {{ dbt.type_string() }}) || ' of ' || repeated.printed_label as found,
    'one' as expected
from repeated
where repeated.times_printed > 1
