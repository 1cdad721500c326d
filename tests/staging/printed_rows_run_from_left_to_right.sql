{# Cells of a row are counted without a gap, and their years rise: two swapped years show here. #}
with

numbered_cells as (
    select
        *,
        row_number() over (partition by document_id, table_id, line order by cell) as expected_cell,
        max(year) over (
            partition by document_id, table_id, line, value_type
            order by cell
            rows between unbounded preceding and 1 preceding
        ) as highest_year_before
    from {{ ref('stg_published_values') }}
)

select
    {{ printed_place('numbered_cells', 'cell') }} as place,
    'cell ' || cast(numbered_cells.cell as {{ dbt.type_string() }}) as found,
    'cell ' || cast(numbered_cells.expected_cell as {{ dbt.type_string() }}) as expected
from numbered_cells
where numbered_cells.cell <> numbered_cells.expected_cell

union all

select
    {{ printed_place('numbered_cells', 'year') }} as place,
    'year ' || cast(numbered_cells.year as {{ dbt.type_string() }}) as found,
    'a year after ' || cast(numbered_cells.highest_year_before as {{ dbt.type_string() }})
        as expected
from numbered_cells
where numbered_cells.year <= numbered_cells.highest_year_before
