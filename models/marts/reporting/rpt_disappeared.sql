with

indicator_values as {{ inline() }} (
    select * from {{ ref('fct_indicator_value') }}
    where is_own_area
),

unplaced_values as (
    select * from {{ ref('fct_unplaced_value') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

programmes as (
    select * from {{ ref('dim_programme') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

bbv_indicators as (
    select * from {{ ref('dim_bbv_indicator') }}
),

areas as (
    select * from {{ ref('dim_area') }}
),

expected_indicators as (
    select * from {{ ref('int_expected_indicator') }}
),

targets as {{ inline() }} (
    select * from indicator_values
    where {{ states_a_target('indicator_values') }}
),

target_years as (
    select distinct
        document_id,
        indicator_id,
        year
    from targets
),

-- An edition has no reason to repeat the target of a year before its own.
targets_ahead as (
    select
        expected_indicators.*,
        targets.period,
        targets.year,
        targets.value,
        targets.printed_value
    from expected_indicators
    inner join targets
        on
            expected_indicators.document_id = targets.document_id
            and expected_indicators.indicator_id = targets.indicator_id
            and expected_indicators.next_budget_year <= targets.year
),

-- Figures that may be the target, though their column is not settled.
possible_targets as (
    select distinct
        document_id,
        indicator_id
    from unplaced_values
    where value_type is null or value_type = 'target'
),

gone_targets as (
    select
        targets_ahead.*,
        row_number() over (
            partition by
                targets_ahead.next_document_id, targets_ahead.indicator_id, targets_ahead.period
            order by targets_ahead.vintage desc, targets_ahead.document_id desc
        ) as editions_back
    from targets_ahead
    left join target_years
        on
            targets_ahead.next_document_id = target_years.document_id
            and targets_ahead.indicator_id = target_years.indicator_id
            and targets_ahead.year = target_years.year
    left join possible_targets
        on
            targets_ahead.next_document_id = possible_targets.document_id
            and targets_ahead.indicator_id = possible_targets.indicator_id
    where
        targets_ahead.is_kept
        and target_years.document_id is null
        and possible_targets.document_id is null
),

targets_of_years as (
    select
        document_id,
        year,
        cast(count(*) as integer) as targets_of_that_year
    from target_years
    group by document_id, year
),

last_realisations as (
    select
        document_id,
        indicator_id,
        period,
        year,
        value,
        printed_value,
        row_number() over (
            partition by document_id, indicator_id
            order by year desc, period desc
        ) as figures_back
    from indicator_values
    where value_type = 'realisation' and value is not null
),

lost_targets as (
    select
        document_id,
        indicator_id,
        cast(count(*) as integer) as targets_lost
    from targets_ahead
    group by document_id, indicator_id
),

gone_indicators as (
    select
        *,
        row_number() over (
            partition by next_document_id, indicator_id
            order by vintage desc, document_id desc
        ) as editions_back
    from expected_indicators
    where not is_kept
),

gone as (
    select
        'indicator' as disappeared,
        gone_indicators.document_id,
        gone_indicators.next_document_id,
        gone_indicators.next_bbv_annex,
        gone_indicators.indicator_id,
        gone_indicators.programme_id,
        gone_indicators.indicators_kept,
        last_realisations.period,
        last_realisations.year,
        last_realisations.value,
        last_realisations.printed_value,
        coalesce(lost_targets.targets_lost, 0) as targets_lost,
        cast(null as integer) as targets_of_that_year
    from gone_indicators
    left join last_realisations
        on
            gone_indicators.document_id = last_realisations.document_id
            and gone_indicators.indicator_id = last_realisations.indicator_id
            and last_realisations.figures_back = 1
    left join lost_targets
        on
            gone_indicators.document_id = lost_targets.document_id
            and gone_indicators.indicator_id = lost_targets.indicator_id
    where gone_indicators.editions_back = 1
    union all
    select
        'target' as disappeared,
        gone_targets.document_id,
        gone_targets.next_document_id,
        gone_targets.next_bbv_annex,
        gone_targets.indicator_id,
        gone_targets.programme_id,
        gone_targets.indicators_kept,
        gone_targets.period,
        gone_targets.year,
        gone_targets.value,
        gone_targets.printed_value,
        1 as targets_lost,
        coalesce(targets_of_years.targets_of_that_year, 0) as targets_of_that_year
    from gone_targets
    left join targets_of_years
        on
            gone_targets.next_document_id = targets_of_years.document_id
            and gone_targets.year = targets_of_years.year
    where gone_targets.editions_back = 1
)

select
    gone.disappeared || '/' || gone.next_document_id || '/' || gone.indicator_id
    || case when gone.disappeared = 'target' then '/' || gone.period else '' end
        as disappearance_id,
    gone.disappeared,
    gone.document_id,
    documents.document_title,
    gone.next_document_id,
    next_documents.document_title as next_document_title,
    documents.area_id,
    areas.area_nl,
    gone.programme_id,
    programmes.programme_nl,
    gone.indicator_id,
    indicators.indicator_nl,
    indicators.indicator_en,
    indicators.unit_nl,
    indicators.unit_en,
    gone.period,
    gone.year,
    gone.value,
    gone.printed_value,
    gone.targets_lost,
    gone.targets_of_that_year,
    gone.indicators_kept,
    coalesce(
        case documents.bbv_annex
            when 2016 then bbv_indicators.in_annex_2016
            when 2017 then bbv_indicators.in_annex_2017
            when 2018 then bbv_indicators.in_annex_2018
        end
        and not case gone.next_bbv_annex
            when 2016 then bbv_indicators.in_annex_2016
            when 2017 then bbv_indicators.in_annex_2017
            when 2018 then bbv_indicators.in_annex_2018
        end,
        false
    ) as is_no_longer_mandatory
from gone
inner join documents
    on gone.document_id = documents.document_id
inner join documents as next_documents
    on gone.next_document_id = next_documents.document_id
inner join areas
    on documents.area_id = areas.area_id
inner join indicators
    on gone.indicator_id = indicators.indicator_id
left join bbv_indicators
    on indicators.bbv_number = bbv_indicators.bbv_number
left join programmes
    on gone.programme_id = programmes.programme_id
