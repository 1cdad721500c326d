with

cells as {{ inline() }} (
    select * from {{ ref('int_resolved_cell') }}
),

vintages as (
    select * from {{ ref('int_vintage') }}
)

select
    cells.document_id,
    cells.publisher_id,
    cells.indicator_id,
    cells.programme_id,
    cells.area_id,
    cells.area_id = cells.publisher_id as is_own_area,
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
    cells.direction_word,
    cells.observation_status,
    cells.footnote,
    cells.unit,
    cells.placement,
    cells.evidence,
    vintages.vintage,
    vintages.superseded_in,
    vintages.is_latest,
    cells.table_id,
    cells.line,
    cells.cell,
    cells.position,
    cells.printed_label
from cells
inner join vintages
    on
        cells.document_id = vintages.document_id
        and cells.table_id = vintages.table_id
        and cells.line = vintages.line
        and cells.cell = vintages.cell
