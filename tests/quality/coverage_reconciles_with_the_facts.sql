{# Each printed cell of a grid is a present cell, and the grid is header times rows. #}
with

covered as (
    select
        document_id,
        table_id,
        count(*) as cells,
        count(case when coverage_status = 'present' then 1 end) as present_cells
    from {{ ref('fct_coverage') }}
    group by document_id, table_id
),

facts as (
    select
        document_id,
        table_id,
        count(*) as number_of_facts
    from {{ ref('fct_indicator_value') }}
    group by document_id, table_id
),

grid_columns as (
    select
        document_id,
        table_id,
        count(*) as number_of_columns
    from {{ ref('dim_document_column') }}
    group by document_id, table_id
)

select
    'fct_coverage, ' || document_tables.document_id || ', table ' || document_tables.table_id
        as place,
    cast(coalesce(covered.present_cells, 0) as {{ dbt.type_string() }}) || ' present of '
    || cast(coalesce(covered.cells, 0) as {{ dbt.type_string() }}) || ' cells' as found,
    cast(coalesce(facts.number_of_facts, 0) as {{ dbt.type_string() }}) || ' present of '
    || cast(
        coalesce(document_tables.printed_rows * grid_columns.number_of_columns, 0)
        as {{ dbt.type_string() }}
    ) || ' cells' as expected
from {{ ref('dim_document_table') }} as document_tables
left join covered
    on
        document_tables.document_id = covered.document_id
        and document_tables.table_id = covered.table_id
left join facts
    on
        document_tables.document_id = facts.document_id
        and document_tables.table_id = facts.table_id
left join grid_columns
    on
        document_tables.document_id = grid_columns.document_id
        and document_tables.table_id = grid_columns.table_id
where
    document_tables.layout = 'grid'
    and (
        coalesce(covered.present_cells, 0) <> coalesce(facts.number_of_facts, 0)
        or coalesce(covered.cells, 0)
        <> coalesce(document_tables.printed_rows * grid_columns.number_of_columns, 0)
    )
