-- Which print of a figure counts. Prints of one publisher are compared: the latest that gives a
-- number counts, or an earlier one that all later ones only print more coarsely; without any number
-- the latest print. Only keys go through the window: with all texts it would need several times the
-- memory.
with

documents as (
    select * from {{ ref('dim_document') }}
),

repeated_cells as (
    select * from {{ ref('int_repeated_cell') }}
),

prints as (
    select
        cells.document_id,
        cells.table_id,
        cells.line,
        cells.cell,
        cells.publisher_id,
        cells.indicator_id,
        cells.area_id,
        cells.period,
        cells.value_type,
        cells.value,
        -- A figure without interval stands for itself.
        case
            when cells.value_low is null and cells.value_high is null then cells.value
            else cells.value_low
        end as value_low,
        case
            when cells.value_low is null and cells.value_high is null then cells.value
            else cells.value_high
        end as value_high,
        documents.vintage,
        lead(documents.vintage) over editions as superseded_in,
        lag(documents.vintage) over editions as supersedes
    from {{ ref('int_resolved_cell') }} as cells
    inner join documents
        on cells.document_id = documents.document_id
    left join repeated_cells
        on
            cells.document_id = repeated_cells.document_id
            and cells.table_id = repeated_cells.table_id
            and cells.line = repeated_cells.line
            and cells.cell = repeated_cells.cell
    where cells.is_placed and repeated_cells.cell is null
    window editions as (
        partition by
            cells.publisher_id, cells.indicator_id, cells.area_id, cells.period, cells.value_type
        order by documents.vintage, cells.document_id
    )
),

-- Beside each print what all later ones leave possible. A bound leaves one side open.
reprints as (
    select
        *,
        max(value_low) over later_prints as later_low,
        min(value_high) over later_prints as later_high
    from prints
    where superseded_in is not null or supersedes is not null
    window later_prints as (
        partition by publisher_id, indicator_id, area_id, period, value_type
        order by vintage, document_id
        rows between 1 following and unbounded following
    )
),

ranked as (
    select
        document_id,
        table_id,
        line,
        cell,
        row_number() over (
            partition by publisher_id, indicator_id, area_id, period, value_type
            order by
                case when value is null then 1 else 0 end,
                case
                    when
                        (later_low is null or value_low >= later_low)
                        and (later_high is null or value_high <= later_high)
                        then 0
                    else 1
                end,
                -- A bound has no width, and is wider than any interval.
                case when value_high - value_low is null then 1 else 0 end,
                value_high - value_low,
                vintage desc,
                document_id desc
        ) as choice
    from reprints
)

select
    prints.document_id,
    prints.table_id,
    prints.line,
    prints.cell,
    prints.vintage,
    prints.superseded_in,
    (prints.superseded_in is null and prints.supersedes is null)
    or coalesce(ranked.choice = 1, false) as is_latest
from prints
left join ranked
    on
        prints.document_id = ranked.document_id
        and prints.table_id = ranked.table_id
        and prints.line = ranked.line
        and prints.cell = ranked.cell
