with

document_lines as (
    select * from {{ ref('dim_document_line') }}
),

document_columns as {{ inline() }} (
    select * from {{ ref('dim_document_column') }}
),

document_tables as (
    select * from {{ ref('dim_document_table') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

periods as (
    select * from {{ ref('dim_period') }}
),

known_gaps as (
    select * from {{ ref('dim_known_gap') }}
),

reasons as (
    select * from {{ ref('dim_code_word') }}
    where code_list = 'coverage_reason'
),

resolved_columns as (
    select
        document_lines.document_id,
        document_lines.table_id,
        document_lines.line,
        document_columns.position,
        document_lines.indicator_id,
        document_lines.programme_id,
        documents.area_id as publisher_id,
        document_tables.coverage,
        coalesce(document_lines.area_id, document_columns.area_id, documents.area_id) as area_id,
        coalesce(document_lines.period, document_columns.period) as period,
        coalesce(document_lines.value_type, document_columns.value_type) as value_type
    from document_lines
    inner join document_columns
        on
            document_lines.document_id = document_columns.document_id
            and document_lines.table_id = document_columns.table_id
    inner join document_tables
        on
            document_lines.document_id = document_tables.document_id
            and document_lines.table_id = document_tables.table_id
    inner join documents
        on document_lines.document_id = documents.document_id
),

expected_cells as (
    select
        resolved_columns.*,
        periods.year,
        indicators.indicator_set,
        case
            when resolved_columns.area_id <> resolved_columns.publisher_id then 'other_area'
            when periods.year is null or resolved_columns.value_type is null then 'no_period'
            when
                resolved_columns.value_type in ('target', 'budget')
                and indicators.indicator_set = 'bbv'
                then 'no_target_required'
            when periods.year < indicators.first_due_year then 'before_first_due_year'
            when not {{ is_due('indicators', 'periods.year') }} then 'no_survey_that_year'
        end as not_due_because
    from resolved_columns
    inner join indicators
        on resolved_columns.indicator_id = indicators.indicator_id
    left join periods
        on resolved_columns.period = periods.period
),

printed_cells as {{ inline() }} (
    {{ settled_cells() }}
),

-- One unplaced figure may leave two cells open: either may be its place.
open_cells as (
    select distinct
        unplaced_values.document_id,
        unplaced_values.table_id,
        unplaced_values.line,
        document_columns.position
    from {{ ref('fct_unplaced_value') }} as unplaced_values
    inner join document_columns
        on
            unplaced_values.document_id = document_columns.document_id
            and unplaced_values.table_id = document_columns.table_id
            and position(
                '|' || {{ as_text('document_columns.position') }} || '|'
                in '|' || unplaced_values.candidate_positions || '|'
            ) > 0
),

observed_cells as (
    select
        expected_cells.*,
        printed_cells.printed_value,
        known_gaps.reason_nl as gap_reason_nl,
        known_gaps.reason_en as gap_reason_en,
        case
            when printed_cells.printed_value is not null then 'present'
            when open_cells.position is not null then 'unplaced'
            when expected_cells.not_due_because is not null then 'not_due'
            when expected_cells.coverage = 'excerpt' then 'not_covered'
            else 'missing'
        end as coverage_status
    from expected_cells
    left join printed_cells
        on
            expected_cells.document_id = printed_cells.document_id
            and expected_cells.table_id = printed_cells.table_id
            and expected_cells.line = printed_cells.line
            and expected_cells.position = printed_cells.position
    left join open_cells
        on
            expected_cells.document_id = open_cells.document_id
            and expected_cells.table_id = open_cells.table_id
            and expected_cells.line = open_cells.line
            and expected_cells.position = open_cells.position
    left join known_gaps
        on
            expected_cells.document_id = known_gaps.document_id
            and expected_cells.table_id = known_gaps.table_id
            and expected_cells.line = known_gaps.line
            and expected_cells.position = known_gaps.position
),

explained_cells as (
    select
        observed_cells.*,
        reasons.word_nl as reason_nl,
        reasons.word_en as reason_en
    from observed_cells
    left join reasons
        on
            case observed_cells.coverage_status
                when 'not_due' then observed_cells.not_due_because
                else observed_cells.coverage_status
            end = reasons.code
)

select
    document_id,
    table_id,
    line,
    position,
    indicator_id,
    indicator_set,
    area_id,
    programme_id,
    period,
    year,
    value_type,
    coverage_status,
    printed_value,
    case when coverage_status = 'missing' then gap_reason_nl else reason_nl end as reason_nl,
    case when coverage_status = 'missing' then gap_reason_en else reason_en end as reason_en
from explained_cells
