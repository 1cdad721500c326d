with

documents as (
    select * from {{ ref('dim_document') }}
),

figures as {{ inline() }} (
    select * from {{ ref('rpt_series_figure') }}
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
        ) as edition_before
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
),

changes as (
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
        before.display_value_nl as before_nl,
        before.display_value_en as before_en,
        after.display_value_nl as after_nl,
        after.display_value_en as after_en,
        revisions.change_percent,
        {{ as_text('null') }} as extreme,
        case
            when revisions.value_type = 'realisation' or indicators.direction = 'neutral' then null
            when (revisions.change > 0) = (indicators.direction = 'higher_is_better')
                then 'stricter'
            else 'looser'
        end as target_became
    from {{ ref('fct_value_revision') }} as revisions
    inner join indicators
        on revisions.indicator_id = indicators.indicator_id
    inner join figures as before
        on
            revisions.previous_document_id = before.document_id
            and revisions.indicator_id = before.indicator_id
            and revisions.area_id = before.area_id
            and revisions.year = before.year
            and revisions.value_type = before.value_type
    inner join figures as after
        on
            revisions.document_id = after.document_id
            and revisions.indicator_id = after.indicator_id
            and revisions.area_id = after.area_id
            and revisions.year = after.year
            and revisions.value_type = after.value_type
    where revisions.revision_class = 'revised'

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
        and successive_editions.edition_before is not null

    -- Only where all of an edition is recorded does a row that is not there say anything.
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
)

select
    changes.edition_change
    || '/' || changes.document_id
    || '/' || changes.indicator_id
    || '/' || changes.area_id
    || coalesce('/' || {{ as_text('changes.year') }}, '') as change_id,
    changes.document_id,
    changes.indicator_id,
    changes.area_id,
    changes.edition_change,
    changes.year,
    changes.previous_document_id,
    changes.before_nl,
    changes.before_en,
    changes.after_nl,
    changes.after_en,
    changes.change_percent,
    changes.extreme,
    changes.target_became,
    indicators.short_label_nl
    || case changes.edition_change
        when 'new_year'
            then
                ': ' || changes.after_nl || ' in ' || {{ as_text('changes.year') }}
                || case changes.extreme
                    when 'lowest' then ', het laagste cijfer van de reeks'
                    when 'highest' then ', het hoogste cijfer van de reeks'
                    else ''
                end
        when 'target_new'
            then
                ': nieuw streefcijfer ' || changes.after_nl
                || ' voor ' || {{ as_text('changes.year') }}
        when 'revised'
            then
                ': het cijfer van ' || {{ as_text('changes.year') }}
                || ' is herzien van ' || changes.before_nl || ' naar ' || changes.after_nl
        when 'target_moved'
            then
                ': het streefcijfer voor ' || {{ as_text('changes.year') }}
                || ' is verlegd van ' || changes.before_nl || ' naar ' || changes.after_nl
                || case changes.target_became
                    when 'stricter' then ' (strenger)'
                    when 'looser' then ' (soepeler)'
                    else ''
                end
        when 'row_new' then ' is nieuw in de tabel'
        else ' staat niet meer in de tabel'
    end
    || '.' as sentence_nl,
    indicators.short_label_en
    || case changes.edition_change
        when 'new_year'
            then
                ': ' || changes.after_en || ' in ' || {{ as_text('changes.year') }}
                || case changes.extreme
                    when 'lowest' then ', the lowest figure of the series'
                    when 'highest' then ', the highest figure of the series'
                    else ''
                end
        when 'target_new'
            then
                ': new target ' || changes.after_en || ' for ' || {{ as_text('changes.year') }}
        when 'revised'
            then
                ': the figure of ' || {{ as_text('changes.year') }}
                || ' was revised from ' || changes.before_en || ' to ' || changes.after_en
        when 'target_moved'
            then
                ': the target for ' || {{ as_text('changes.year') }}
                || ' was moved from ' || changes.before_en || ' to ' || changes.after_en
                || case changes.target_became
                    when 'stricter' then ' (stricter)'
                    when 'looser' then ' (looser)'
                    else ''
                end
        when 'row_new' then ' is new in the table'
        else ' is no longer in the table'
    end
    || '.' as sentence_en
from changes
inner join indicators
    on changes.indicator_id = indicators.indicator_id
