with

cells as {{ inline() }} (
    select * from {{ ref('int_resolved_cell') }}
),

repeated_cells as (
    select * from {{ ref('int_repeated_cell') }}
)

select
    cells.document_id,
    cells.publisher_id,
    cells.indicator_id,
    cells.programme_id,
    cells.area_id,
    cells.period,
    cells.year,
    cells.value_type,
    cells.value_kind,
    cells.value,
    cells.printed_value,
    cells.printed_unit,
    cells.decimals,
    cells.value_low,
    cells.value_high,
    cells.value_qualifier,
    cells.observation_status,
    cells.footnote,
    cells.unit,
    cells.placement,
    cells.evidence,
    cells.table_id,
    cells.line,
    cells.cell,
    cells.position,
    cells.printed_label
from cells
inner join repeated_cells
    on
        cells.document_id = repeated_cells.document_id
        and cells.table_id = repeated_cells.table_id
        and cells.line = repeated_cells.line
        and cells.cell = repeated_cells.cell
