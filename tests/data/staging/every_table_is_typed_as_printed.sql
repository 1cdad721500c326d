-- What the page itself rules out: text that is no figure, rows out of order, totals that differ.
-- A budget looks back and ahead a few years; a year further away is a slip of the pen.
{% set years_around = 15 %}
with

printed_values as {{ inline() }} (
    select * from {{ ref('stg_published_values') }}
),

document_tables as (
    select * from {{ ref('stg_document_tables') }}
),

document_columns as (
    select * from {{ ref('stg_document_columns') }}
),

-- Text that is neither a number nor a known mark for a missing one must never pass as blank.
unreadable_figures as (
    select
        {{ printed_place('printed_values', 'printed_value') }} as place,
        coalesce('''' || printed_values.printed_value || '''', 'nothing') as found,
        'a number as printed in Dutch, such as 8,5% or 16.500, or a mark such as n.b.' as expected
    from printed_values
    where printed_values.observation_status is null
),

-- Line by line first: only the cells of a suspicious line are looked at one by one.
lines as (
    select
        document_id,
        table_id,
        line,
        row_number() over (partition by document_id, table_id order by line) as expected_line,
        min(printed_label) as first_label,
        max(printed_label) as last_label,
        min(cell) as first_cell,
        max(cell) as last_cell,
        sum(cell) as sum_of_cells,
        count(*) as number_of_cells
    from printed_values
    group by document_id, table_id, line
),

numbered_cells as (
    select
        printed_values.*,
        lines.expected_line,
        lines.first_label,
        row_number() over (
            partition by printed_values.document_id, printed_values.table_id, printed_values.line
            order by printed_values.cell
        ) as expected_cell
    from printed_values
    inner join lines
        on
            printed_values.document_id = lines.document_id
            and printed_values.table_id = lines.table_id
            and printed_values.line = lines.line
    where
        lines.line <> lines.expected_line
        or lines.first_label <> lines.last_label
        or lines.first_cell <> 1
        or lines.last_cell <> lines.number_of_cells
        or 2 * lines.sum_of_cells <> lines.number_of_cells * (lines.number_of_cells + 1)
),

dated_cells as (
    select
        document_id,
        table_id,
        line,
        cell,
        year,
        seed_line,
        max(year) over (
            partition by document_id, table_id, line, value_type
            order by cell
            rows between unbounded preceding and 1 preceding
        ) as highest_year_before
    from printed_values
),

-- Two swapped years show here.
cells_out_of_order as (
    select
        {{ printed_place('numbered_cells', 'line') }} as place,
        'line ' || {{ as_text('numbered_cells.line') }} as found,
        'line ' || {{ as_text('numbered_cells.expected_line') }} as expected
    from numbered_cells
    where numbered_cells.line <> numbered_cells.expected_line and numbered_cells.expected_cell = 1
    union all
    select
        {{ printed_place('numbered_cells', 'cell') }} as place,
        'cell ' || {{ as_text('cell') }} as found,
        'cell ' || {{ as_text('expected_cell') }} as expected
    from numbered_cells
    where cell <> expected_cell
    union all
    select
        {{ printed_place('numbered_cells', 'printed_label') }} as place,
        '''' || printed_label || ''' beside ''' || first_label || '''' as found,
        'one label for all cells of the line' as expected
    from numbered_cells
    where printed_label <> first_label
    union all
    select
        {{ printed_place('dated_cells', 'year') }} as place,
        'year ' || {{ as_text('year') }} as found,
        'a year after ' || {{ as_text('highest_year_before') }} as expected
    from dated_cells
    where year <= highest_year_before
),

-- A year is settled, or it is not guessed: nothing in between.
half_settled_years as (
    select
        {{ printed_place('printed_values', 'year') }} as place,
        'year ' || coalesce({{ as_text('printed_values.year') }}, 'empty')
        || ', candidate years ' || coalesce(printed_values.candidate_years, 'empty')
        || ', evidence ' || printed_values.year_evidence as found,
        'a year without candidates, or ambiguous evidence with candidates such as 2015|2016'
            as expected
    from printed_values
    where
        not (
            printed_values.year is not null
            and printed_values.candidate_years is null
            and printed_values.year_evidence in ('printed', 'inferred')
        )
        and not (
            printed_values.year is null
            and printed_values.candidate_years is not null
            and {{ regexp_like('candidate_years', '^[0-9]{4}([|][0-9]{4})+$') }}
            and printed_values.year_evidence = 'ambiguous'
        )
),

candidate_years as (
    select
        printed_values.*,
        document_columns.year as candidate_year
    from printed_values
    inner join document_columns
        on
            printed_values.document_id = document_columns.document_id
            and printed_values.table_id = document_columns.table_id
            and printed_values.value_type = document_columns.value_type
            and position(
                {{ as_text('document_columns.year') }}
                in printed_values.candidate_years
            ) > 0
),

known_candidates as (
    select
        document_id,
        table_id,
        line,
        cell,
        count(*) as number_of_candidates
    from candidate_years
    group by document_id, table_id, line, cell
),

impossible_candidates as (
    select
        {{ printed_place('printed_values', 'candidate_years') }} as place,
        '''' || printed_values.candidate_years || '''' as found,
        'years of the header of the table' as expected
    from printed_values
    left join known_candidates
        on
            printed_values.document_id = known_candidates.document_id
            and printed_values.table_id = known_candidates.table_id
            and printed_values.line = known_candidates.line
            and printed_values.cell = known_candidates.cell
    where
        printed_values.candidate_years is not null
        and 5 * coalesce(known_candidates.number_of_candidates, 0) - 1
        <> length(printed_values.candidate_years)
    union all
    select
        {{ printed_place('candidate_years', 'candidate_years') }} as place,
        {{ as_text('candidate_years.candidate_year') }}
        || ', which cell ' || {{ as_text('settled_values.cell') }}
        || ' of the line has' as found,
        'years that no other figure of the line has' as expected
    from candidate_years
    inner join printed_values as settled_values
        on
            candidate_years.document_id = settled_values.document_id
            and candidate_years.table_id = settled_values.table_id
            and candidate_years.line = settled_values.line
            and candidate_years.value_type = settled_values.value_type
            and candidate_years.candidate_year = settled_values.year
),

numbered_columns as (
    select
        document_columns.*,
        documents.budget_year,
        row_number() over (
            partition by document_columns.document_id, document_columns.table_id
            order by document_columns.position
        ) as expected_position,
        lag(document_columns.year) over (
            partition by
                document_columns.document_id, document_columns.table_id, document_columns.value_type
            order by document_columns.position
        ) as previous_year
    from document_columns
    inner join {{ ref('stg_documents') }} as documents
        on document_columns.document_id = documents.document_id
),

headers_out_of_order as (
    select
        '{{ delivered_as('document_columns') }}, column position (' || document_id
        || ', table ' || table_id || ', ' || value_type
        || ' ' || {{ as_text('year') }} || ')' as place,
        'position ' || {{ as_text('position') }} as found,
        'position ' || {{ as_text('expected_position') }} as expected
    from numbered_columns
    where position <> expected_position
    union all
    select
        '{{ delivered_as('document_columns') }}, column year (' || document_id
        || ', table ' || table_id
        || ', position ' || {{ as_text('position') }} || ')' as place,
        value_type || ' ' || {{ as_text('year') }} as found,
        'a year after ' || {{ as_text('previous_year') }} as expected
    from numbered_columns
    where year <= previous_year
    union all
    select
        '{{ delivered_as('document_columns') }}, column year (' || document_id
        || ', table ' || table_id
        || ', position ' || {{ as_text('position') }} || ')' as place,
        value_type || ' ' || {{ as_text('year') }} as found,
        'a year within {{ years_around }} years of ' || {{ as_text('budget_year') }}
            as expected
    from numbered_columns
    where abs(year - budget_year) > {{ years_around }}
),

typed_values as (
    select
        document_id,
        table_id,
        count(distinct line) as typed_rows,
        count(*) as typed_cells
    from printed_values
    group by document_id, table_id
),

typed_columns as (
    select
        document_id,
        table_id,
        count(*) as typed_columns
    from document_columns
    group by document_id, table_id
),

-- Counted on the page: a figure dropped or added while typing shows here.
differing_totals as (
    select
        '{{ delivered_as('published_values') }} (' || document_tables.document_id
        || ', table ' || document_tables.table_id || ')' as place,
        {{ as_text('coalesce(typed_values.typed_cells, 0)') }} || ' figures in '
        || {{ as_text('coalesce(typed_values.typed_rows, 0)') }}
        || ' lines' as found,
        {{ as_text('document_tables.printed_cells') }} || ' figures in '
        || {{ as_text('document_tables.printed_rows') }}
        || ' lines, as {{ delivered_as('document_tables') }} says' as expected
    from document_tables
    left join typed_values
        on
            document_tables.document_id = typed_values.document_id
            and document_tables.table_id = typed_values.table_id
    where
        coalesce(typed_values.typed_cells, 0) <> document_tables.printed_cells
        or coalesce(typed_values.typed_rows, 0) <> document_tables.printed_rows
    union all
    select
        '{{ delivered_as('document_columns') }} (' || document_tables.document_id
        || ', table ' || document_tables.table_id || ')' as place,
        {{ as_text('coalesce(typed_columns.typed_columns, 0)') }} || ' year columns'
            as found,
        {{ as_text('document_tables.printed_columns') }}
        || ' year columns, as {{ delivered_as('document_tables') }} says' as expected
    from document_tables
    left join typed_columns
        on
            document_tables.document_id = typed_columns.document_id
            and document_tables.table_id = typed_columns.table_id
    where coalesce(typed_columns.typed_columns, 0) <> document_tables.printed_columns
    union all
    select
        '{{ delivered_as('document_tables') }}, column layout (' || document_id
        || ', table ' || table_id || ')' as place,
        layout || ' with ' || {{ as_text('printed_columns') }} || ' year columns'
            as found,
        'year columns in a grid, and only there' as expected
    from document_tables
    where (layout = 'grid') <> (printed_columns > 0)
)

select * from unreadable_figures
union all
select * from cells_out_of_order
union all
select * from half_settled_years
union all
select * from impossible_candidates
union all
select * from headers_out_of_order
union all
select * from differing_totals
