with

overview as (
    select * from {{ ref('rpt_indicator_overview') }}
),

figures as {{ inline() }} (
    select * from {{ ref('rpt_series_figure') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

words as (
    select * from {{ ref('dim_code_word') }}
    where code_list = 'doubt'
),

newest_years as (
    select
        area_id,
        max(latest_year) as newest_year
    from overview
    group by area_id
),

revised_figures as (
    select * from {{ ref('int_revised_figure') }}
    where value_type = 'realisation'
),

-- The last edition that revised figures of the indicator.
revising_editions as (
    select
        indicator_id,
        area_id,
        max(series_number) as last_series
    from figures
    where value_type = 'realisation'
    group by indicator_id, area_id
),

revisions as (
    select
        revised_figures.indicator_id,
        revised_figures.area_id,
        max(documents.document_title) as document_title,
        {{ dbt.listagg(
            "cast(revised_figures.year as " ~ dbt.type_string() ~ ") || ': ' || before_nl
            || ' werd ' || after_nl", "'; '", "order by revised_figures.year"
        ) }} as figures_nl,
        {{ dbt.listagg(
            "cast(revised_figures.year as " ~ dbt.type_string() ~ ") || ': ' || before_en
            || ' became ' || after_en", "'; '", "order by revised_figures.year"
        ) }} as figures_en
    from revised_figures
    inner join documents
        on revised_figures.document_id = documents.document_id
    inner join revising_editions
        on
            revised_figures.indicator_id = revising_editions.indicator_id
            and revised_figures.area_id = revising_editions.area_id
            and revised_figures.series_number = revising_editions.last_series
    group by revised_figures.indicator_id, revised_figures.area_id
),

doubts as (
    select
        indicator_id,
        area_id,
        1 as doubt_rank,
        'series_revised' as doubt,
        'In ' || document_title || ' zijn eerdere cijfers herzien (' || figures_nl
        || '). Cijfers van voor en na de herziening zijn niet te vergelijken.' as sentence_nl,
        document_title || ' revised earlier figures (' || figures_en
        || '). Figures from before and after the revision cannot be compared.' as sentence_en
    from revisions

    union all
    select
        indicator_id,
        area_id,
        2 as doubt_rank,
        'judged_with_reservation' as doubt,
        case comparability
            when 'series_revised_all_the_more'
                then
                    'Het streefcijfer is gesteld voordat de reeks werd herzien; de herziening maakt'
                    || ' het oordeel alleen maar zekerder.'
            else
                'Het streefcijfer en het cijfer dat het beoordeelt, staan in uitgaven zonder'
                || ' gemeenschappelijk jaar; of ze hetzelfde meten, is niet na te gaan.'
        end as sentence_nl,
        case comparability
            when 'series_revised_all_the_more'
                then
                    'The target was set before the series was revised; the revision makes the'
                    || ' verdict only more certain.'
            else
                'The target and the figure that judges it stand in editions without a common'
                || ' year; whether they measure the same cannot be checked.'
        end as sentence_en
    from overview
    where
        verdict in ('met', 'missed')
        and comparability in ('series_revised_all_the_more', 'no_common_year')

    union all
    select
        indicator_id,
        area_id,
        3 as doubt_rank,
        'weak_target' as doubt,
        'Toen het streefcijfer werd gedrukt, was al een beter cijfer gerealiseerd.' as sentence_nl,
        'When the target was printed, a better figure had already been realised.' as sentence_en
    from overview
    where is_target_weak

    union all
    select
        overview.indicator_id,
        overview.area_id,
        4 as doubt_rank,
        'smallest_step' as doubt,
        'Het verschil met het streefcijfer is één stap van het laatste gedrukte cijfer. Het oordeel'
        || ' staat vast, maar het verschil is klein.' as sentence_nl,
        'The difference with the target is one step of the last printed digit. The verdict holds,'
        || ' but the difference is small.' as sentence_en
    from overview
    inner join figures
        on
            overview.latest_document_id = figures.document_id
            and overview.indicator_id = figures.indicator_id
            and overview.area_id = figures.area_id
            and overview.latest_year = figures.year
            and figures.value_type = 'realisation'
    where
        overview.verdict = 'missed'
        -- The width of the interval of a rounded figure is one step; whole numbers have steps too.
        and figures.decimals > 0
        and abs(overview.gap) <= figures.value_high - figures.value_low

    union all
    select
        indicator_id,
        area_id,
        5 as doubt_rank,
        'year_unknown' as doubt,
        unplaced_display_nl || ' hoort bij ' || unplaced_years_nl
        || '. Het cijfer telt in geen enkel oordeel mee.' as sentence_nl,
        unplaced_display_en || ' belongs to ' || unplaced_years_en
        || '. The figure counts in no verdict.' as sentence_en
    from overview
    where unplaced_display_nl is not null

    union all
    select
        indicator_id,
        area_id,
        6 as doubt_rank,
        'contradicted' as doubt,
        {{ as_text('findings') }} || case findings when 1 then ' bevinding' else ' bevindingen' end
        || ' over cijfers van ' || {{ as_text('first_year') }}
        || case
            when last_year = first_year then ''
            else ' tot en met ' || {{ as_text('last_year') }}
        end
        || '; de rekensom staat erbij.' as sentence_nl,
        {{ as_text('findings') }} || case findings when 1 then ' finding' else ' findings' end
        || ' about figures of ' || {{ as_text('first_year') }}
        || case when last_year = first_year then '' else ' to ' || {{ as_text('last_year') }} end
        || '; the arithmetic is given.' as sentence_en
    from {{ ref('int_contradicted_indicator') }}

    union all
    select
        overview.indicator_id,
        overview.area_id,
        7 as doubt_rank,
        'no_recent_figure' as doubt,
        'Het laatste cijfer is van ' || {{ as_text('overview.latest_year') }}
        || '; andere indicatoren gaan tot ' || {{ as_text('newest_years.newest_year') }}
        || '.' as sentence_nl,
        'The latest figure is of ' || {{ as_text('overview.latest_year') }}
        || '; other indicators run to ' || {{ as_text('newest_years.newest_year') }}
        || '.' as sentence_en
    from overview
    inner join indicators
        on overview.indicator_id = indicators.indicator_id
    inner join newest_years
        on overview.area_id = newest_years.area_id
    where
        overview.years_behind_newest
        >= case indicators.frequency when 'annual' then 1 when 'biennial' then 2 else 4 end

    union all
    select
        overview.indicator_id,
        overview.area_id,
        8 as doubt_rank,
        'sample_survey' as doubt,
        'Het cijfer komt uit een steekproef. De foutmarge is niet gepubliceerd; een klein verschil'
        || ' kan toeval zijn.' as sentence_nl,
        'The figure comes from a sample. Its margin of error is not published; a small difference'
        || ' may be chance.' as sentence_en
    from overview
    inner join indicators
        on overview.indicator_id = indicators.indicator_id
    where indicators.method = 'sample_survey'
)

select
    doubts.indicator_id,
    doubts.area_id,
    doubts.doubt,
    doubts.doubt_rank,
    case doubts.doubt
        when 'no_recent_figure' then 'geen cijfer na ' || {{ as_text('overview.latest_year') }}
        when 'year_unknown' then 'jaar onbekend van ' || overview.unplaced_display_nl
        else words.word_nl
    end as short_nl,
    case doubts.doubt
        when 'no_recent_figure' then 'no figure after ' || {{ as_text('overview.latest_year') }}
        when 'year_unknown' then 'year unknown of ' || overview.unplaced_display_en
        else words.word_en
    end as short_en,
    doubts.sentence_nl,
    doubts.sentence_en
from doubts
inner join overview
    on
        doubts.indicator_id = overview.indicator_id
        and doubts.area_id = overview.area_id
inner join words
    on doubts.doubt = words.code
