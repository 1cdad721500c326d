{{ config(materialized='view') }}

-- What an edition changes against the last one with the same row, in codes.
with

documents as (
    select * from {{ ref('dim_document') }}
),

figures as {{ inline() }} (
    select * from {{ ref('rpt_series_figure') }}
    where value_type in ('realisation', 'target')
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

printed_rows as (
    select distinct
        document_id,
        indicator_id,
        area_id,
        vintage
    from figures
),

-- The edition before is the last one with the same row, which need not be the last edition.
successive_rows as (
    select
        document_id,
        indicator_id,
        area_id,
        vintage,
        lag(document_id) over (
            partition by indicator_id, area_id
            order by vintage, document_id
        ) as previous_document_id
    from printed_rows
),

-- By publisher; the first edition changes nothing.
successive_editions as (
    select
        document_id,
        area_id,
        coverage,
        vintage,
        lag(document_id) over (
            partition by area_id
            order by vintage, document_id
        ) as edition_before,
        lag(coverage) over (
            partition by area_id
            order by vintage, document_id
        ) as coverage_before
    from documents
    where document_id in (select printed_rows.document_id from printed_rows)
),

first_prints as (
    select
        *,
        row_number() over (
            partition by indicator_id, area_id, year, value_type
            order by vintage, document_id
        ) as prints_on,
        max(year) over (
            partition by document_id, indicator_id, area_id, value_type
        ) as last_year_of_row,
        min(value) over (
            partition by indicator_id, area_id, value_type, series_number, series_part
            order by year
            range between unbounded preceding and 1 preceding
        ) as lowest_before,
        max(value) over (
            partition by indicator_id, area_id, value_type, series_number, series_part
            order by year
            range between unbounded preceding and 1 preceding
        ) as highest_before
    from figures
)

select
    first_prints.document_id,
    successive_rows.previous_document_id,
    first_prints.indicator_id,
    first_prints.area_id,
    first_prints.year,
    case first_prints.value_type when 'realisation' then 'new_year' else 'target_new' end
        as edition_change,
    {{ as_text('null') }} as before_nl,
    {{ as_text('null') }} as before_en,
    first_prints.display_value_nl as after_nl,
    first_prints.display_value_en as after_en,
    cast(null as decimal(18, 1)) as change_percent,
    case
        when first_prints.value_type <> 'realisation' then null
        when first_prints.year < first_prints.last_year_of_row then null
        when first_prints.value < first_prints.lowest_before then 'lowest'
        when first_prints.value > first_prints.highest_before then 'highest'
    end as extreme,
    {{ as_text('null') }} as target_became
from first_prints
inner join successive_rows
    on
        first_prints.document_id = successive_rows.document_id
        and first_prints.indicator_id = successive_rows.indicator_id
        and first_prints.area_id = successive_rows.area_id
where first_prints.prints_on = 1 and successive_rows.previous_document_id is not null

union all
select
    revisions.document_id,
    revisions.previous_document_id,
    revisions.indicator_id,
    revisions.area_id,
    revisions.year,
    case revisions.value_type when 'realisation' then 'revised' else 'target_moved' end
        as edition_change,
    revisions.before_nl,
    revisions.before_en,
    revisions.after_nl,
    revisions.after_en,
    revisions.change_percent,
    {{ as_text('null') }} as extreme,
    case
        when revisions.value_type = 'realisation' or indicators.direction = 'neutral' then null
        when (revisions.change > 0) = (indicators.direction = 'higher_is_better')
            then 'stricter'
        else 'looser'
    end as target_became
from {{ ref('int_revised_figure') }} as revisions
inner join indicators
    on revisions.indicator_id = indicators.indicator_id
where revisions.value_type in ('realisation', 'target')

-- Only where all of an edition is recorded does a row that is not there say anything: the row is
-- new where the edition before lacks it, and gone where this one does.
union all
select
    successive_rows.document_id,
    successive_editions.edition_before as previous_document_id,
    successive_rows.indicator_id,
    successive_rows.area_id,
    cast(null as integer) as year,
    'row_new' as edition_change,
    {{ as_text('null') }} as before_nl,
    {{ as_text('null') }} as before_en,
    {{ as_text('null') }} as after_nl,
    {{ as_text('null') }} as after_en,
    cast(null as decimal(18, 1)) as change_percent,
    {{ as_text('null') }} as extreme,
    {{ as_text('null') }} as target_became
from successive_rows
inner join successive_editions
    on successive_rows.document_id = successive_editions.document_id
where
    successive_rows.previous_document_id is null
    and successive_editions.coverage_before = 'full'

union all
select
    successive_editions.document_id,
    successive_editions.edition_before as previous_document_id,
    rows_before.indicator_id,
    rows_before.area_id,
    cast(null as integer) as year,
    'row_gone' as edition_change,
    {{ as_text('null') }} as before_nl,
    {{ as_text('null') }} as before_en,
    {{ as_text('null') }} as after_nl,
    {{ as_text('null') }} as after_en,
    cast(null as decimal(18, 1)) as change_percent,
    {{ as_text('null') }} as extreme,
    {{ as_text('null') }} as target_became
from successive_editions
inner join printed_rows as rows_before
    on successive_editions.edition_before = rows_before.document_id
left join printed_rows
    on
        successive_editions.document_id = printed_rows.document_id
        and rows_before.indicator_id = printed_rows.indicator_id
        and rows_before.area_id = printed_rows.area_id
where successive_editions.coverage = 'full' and printed_rows.document_id is null
