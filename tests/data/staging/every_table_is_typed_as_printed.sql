{{ stops_nothing() }}
-- What the page itself rules out: text that is no figure, rows out of order, a cell in two places,
-- totals that differ.
-- A budget looks back and ahead a few years; a year further away is a slip of the pen.
{% set years_around = 15 %}
with

printed_values as {{ inline() }} (
    select * from {{ ref('stg_published_values') }}
),

document_lines as (
    select * from {{ ref('stg_document_lines') }}
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
        'a number as printed in Dutch, such as 8,5% or 16.500, a mark such as n.b., or text in'
        || ' read_as where it is none of these' as expected
    from printed_values
    where
        coalesce(printed_values.value_kind, '')
        not in ('number', 'bound', 'range', 'approximate', 'text', 'missing')
),

numbered_lines as (
    select
        document_id,
        table_id,
        line,
        seed_line,
        row_number() over (partition by document_id, table_id order by line) as expected_line
    from document_lines
),

lines_out_of_order as (
    select
        {{ source_place('document_lines', 'seed_line', "document_id || ', table ' || table_id") }}
        || ', column line' as place,
        'line ' || {{ as_text('line') }} as found,
        'line ' || {{ as_text('expected_line') }} as expected
    from numbered_lines
    where line <> expected_line
),

-- Line by line first: only the cells of a suspicious line are looked at one by one.
lines_with_gaps as (
    select
        document_id,
        table_id,
        line
    from printed_values
    group by document_id, table_id, line
    having
        min(cell) <> 1
        or max(cell) <> count(*)
        or 2 * sum(cell) <> count(*) * (count(*) + 1)
),

numbered_cells as (
    select
        printed_values.*,
        row_number() over (
            partition by printed_values.document_id, printed_values.table_id, printed_values.line
            order by printed_values.cell
        ) as expected_cell
    from printed_values
    inner join lines_with_gaps
        on
            printed_values.document_id = lines_with_gaps.document_id
            and printed_values.table_id = lines_with_gaps.table_id
            and printed_values.line = lines_with_gaps.line
),

cells_out_of_order as (
    select
        {{ printed_place('numbered_cells', 'cell') }} as place,
        'cell ' || {{ as_text('numbered_cells.cell') }} as found,
        'cell ' || {{ as_text('numbered_cells.expected_cell') }} as expected
    from numbered_cells
    where numbered_cells.cell <> numbered_cells.expected_cell
),

-- A place is settled, or it is not guessed: nothing in between.
half_settled_places as (
    select
        {{ printed_place('printed_values', 'position') }} as place,
        'position ' || coalesce({{ as_text('printed_values.position') }}, 'empty')
        || ', candidate positions ' || coalesce(printed_values.candidate_positions, 'empty')
        || ', placement ' || printed_values.placement as found,
        'a position without candidates, or the placement ambiguous with candidates such as 5|6'
            as expected
    from printed_values
    where
        not (
            printed_values.position is not null
            and printed_values.candidate_positions is null
            and printed_values.placement in ('printed', 'inferred', 'likely')
        )
        and not (
            printed_values.position is null
            and printed_values.candidate_positions is not null
            and {{ regexp_like(
                'printed_values.candidate_positions', '^[0-9]{1,3}([|][0-9]{1,3})+$'
            ) }}
            and printed_values.placement = 'ambiguous'
        )
),

-- Cells of a line stand from left to right; two swapped places show here.
settled_cells as (
    select
        document_id,
        table_id,
        line,
        cell,
        position,
        seed_line,
        max(position) over (
            partition by document_id, table_id, line
            order by cell
            rows between unbounded preceding and 1 preceding
        ) as highest_position_before
    from printed_values
),

places_out_of_order as (
    select
        {{ printed_place('settled_cells', 'position') }} as place,
        'position ' || {{ as_text('settled_cells.position') }} as found,
        'a position after ' || {{ as_text('settled_cells.highest_position_before') }} as expected
    from settled_cells
    where settled_cells.position <= settled_cells.highest_position_before
),

open_cells as (
    select * from printed_values
    where candidate_positions is not null
),

candidates as (
    select
        open_cells.*,
        document_columns.position as candidate_position
    from open_cells
    inner join document_columns
        on
            open_cells.document_id = document_columns.document_id
            and open_cells.table_id = document_columns.table_id
            and position(
                '|' || {{ as_text('document_columns.position') }} || '|'
                in '|' || open_cells.candidate_positions || '|'
            ) > 0
),

