-- Which print of a figure counts. Prints of one publisher are compared: the latest that gives a
-- number, or where a later print only rounds an earlier one, the finer of the two; without any
-- number the latest print. Only keys go through the window: with all texts it would need several
-- times the memory.
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
        cells.value_low,
        cells.value_high,
        cells.decimals,
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

reprints as (
    select
        *,
        row_number() over (
            partition by publisher_id, indicator_id, area_id, period, value_type
            order by
                case when value is null then 1 else 0 end,
                vintage desc,
                document_id desc
        ) as age
    from prints
    where superseded_in is not null or supersedes is not null
),

newest as (
    select * from reprints
    where age = 1
),

-- Within the interval of the newest print lie its own and those that it only rounds.
ranked as (
    select
        reprints.document_id,
        reprints.table_id,
        reprints.line,
        reprints.cell,
        row_number() over (
            partition by
                reprints.publisher_id,
                reprints.indicator_id,
                reprints.area_id,
                reprints.period,
                reprints.value_type
            order by coalesce(reprints.decimals, 0) desc, reprints.age
        ) as choice
    from reprints
    inner join newest
        on
            reprints.publisher_id = newest.publisher_id
            and reprints.indicator_id = newest.indicator_id
            and reprints.area_id = newest.area_id
            and reprints.period = newest.period
            and reprints.value_type = newest.value_type
    where
        reprints.age = 1
        or (
            reprints.value_low >= newest.value_low
            and reprints.value_high <= newest.value_high
        )
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
