-- Present, not due, or missing for a reason that someone wrote down.
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

settled_cells as (
    select
        document_id,
        table_id,
        count(*) as number_of_cells
    from {{ ref('stg_published_values') }}
    where position is not null
    group by document_id, table_id
),

grid_columns as (
    select
        document_id,
        table_id,
        count(*) as number_of_columns
    from {{ ref('dim_document_column') }}
    group by document_id, table_id
),

-- Each printed cell whose column is settled is a present cell, and the grid is header times rows.
grids_beside_the_cells as (
    select
        'fct_coverage, ' || document_tables.document_id || ', table ' || document_tables.table_id
            as place,
        {{ as_text('coalesce(covered.present_cells, 0)') }} || ' present of '
        || {{ as_text('coalesce(covered.cells, 0)') }} || ' cells' as found,
        {{ as_text('coalesce(settled_cells.number_of_cells, 0)') }} || ' present of '
        || {{ as_text(
            'coalesce(document_tables.printed_rows * grid_columns.number_of_columns, 0)'
        ) }} || ' cells' as expected
    from {{ ref('dim_document_table') }} as document_tables
    left join covered
        on
            document_tables.document_id = covered.document_id
            and document_tables.table_id = covered.table_id
    left join settled_cells
        on
            document_tables.document_id = settled_cells.document_id
            and document_tables.table_id = settled_cells.table_id
    left join grid_columns
        on
            document_tables.document_id = grid_columns.document_id
            and document_tables.table_id = grid_columns.table_id
    where
        coalesce(covered.present_cells, 0) <> coalesce(settled_cells.number_of_cells, 0)
        or coalesce(covered.cells, 0)
        <> coalesce(document_tables.printed_rows * grid_columns.number_of_columns, 0)
),

-- Both ways: a cell that is due but blank has a reason on record, and a recorded gap is blank.
gaps_without_a_reason as (
    select
        '{{ delivered_as('known_gaps') }}, ' || coverage.document_id
        || ', table ' || coverage.table_id || ', line '
        || {{ as_text('coverage.line') }}
        || ', position ' || {{ as_text('coverage.position') }} as place,
        'no ' || coalesce(coverage.value_type, 'figure') || ' ' || coalesce(coverage.period, '')
        || ' and no known gap for ' || coverage.indicator_id as found,
        'a figure in {{ delivered_as('published_values') }},'
        || ' or a reason in {{ delivered_as('known_gaps') }}' as expected
    from {{ ref('fct_coverage') }} as coverage
    where coverage.coverage_status = 'missing' and coverage.reason_nl is null

    union all

    select
        '{{ delivered_as('known_gaps') }}, ' || known_gaps.document_id
        || ', table ' || known_gaps.table_id
        || ', line ' || {{ as_text('known_gaps.line') }}
        || ', position ' || {{ as_text('known_gaps.position') }} as place,
        'a cell that is ' || coalesce(coverage.coverage_status, 'not expected') as found,
        'a cell that is missing, or this line removed' as expected
    from {{ ref('dim_known_gap') }} as known_gaps
    left join {{ ref('fct_coverage') }} as coverage
        on
            known_gaps.document_id = coverage.document_id
            and known_gaps.table_id = coverage.table_id
            and known_gaps.line = coverage.line
            and known_gaps.position = coverage.position
    where
        coverage.coverage_status is null
        or coverage.coverage_status <> 'missing'
)

select * from grids_beside_the_cells
union all
select * from gaps_without_a_reason
