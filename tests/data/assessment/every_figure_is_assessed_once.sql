-- No target without a verdict, no repetition without a comparison, no series without a pace, and no
-- pace against the verdict.
with

targets as (
    select
        figures.document_id,
        figures.indicator_id,
        figures.area_id,
        figures.year,
        figures.printed_value
    from {{ ref('int_yearly_value') }} as figures
    where {{ states_a_target('figures') }}
),

targets_without_one_verdict as (
    select
        coalesce(targets.document_id, assessments.document_id)
        || ', ' || coalesce(targets.indicator_id, assessments.indicator_id)
        || ', target ' || {{ as_text('coalesce(targets.year, assessments.year)') }}
            as place,
        coalesce('verdict on ' || assessments.target_printed_value, 'no verdict') as found,
        coalesce('verdict on ' || targets.printed_value, 'no verdict') as expected
    from targets
    full outer join {{ ref('fct_target_assessment') }} as assessments
        on
            targets.document_id = assessments.document_id
            and targets.indicator_id = assessments.indicator_id
            and targets.area_id = assessments.area_id
            and targets.year = assessments.year
    where
        assessments.target_printed_value is null
        or targets.printed_value is null
        or targets.printed_value <> assessments.target_printed_value
),

printed as (
    select
        publisher_id,
        indicator_id,
        area_id,
        period,
        value_type,
        count(*) - 1 as repetitions
    from {{ ref('fct_indicator_value') }}
    where value is not null
    group by publisher_id, indicator_id, area_id, period, value_type
),

compared as (
    select
        documents.area_id as publisher_id,
        revisions.indicator_id,
        revisions.area_id,
        revisions.period,
        revisions.value_type,
        count(*) as comparisons
    from {{ ref('fct_value_revision') }} as revisions
    inner join {{ ref('dim_document') }} as documents
        on revisions.document_id = documents.document_id
    group by
        documents.area_id,
        revisions.indicator_id,
        revisions.area_id,
        revisions.period,
        revisions.value_type
),

-- A figure that n documents of a publisher give has n - 1 revisions, whatever they say.
repetitions_not_compared as (
    select
        coalesce(printed.indicator_id, compared.indicator_id)
        || ', ' || coalesce(printed.area_id, compared.area_id)
        || ', ' || coalesce(printed.value_type, compared.value_type)
        || ' ' || coalesce(printed.period, compared.period) as place,
        {{ as_text('coalesce(compared.comparisons, 0)') }}
        || ' comparisons' as found,
        {{ as_text('coalesce(printed.repetitions, 0)') }}
        || ' comparisons' as expected
    from printed
    full outer join compared
        on
            printed.publisher_id = compared.publisher_id
            and printed.indicator_id = compared.indicator_id
            and printed.area_id = compared.area_id
            and printed.period = compared.period
            and printed.value_type = compared.value_type
    where coalesce(compared.comparisons, 0) <> coalesce(printed.repetitions, 0)
),

measured as (
    select distinct
        indicator_id,
        area_id
    from {{ ref('int_yearly_value') }}
    where value_type = 'realisation' and value is not null
),

series_without_a_pace as (
    select
        measured.indicator_id || ', ' || measured.area_id as place,
        coalesce('class ' || progress.progress_class, 'no row in fct_indicator_progress') as found,
        'a class, or not_determined with a reason' as expected
    from measured
    left join {{ ref('fct_indicator_progress') }} as progress
        on
            measured.indicator_id = progress.indicator_id
            and measured.area_id = progress.area_id
    where
        progress.progress_class is null
        or (progress.progress_class = 'not_determined')
        <> (progress.not_determined_because is not null)
        and progress.progress_class not in ('achieved', 'achieved_weak_target')
),

-- Law 6: no word on the pace contradicts a verdict.
pace_against_verdict as (
    select
        progress.indicator_id || ', ' || progress.area_id
        || ', pace towards ' || {{ as_text('progress.target_year') }} as place,
        'class ' || progress.progress_class as found,
        'a class that fits the verdict ' || assessments.assessment_status as expected
    from {{ ref('fct_indicator_progress') }} as progress
    inner join {{ ref('fct_target_assessment') }} as assessments
        on
            progress.target_document_id = assessments.document_id
            and progress.indicator_id = assessments.indicator_id
            and progress.area_id = assessments.area_id
            and progress.target_year = assessments.year
    where
        (
            progress.progress_class in ('achieved', 'achieved_weak_target')
            and assessments.assessment_status in ('missed', 'undecided', 'not_comparable')
        )
        or (progress.progress_class = 'on_track' and assessments.assessment_status = 'missed')
        or (
            progress.progress_class in ('moderate', 'limited', 'moving_away')
            and assessments.assessment_status = 'met'
        )
)

select * from targets_without_one_verdict
union all
select * from repetitions_not_compared
union all
select * from series_without_a_pace
union all
select * from pace_against_verdict
