-- Printed tables as they stand on the page: line 0 is the header, and each position a cell.
{% set width = var('published_table_width') %}

with

document_tables as (
    select * from {{ ref('dim_document_table') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

document_lines as (
    select * from {{ ref('dim_document_line') }}
),

header_cells as (
    select
        columns.document_id,
        columns.table_id,
        0 as line,
        columns.position,
        coalesce(
            columns.printed_header,
            value_types.value_type_nl || coalesce(' ' || columns.period, ''),
            columns.period
        ) as printed_value,
        cast(null as {{ dbt.type_string() }}) as unplaced_cells
    from {{ ref('dim_document_column') }} as columns
    left join {{ ref('dim_value_type') }} as value_types
        on columns.value_type = value_types.value_type
),

settled_cells as (
    {{ settled_cells() }}
),

-- Put in order here, where they are few: it takes memory for each row, with figures or without.
open_cells as (
    select
        document_id,
        table_id,
        line,
        cast(null as integer) as position,
        cast(null as {{ dbt.type_string() }}) as printed_value,
        {{ dbt.listagg("printed_value", "' | '", "order by cell") }} as unplaced_cells
    from {{ ref('fct_unplaced_value') }}
    where position is null
    group by document_id, table_id, line
),

cells as (
    select * from header_cells
    union all
    select
        settled_cells.*,
        cast(null as {{ dbt.type_string() }}) as unplaced_cells
    from settled_cells
    union all
    select * from open_cells
),

printed_rows as (
    select
        document_id,
        table_id,
        line,
        {%- for position in range(1, width + 1) %}
        max(case when position = {{ position }} then printed_value end) as cell_{{ position }},
        {%- endfor %}
        max(unplaced_cells) as unplaced_cells
    from cells
    group by document_id, table_id, line
)

select
    printed_rows.document_id,
    documents.document_title,
    printed_rows.table_id,
    document_tables.printed_title,
    printed_rows.line,
    coalesce(document_lines.printed_label, 'Indicator') as printed_label,
    document_lines.printed_unit,
    document_lines.area_id,
    {%- for position in range(1, width + 1) %}
    printed_rows.cell_{{ position }},
    {%- endfor %}
    printed_rows.unplaced_cells
from printed_rows
inner join document_tables
    on
        printed_rows.document_id = document_tables.document_id
        and printed_rows.table_id = document_tables.table_id
inner join documents
    on printed_rows.document_id = documents.document_id
left join document_lines
    on
        printed_rows.document_id = document_lines.document_id
        and printed_rows.table_id = document_lines.table_id
        and printed_rows.line = document_lines.line
