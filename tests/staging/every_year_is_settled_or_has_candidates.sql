select
    {{ printed_place('printed_values', 'year') }} as place,
    'year ' || coalesce(cast(printed_values.year as {{ dbt.type_string() }}), 'empty')
    || ', candidate years ' || coalesce(printed_values.candidate_years, 'empty')
    || ', evidence ' || printed_values.year_evidence as found,
    'a year without candidates, or ambiguous evidence with candidates such as 2015|2016' as expected
from {{ ref('stg_published_values') }} as printed_values
where
    not (
        printed_values.year is not null
        and printed_values.candidate_years is null
        and printed_values.year_evidence in ('printed', 'inferred')
    )
    and not (
        printed_values.year is null
        and printed_values.candidate_years is not null
        and {{ regexp_like('printed_values.candidate_years', '^[0-9]{4}([|][0-9]{4})+$') }}
        and printed_values.year_evidence = 'ambiguous'
    )
