-- A table, because all fact tables and several tests read it. Period and value type of a cell come
-- from the cell, else its line, else its column; the area from its line, its column or at last the
-- document.
with

printed_values as {{ inline() }} (
    select * from {{ ref('stg_published_values') }}
),

document_lines as {{ inline() }} (
    select * from {{ ref('int_document_line') }}
),

document_columns as {{ inline() }} (
    select * from {{ ref('stg_document_columns') }}
),

periods as (
    select * from {{ ref('int_period') }}
),

-- The columns that a cell without a settled one may stand in.
candidates as (
    select
        printed_values.document_id,
        printed_values.table_id,
        printed_values.line,
        printed_values.cell,
        document_columns.position,
        coalesce(document_lines.area_id, document_columns.area_id, document_lines.publisher_id)
            as area_id,
        coalesce(document_lines.value_type, document_columns.value_type, 'unknown') as value_type,
        coalesce(printed_values.period, document_lines.period, document_columns.period, 'unknown')
            as period
    from printed_values
    inner join document_lines
        on
            printed_values.document_id = document_lines.document_id
            and printed_values.table_id = document_lines.table_id
            and printed_values.line = document_lines.line
    inner join document_columns
        on
            printed_values.document_id = document_columns.document_id
            and printed_values.table_id = document_columns.table_id
            and position(
                '|' || {{ as_text('document_columns.position') }} || '|'
                in '|' || printed_values.candidate_positions || '|'
            ) > 0
    where printed_values.candidate_positions is not null
),

-- What all its candidates agree on is known of a cell, though its column is not.
agreed as (
    select
        document_id,
        table_id,
        line,
        cell,
        case when min(area_id) = max(area_id) then min(area_id) end as area_id,
        case when min(value_type) = max(value_type) then nullif(min(value_type), 'unknown') end
            as value_type,
        case when min(period) = max(period) then nullif(min(period), 'unknown') end as period,
        {{ dbt.listagg('period', "'|'", 'order by position') }} as candidate_periods,
        {{ dbt.listagg('value_type', "'|'", 'order by position') }} as candidate_value_types
    from candidates
    group by document_id, table_id, line, cell
),

resolved as (
    select
        printed_values.document_id,
        printed_values.table_id,
        printed_values.line,
        printed_values.cell,
        printed_values.position,
        printed_values.candidate_positions,
        agreed.candidate_periods,
        agreed.candidate_value_types,
        document_lines.indicator_id,
        document_lines.programme_id,
        document_lines.publisher_id,
        case
            when printed_values.candidate_positions is not null then agreed.area_id
            else
                coalesce(
                    document_lines.area_id, document_columns.area_id, document_lines.publisher_id
                )
        end as area_id,
        coalesce(
            printed_values.period,
            document_lines.period,
            document_columns.period,
            agreed.period
        ) as period,
        coalesce(document_lines.value_type, document_columns.value_type, agreed.value_type)
            as value_type,
        printed_values.value_kind,
        {%- for number in ['value', 'value_low', 'value_high'] %}
        {{ in_unit_of_indicator('printed_values.' ~ number, 'document_lines.factor') }}
            as {{ number }},
        {%- endfor %}
        printed_values.printed_value,
        document_lines.printed_unit,
        printed_values.decimals,
        printed_values.value_qualifier,
        printed_values.direction_word,
        -- A text that is not understood goes on as a text, so that other tests need not wait.
        case
            when printed_values.value_kind = 'not_understood' then 'A'
            else printed_values.observation_status
        end as observation_status,
        printed_values.footnote,
        printed_values.unit_hint,
        document_lines.unit,
        printed_values.placement,
        coalesce(printed_values.evidence, document_lines.evidence) as evidence,
        document_lines.printed_label,
        printed_values.seed_line
    from printed_values
    left join document_lines
        on
            printed_values.document_id = document_lines.document_id
            and printed_values.table_id = document_lines.table_id
            and printed_values.line = document_lines.line
    left join document_columns
        on
            printed_values.document_id = document_columns.document_id
            and printed_values.table_id = document_columns.table_id
            and printed_values.position = document_columns.position
    left join agreed
        on
            printed_values.document_id = agreed.document_id
            and printed_values.table_id = agreed.table_id
            and printed_values.line = agreed.line
            and printed_values.cell = agreed.cell
)

select
    resolved.*,
    periods.year,
    periods.period is not null
    and resolved.value_type is not null
    and resolved.area_id is not null
    and resolved.placement <> 'ambiguous' as is_placed
from resolved
left join periods
    on resolved.period = periods.period
