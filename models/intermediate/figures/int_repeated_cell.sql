-- Printed cells that give a figure which another cell of the same edition gives too. The first that
-- holds a number, and of those the finest print, stands for all. Counted first: few keys repeat,
-- and numbering all rows of millions would take long.
with

placed_cells as {{ inline() }} (
    select * from {{ ref('int_resolved_cell') }}
    where is_placed
),

repeated_keys as (
    select
        document_id,
        indicator_id,
        area_id,
        period,
        value_type
    from placed_cells
    group by document_id, indicator_id, area_id, period, value_type
    having count(*) > 1
),

numbered as (
    select
        placed_cells.document_id,
        placed_cells.table_id,
        placed_cells.line,
        placed_cells.cell,
        row_number() over (
            partition by
                placed_cells.document_id,
                placed_cells.indicator_id,
                placed_cells.area_id,
                placed_cells.period,
                placed_cells.value_type
            order by
                case when placed_cells.value is null then 1 else 0 end asc,
                placed_cells.decimals desc,
                placed_cells.table_id asc,
                placed_cells.line asc,
                placed_cells.cell asc
        ) as print_number
    from placed_cells
    inner join repeated_keys
        on
            placed_cells.document_id = repeated_keys.document_id
            and placed_cells.indicator_id = repeated_keys.indicator_id
            and placed_cells.area_id = repeated_keys.area_id
            and placed_cells.period = repeated_keys.period
            and placed_cells.value_type = repeated_keys.value_type
)

select
    document_id,
    table_id,
    line,
    cell,
    print_number
from numbered
where print_number > 1