counted_candidates as (
    select
        document_id,
        table_id,
        line,
        cell,
        count(*) as known_candidates
    from candidates
    group by document_id, table_id, line, cell
),

impossible_candidates as (
    select
        {{ printed_place('open_cells', 'candidate_positions') }} as place,
        '''' || open_cells.candidate_positions || '''' as found,
        'positions of columns of the table, each once' as expected
    from open_cells
    left join counted_candidates
        on
            open_cells.document_id = counted_candidates.document_id
            and open_cells.table_id = counted_candidates.table_id
            and open_cells.line = counted_candidates.line
            and open_cells.cell = counted_candidates.cell
    where
        coalesce(counted_candidates.known_candidates, 0)
        <> length(open_cells.candidate_positions)
        - length(replace(open_cells.candidate_positions, '|', '')) + 1
    union all
    select
        {{ printed_place('candidates', 'candidate_positions') }} as place,
        'position ' || {{ as_text('candidates.candidate_position') }} || ' beside position '
        || {{ as_text('settled_values.position') }}
        || ' of cell ' || {{ as_text('settled_values.cell') }} as found,
        'positions that keep the order of the line' as expected
    from candidates
    inner join printed_values as settled_values
        on
            candidates.document_id = settled_values.document_id
            and candidates.table_id = settled_values.table_id
            and candidates.line = settled_values.line
    where
        settled_values.position = candidates.candidate_position
        or (
            settled_values.cell < candidates.cell
            and settled_values.position > candidates.candidate_position
        )
        or (
            settled_values.cell > candidates.cell
            and settled_values.position < candidates.candidate_position
        )
),

numbered_columns as (
    select
        document_columns.*,
        documents.budget_year,
        document_kinds.purpose,
        periods.year,
        row_number() over (
            partition by document_columns.document_id, document_columns.table_id
            order by document_columns.position
        ) as expected_position,
        count(*) over (
            partition by
                document_columns.document_id,
                document_columns.table_id,
                coalesce({{ visible_text('document_columns.printed_header') }}, ''),
                coalesce(document_columns.value_type, ''),
                coalesce(document_columns.period, ''),
                coalesce(document_columns.area_id, '')
        ) as alike
    from document_columns
    inner join {{ ref('stg_documents') }} as documents
        on document_columns.document_id = documents.document_id
    inner join {{ ref('stg_document_kinds') }} as document_kinds
        on documents.document_kind = document_kinds.document_kind
    left join {{ ref('int_period') }} as periods
        on document_columns.period = periods.period
),

