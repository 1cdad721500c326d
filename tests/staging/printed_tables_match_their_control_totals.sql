{# Rows and figures were counted on the page; a figure dropped or added while typing shows here. #}
with

recorded as (
    select
        document_id,
        table_id,
        count(distinct line) as recorded_rows,
        count(*) as recorded_cells
    from {{ ref('stg_published_values') }}
    group by document_id, table_id
)

select
    'seeds/published_values.csv (' || document_tables.document_id
    || ', table ' || document_tables.table_id || ')' as place,
    cast(coalesce(recorded.recorded_cells, 0) as {{ dbt.type_string() }}) || ' figures in '
    || cast(coalesce(recorded.recorded_rows, 0) as {{ dbt.type_string() }}) || ' lines' as found,
    cast(document_tables.printed_cells as {{ dbt.type_string() }}) || ' figures in '
    || cast(document_tables.printed_rows as {{ dbt.type_string() }})
    || ' lines, as seeds/document_tables.csv says' as expected
from {{ ref('stg_document_tables') }} as document_tables
left join recorded
    on
        document_tables.document_id = recorded.document_id
        and document_tables.table_id = recorded.table_id
where
    coalesce(recorded.recorded_cells, 0) <> document_tables.printed_cells
    or coalesce(recorded.recorded_rows, 0) <> document_tables.printed_rows
