with

figures as {{ inline() }} (
    select
        document_id,
        indicator_id,
        area_id,
        period,
        year,
        value_type,
        vintage,
        is_latest as counts,
        value,
        value_low,
        value_high,
        value_qualifier,
        decimals,
        printed_value,
        table_id,
        line,
        cell,
        programme_id
    from {{ ref('int_yearly_value') }}
    where value is not null
),

revising_documents as (
    select distinct
        figures.document_id,
        figures.indicator_id,
        figures.area_id
    from {{ ref('fct_value_revision') }} as revisions
    inner join figures
        on
            revisions.document_id = figures.document_id
            and revisions.indicator_id = figures.indicator_id
            and revisions.area_id = figures.area_id
            and revisions.period = figures.period
            and revisions.value_type = figures.value_type
    where revisions.revision_class = 'revised' and revisions.value_type = 'realisation'
),

editions as (
    select distinct
        document_id,
        indicator_id,
        area_id,
        vintage
    from figures
    where value_type = 'realisation'
),

-- Editions that agree belong to one series; one that revises a figure begins the next.
numbered_editions as (
    select
        editions.document_id,
        editions.indicator_id,
        editions.area_id,
        1 + sum(case when revising_documents.document_id is null then 0 else 1 end) over (
            partition by editions.indicator_id, editions.area_id
            order by editions.vintage, editions.document_id
            rows between unbounded preceding and current row
        ) as series_number
    from editions
    left join revising_documents
        on
            editions.document_id = revising_documents.document_id
            and editions.indicator_id = revising_documents.indicator_id
            and editions.area_id = revising_documents.area_id
),

indicator_years as (
    select distinct
        indicator_id,
        year
    from figures
),

-- A break of unit, definition, source or boundary parts the years of a series.
parts as (
    select
        indicator_years.indicator_id,
        indicator_years.year,
        1 + count(breaks.indicator_id) as series_part
    from indicator_years
    left join {{ ref('dim_indicator_break') }} as breaks
        on
            indicator_years.indicator_id = breaks.indicator_id
            and indicator_years.year >= breaks.first_year
    group by indicator_years.indicator_id, indicator_years.year
),

placed as (
    select
        figures.*,
        numbered_editions.series_number,
        parts.series_part,
        row_number() over (
            partition by
                figures.indicator_id,
                figures.area_id,
                figures.year,
                figures.value_type,
                numbered_editions.series_number
            order by
                case when figures.counts then 0 else 1 end,
                figures.vintage desc,
                figures.document_id desc
        ) as editions_back
    from figures
    inner join parts
        on
            figures.indicator_id = parts.indicator_id
            and figures.year = parts.year
    left join numbered_editions
        on
            figures.document_id = numbered_editions.document_id
            and figures.indicator_id = numbered_editions.indicator_id
            and figures.area_id = numbered_editions.area_id
            and figures.value_type = 'realisation'
)

select
    placed.document_id,
    placed.indicator_id,
    placed.area_id,
    placed.period,
    placed.year,
    placed.value_type,
    placed.programme_id,
    placed.vintage,
    cast(placed.series_number as integer) as series_number,
    cast(placed.series_part as integer) as series_part,
    placed.editions_back = 1 as is_shown_in_series,
    placed.counts,
    placed.value,
    placed.value_low,
    placed.value_high,
    placed.value_qualifier,
    placed.decimals,
    placed.printed_value,
    coalesce(placed.value_qualifier, '')
    || {{ reader_number('placed.value', 'placed.decimals', 'nl') }}
    || coalesce(indicators.unit_suffix, '') as display_value_nl,
    coalesce(placed.value_qualifier, '')
    || {{ reader_number('placed.value', 'placed.decimals', 'en') }}
    || coalesce(indicators.unit_suffix, '') as display_value_en,
    placed.table_id,
    placed.line,
    placed.cell
from placed
inner join {{ ref('dim_indicator') }} as indicators
    on placed.indicator_id = indicators.indicator_id