column_problems as (
    select
        document_id,
        table_id,
        position,
        'position' as column_name,
        'position ' || {{ as_text('position') }} as found,
        'position ' || {{ as_text('expected_position') }} as expected
    from numbered_columns
    where position <> expected_position
    union all
    select
        document_id,
        table_id,
        position,
        'period' as column_name,
        coalesce(value_type || ' ', '') || coalesce(period, 'without period')
        || ' in ' || {{ as_text('alike') }} || ' columns' as found,
        'columns that differ in header, value type, period or area' as expected
    from numbered_columns
    where alike > 1
    union all
    select
        document_id,
        table_id,
        position,
        'period' as column_name,
        period || ' under the header ''' || printed_header || '''' as found,
        'a period of a year that the header prints' as expected
    from numbered_columns
    where
        {{ regexp_like('printed_header', '(19|20)[0-9][0-9]') }}
        and position(substring(period, 1, 4) in printed_header) = 0
        and (
            length(period) < 9
            or position(substring(period, 6, 4) in printed_header) = 0
        )
    union all
    -- A report may quote a target that lies ahead, and then it prints the year of it.
    select
        document_id,
        table_id,
        position,
        'period' as column_name,
        'target ' || period || ' under the header ''' || coalesce(printed_header, '') || ''''
            as found,
        'a target until ' || {{ as_text('budget_year') }}
        || ', the year of the report, or a header that prints a later one' as expected
    from numbered_columns
    where
        purpose = 'report'
        and value_type = 'target'
        and year > budget_year
        and position({{ as_text('year') }} in coalesce(printed_header, '')) = 0
),

headers_out_of_order as (
    select
        '{{ delivered_as('document_columns') }}, column ' || column_name || ' (' || document_id
        || ', table ' || table_id || ', position ' || {{ as_text('position') }} || ')' as place,
        found,
        expected
    from column_problems
),

periods_against_the_column as (
    select
        {{ printed_place('printed_values', 'period') }} as place,
        printed_values.period || ' in a column of ' || document_columns.period as found,
        'no period, for the column has one' as expected
    from printed_values
    inner join document_columns
        on
            printed_values.document_id = document_columns.document_id
            and printed_values.table_id = document_columns.table_id
            and printed_values.position = document_columns.position
    where printed_values.period <> document_columns.period
),

used_periods as (
    select
        '{{ delivered_as('document_columns') }}, column period (' || document_id || ', table '
        || table_id || ', position ' || {{ as_text('position') }} || ')' as place,
        document_id,
        period
    from document_columns
    where period is not null
    union all
    select
        {{ source_place('document_lines', 'seed_line', "document_id || ', table ' || table_id") }}
        || ', column period' as place,
        document_id,
        period
    from document_lines
    where period is not null
    union all
    select
        {{ printed_place('printed_values', 'period') }} as place,
        document_id,
        period
    from printed_values
    where period is not null
),

impossible_periods as (
    select
        used_periods.place,
        '''' || used_periods.period || '''' as found,
        'a period such as 2016, 2015/2016, 2016-S1, 2016-Q3, 2016-01-01 or 2014-2017, within'
        || ' {{ years_around }} years of ' || {{ as_text('documents.budget_year') }} as expected
    from used_periods
    inner join {{ ref('stg_documents') }} as documents
        on used_periods.document_id = documents.document_id
    left join {{ ref('int_period') }} as periods
        on used_periods.period = periods.period
    where
        periods.period is null
        or abs(periods.year - documents.budget_year) > {{ years_around }}
),

typed_lines as (
    select
        document_id,
        table_id,
        count(*) as typed_rows
    from document_lines
    group by document_id, table_id
),

typed_cells as (
    select
        document_id,
        table_id,
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

counted_tables as (
    select
        document_tables.document_id,
        document_tables.table_id,
        document_tables.printed_rows,
        document_tables.printed_cells,
        document_tables.printed_columns,
        coalesce(typed_lines.typed_rows, 0) as typed_rows,
        coalesce(typed_cells.typed_cells, 0) as typed_cells,
        coalesce(typed_columns.typed_columns, 0) as typed_columns
    from document_tables
    left join typed_lines
        on
            document_tables.document_id = typed_lines.document_id
            and document_tables.table_id = typed_lines.table_id
    left join typed_cells
        on
            document_tables.document_id = typed_cells.document_id
            and document_tables.table_id = typed_cells.table_id
    left join typed_columns
        on
            document_tables.document_id = typed_columns.document_id
            and document_tables.table_id = typed_columns.table_id
),

-- Counted on the page: a figure dropped or added while typing shows here.
differing_totals as (
    select
        '{{ delivered_as('published_values') }} (' || document_id || ', table ' || table_id || ')'
            as place,
        {{ as_text('typed_cells') }} || ' figures in ' || {{ as_text('typed_rows') }}
        || ' lines' as found,
        {{ as_text('printed_cells') }} || ' figures in ' || {{ as_text('printed_rows') }}
        || ' lines, as {{ delivered_as('document_tables') }} says' as expected
    from counted_tables
    where typed_cells <> printed_cells or typed_rows <> printed_rows
    union all
    select
        '{{ delivered_as('document_columns') }} (' || document_id || ', table ' || table_id || ')'
            as place,
        {{ as_text('typed_columns') }} || ' columns' as found,
        {{ as_text('printed_columns') }}
        || ' columns, as {{ delivered_as('document_tables') }} says' as expected
    from counted_tables
    where typed_columns <> printed_columns
    union all
    select
        '{{ delivered_as('document_tables') }}, column coverage (' || document_tables.document_id
        || ', table ' || document_tables.table_id || ')' as place,
        'an excerpt in a document that is recorded in full' as found,
        'full, or excerpt for the document too' as expected
    from document_tables
    inner join {{ ref('stg_documents') }} as documents
        on document_tables.document_id = documents.document_id
    where document_tables.coverage = 'excerpt' and documents.coverage = 'full'
)

select * from unreadable_figures
union all
select * from lines_out_of_order
union all
select * from cells_out_of_order
union all
select * from half_settled_places
union all
select * from places_out_of_order
union all
select * from impossible_candidates
union all
select * from headers_out_of_order
union all
select * from periods_against_the_column
union all
select * from impossible_periods
union all
select * from differing_totals
