-- What readers see is all there is.
{% set width = var('published_table_width') %}
with

row_counts as (
    select
        'rpt_indicator_series' as report,
        (select count(*) from {{ ref('rpt_indicator_series') }}) as reported_rows,
        (select count(*) from {{ ref('fct_indicator_value') }}) as source_rows
    union all
    select
        'rpt_data_quality' as report,
        (select count(*) from {{ ref('rpt_data_quality') }}) as reported_rows,
        (select count(*) from {{ ref('fct_finding') }}) as source_rows
    union all
    select
        'rpt_target_outlook' as report,
        (select count(*) from {{ ref('rpt_target_outlook') }}) as reported_rows,
        (select count(*) from {{ ref('fct_target_assessment') }}) as source_rows
    {%- if not landing_is_on() %}
    union all
    select
        'rpt_comparison' as report,
        (select count(*) from {{ ref('rpt_comparison') }}) as reported_rows,
        (
            select count(*) from {{ ref('fct_indicator_value') }}
            where
                is_own_area
                and is_latest
                and value_type = 'realisation'
                and value is not null
        ) as source_rows
    {%- endif %}
),

-- The reports join names to the facts; a name that is missing would lose rows.
rows_lost_or_doubled as (
    select
        report as place,
        {{ as_text('reported_rows') }} || ' rows' as found,
        {{ as_text('source_rows') }} || ' rows, as in its source' as expected
    from row_counts
    where reported_rows <> source_rows
),

rebuilt as (
    select
        document_id,
        table_id,
        0
        {%- for position in range(1, width + 1) %}
        + count(case when line > 0 then cell_{{ position }} end)
        {%- endfor %}
            as placed_cells,
        count(case when line > 0 then line end) as rebuilt_rows
    from {{ ref('rpt_published_table') }}
    group by document_id, table_id
),

unplaced as (
    select
        document_id,
        table_id,
        count(*) as unplaced_cells
    from {{ ref('fct_unplaced_value') }}
    where position is null
    group by document_id, table_id
),

-- A table wider than the report, or a row that splits in two, would lose or double cells.
cells_lost_or_doubled as (
    select
        document_tables.document_id || ', table ' || document_tables.table_id as place,
        cast(
            coalesce(rebuilt.placed_cells, 0)
            + coalesce(unplaced.unplaced_cells, 0) as {{ dbt.type_string() }}
        )
        || ' cells in '
        || {{ as_text('coalesce(rebuilt.rebuilt_rows, 0)') }}
        || ' rows' as found,
        {{ as_text('document_tables.printed_cells') }}
        || ' cells in '
        || {{ as_text('document_tables.printed_rows') }}
        || ' rows' as expected
    from {{ ref('dim_document_table') }} as document_tables
    left join rebuilt
        on
            document_tables.document_id = rebuilt.document_id
            and document_tables.table_id = rebuilt.table_id
    left join unplaced
        on
            document_tables.document_id = unplaced.document_id
            and document_tables.table_id = unplaced.table_id
    where
        coalesce(rebuilt.placed_cells, 0) + coalesce(unplaced.unplaced_cells, 0)
        <> document_tables.printed_cells
        or coalesce(rebuilt.rebuilt_rows, 0) <> document_tables.printed_rows
)

select * from rows_lost_or_doubled
union all
select * from cells_lost_or_doubled
