with

documents as (
    select * from {{ ref('dim_document') }}
),

-- Per municipality, when its last document appeared, and its last one that is recorded in full.
last_documents as (
    select
        area_id,
        max(appeared_in) as last_appeared_in,
        max(case when coverage = 'full' then appeared_in end) as last_full_in
    from documents
    group by area_id
),

targets as {{ inline() }} (
    select figures.* from {{ ref('int_yearly_value') }} as figures
    where {{ states_a_target('figures') }}
),

realisations as {{ inline() }} (
    select * from {{ ref('int_yearly_value') }}
    where value_type = 'realisation' and value is not null
),

-- The last year in which a document that gives realisations of the indicator appeared.
last_reports as (
    select
        realisations.indicator_id,
        realisations.area_id,
        max(documents.appeared_in) as last_reported_in
    from realisations
    inner join documents
        on realisations.document_id = documents.document_id
    group by realisations.indicator_id, realisations.area_id
),

-- A figure of the target's own series goes before one that may be of another, and that before one
-- that is; among equals the print that counts, or else the latest.
ranked_realisations as (
    select
        comparisons.*,
        realisations.value,
        realisations.printed_value,
        realisations.value_low,
        realisations.value_high,
        realisations.value_qualifier,
        row_number() over (
            partition by
                comparisons.document_id,
                comparisons.indicator_id,
                comparisons.area_id,
                comparisons.year
            order by
                case comparisons.comparability
                    when 'same_document' then 1
                    when 'comparable' then 1
                    when 'no_common_year' then 2
                    when 'series_revised' then 3
                    else 4
                end,
                case when realisations.is_latest then 1 else 2 end,
                realisations.vintage desc,
                realisations.document_id desc
        ) as choice
    from {{ ref('int_target_comparison') }} as comparisons
    inner join realisations
        on
            comparisons.realisation_document_id = realisations.document_id
            and comparisons.indicator_id = realisations.indicator_id
            and comparisons.area_id = realisations.area_id
            and comparisons.year = realisations.year
),

-- A target printed as a bound or range says itself which numbers meet it, the direction says it of
-- a number; without a direction a target is a number to hit.
allowed as (
    select
        targets.*,
        indicators.direction,
        case
            when targets.direction_word in ('rise', 'level') then worded_targets.value_before
            when targets.value is null then targets.value_low
            when targets.value_qualifier in ('>', '≥') then targets.value
            when targets.value_qualifier in ('<', '≤') then null
            when indicators.direction <> 'lower_is_better' then targets.value
        end as target_low,
        case
            when targets.direction_word in ('fall', 'level') then worded_targets.value_before
            when targets.value is null then targets.value_high
            when targets.value_qualifier in ('<', '≤') then targets.value
            when targets.value_qualifier in ('>', '≥') then null
            when indicators.direction <> 'higher_is_better' then targets.value
        end as target_high,
        coalesce(
            targets.value_qualifier in ('<', '>') or targets.direction_word in ('rise', 'fall'),
            false
        ) as is_strict_target,
        {{ is_due('indicators', 'targets.year') }} as is_measured_that_year
    from targets
    inner join {{ ref('dim_indicator') }} as indicators
        on targets.indicator_id = indicators.indicator_id
    left join {{ ref('int_worded_target') }} as worded_targets
        on
            targets.document_id = worded_targets.document_id
            and targets.indicator_id = worded_targets.indicator_id
            and targets.area_id = worded_targets.area_id
            and targets.year = worded_targets.year
),

matched as (
    select
        allowed.*,
        realised.realisation_document_id,
        realised.value as realised_value,
        realised.printed_value as realised_printed_value,
        realised.value_qualifier as realised_qualifier,
        realised.value_low as realised_low,
        realised.value_high as realised_high,
        realised.comparability,
        realised.revision,
        realised.base_year,
        realised.base_value_with_target,
        realised.base_value_with_realisation,
        last_reports.last_reported_in,
        last_documents.last_appeared_in,
        last_documents.last_full_in
    from allowed
    left join ranked_realisations as realised
        on
            allowed.document_id = realised.document_id
            and allowed.indicator_id = realised.indicator_id
            and allowed.area_id = realised.area_id
            and allowed.year = realised.year
            and realised.choice = 1
    left join last_reports
        on
            allowed.indicator_id = last_reports.indicator_id
            and allowed.area_id = last_reports.area_id
    left join last_documents
        on allowed.area_id = last_documents.area_id
),

-- What the figure makes of the target, whatever its series.
readings as (
    select
        *,
        case
            when realised_value is null then null
            -- A change from nothing known.
            when target_low is null and target_high is null then 'undecided'
            -- What is printed alike meets the target, whatever the rounding of either.
            when realised_value in (target_low, target_high) and realised_qualifier is null
                then case when is_strict_target then 'missed' else 'met' end
            when {{ is_met(
                'target_low', 'target_high', 'realised_low', 'realised_high', 'realised_qualifier',
                'is_strict_target'
            ) }}
                then 'met'
            when {{ is_missed(
                'target_low', 'target_high', 'realised_low', 'realised_high', 'realised_qualifier',
                'is_strict_target'
            ) }}
                then 'missed'
            else 'undecided'
        end as reading
    from matched
),

-- A revision that made the figures worse makes a target that is still met met all the more, and
-- the other way round. A target with two ends knows no worse.
weighed as (
    select
        *,
        comparability = 'series_revised'
        and (
            (target_low is null and (reading, revision) in (('met', 'up'), ('missed', 'down')))
            or (target_high is null and (reading, revision) in (('met', 'down'), ('missed', 'up')))
        ) as holds_all_the_more
    from readings
),

judged as (
    select
        *,
        case
            when realised_value is not null
                then
                    case
                        when comparability = 'series_broken' then 'not_comparable'
                        when comparability = 'series_revised' and not holds_all_the_more
                            then 'not_comparable'
                        else reading
                    end
            when not is_measured_that_year then 'not_measured'
            when last_reported_in > year then 'not_measured'
            when last_full_in > year then 'not_measured'
            -- Later documents were recorded in part, so nothing is known of what they say.
            when last_appeared_in > year then 'not_covered'
            else 'pending'
        end as assessment_status,
        -- From a range to the end that was not reached.
        realised_value - case
            when value is not null then value
            when direction_word is not null then coalesce(target_low, target_high)
            when realised_value < target_low then target_low
            when realised_value > target_high then target_high
            else realised_value
        end as distance
    from weighed
)

select
    document_id,
    indicator_id,
    programme_id,
    area_id,
    year,
    value as target_value,
    target_low,
    target_high,
    printed_value as target_printed_value,
    is_latest as is_latest_target,
    realisation_document_id,
    realised_value,
    realised_printed_value,
    case when assessment_status <> 'not_comparable' then distance end as gap,
    case
        when assessment_status <> 'not_comparable'
            then cast(100 * distance / nullif(abs(value), 0) as decimal(18, 1))
    end as gap_percent,
    assessment_status,
    case when assessment_status = 'not_comparable' then reading end as other_series_reading,
    case
        when realised_value is null then 'nothing_to_compare'
        when holds_all_the_more then 'series_revised_all_the_more'
        else comparability
    end as comparability,
    base_year,
    base_value_with_target,
    base_value_with_realisation
from judged
