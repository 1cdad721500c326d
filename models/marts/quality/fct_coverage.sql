with

indicator_values as {{ inline() }} (
    select * from {{ ref('fct_indicator_value') }}
),

unplaced_values as {{ inline() }} (
    select * from {{ ref('fct_unplaced_value') }}
),

document_columns as {{ inline() }} (
    select * from {{ ref('dim_document_column') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

known_gaps as (
    select * from {{ ref('dim_known_gap') }}
),

reasons as (
    select * from {{ ref('dim_code_word') }}
    where code_list = 'coverage_reason'
),

printed_rows as (
    select
        document_id,
        table_id,
        line,
        indicator_id,
        area_id,
        programme_id
    from indicator_values
    union
    select
        document_id,
        table_id,
        line,
        indicator_id,
        area_id,
        programme_id
    from unplaced_values
),

expected_cells as (
    select
        printed_rows.*,
        document_columns.position,
        document_columns.year,
        document_columns.value_type,
        indicators.indicator_set,
        documents.coverage,
        case
            when document_columns.value_type = 'target' and indicators.indicator_set = 'bbv'
                then 'no_target_required'
            when document_columns.year < indicators.first_due_year then 'before_first_due_year'
            when not {{ is_due('indicators', 'document_columns.year') }} then 'no_survey_that_year'
        end as not_due_because
    from printed_rows
    inner join document_columns
        on
            printed_rows.document_id = document_columns.document_id
            and printed_rows.table_id = document_columns.table_id
    inner join documents
        on printed_rows.document_id = documents.document_id
    inner join indicators
        on printed_rows.indicator_id = indicators.indicator_id
),

-- One unplaced figure may leave two cells open: either may be its place.
unplaced_cells as (
    select distinct
        unplaced_values.document_id,
        unplaced_values.table_id,
        unplaced_values.line,
        unplaced_values.area_id,
        document_columns.position
    from unplaced_values
    inner join document_columns
        on
            unplaced_values.document_id = document_columns.document_id
            and unplaced_values.table_id = document_columns.table_id
            and unplaced_values.value_type = document_columns.value_type
    where
        position(
            {{ as_text('document_columns.year') }}
            in unplaced_values.candidate_years
        ) > 0
),

observed_cells as (
    select
        expected_cells.*,
        indicator_values.printed_value,
        known_gaps.reason_nl as gap_reason_nl,
        known_gaps.reason_en as gap_reason_en,
        case
            when indicator_values.printed_value is not null then 'present'
            when unplaced_cells.position is not null then 'unplaced'
            when expected_cells.not_due_because is not null then 'not_due'
            when expected_cells.coverage = 'excerpt' then 'not_covered'
            else 'missing'
        end as coverage_status
    from expected_cells
    left join indicator_values
        on
            expected_cells.document_id = indicator_values.document_id
            and expected_cells.table_id = indicator_values.table_id
            and expected_cells.line = indicator_values.line
            and expected_cells.area_id = indicator_values.area_id
            and expected_cells.year = indicator_values.year
            and expected_cells.value_type = indicator_values.value_type
    left join unplaced_cells
        on
            expected_cells.document_id = unplaced_cells.document_id
            and expected_cells.table_id = unplaced_cells.table_id
            and expected_cells.line = unplaced_cells.line
            and expected_cells.area_id = unplaced_cells.area_id
            and expected_cells.position = unplaced_cells.position
    left join known_gaps
        on
            expected_cells.document_id = known_gaps.document_id
            and expected_cells.table_id = known_gaps.table_id
            and expected_cells.line = known_gaps.line
            and expected_cells.year = known_gaps.year
            and expected_cells.value_type = known_gaps.value_type
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
    year,
    value_type,
    coverage_status,
    printed_value,
    case when coverage_status = 'missing' then gap_reason_nl else reason_nl end as reason_nl,
    case when coverage_status = 'missing' then gap_reason_en else reason_en end as reason_en
from explained_cells
