with

indicator_values as {{ inline() }} (
    select * from {{ ref('int_yearly_value') }}
    where value is not null
),

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

indicators as (
    select * from {{ ref('dim_indicator') }}
),

targets as {{ inline() }} (
    select * from indicator_values
    where value_type = 'target'
),

realisations as {{ inline() }} (
    select * from indicator_values
    where value_type = 'realisation'
),

-- The latest document that gives a number: a later one may print that there is none. A vintage has
-- six digits, so that the greatest text is that of the latest document, found without a window.
latest_realisations as (
    select
        indicator_id,
        area_id,
        year,
        substring(max({{ as_text('vintage') }} || document_id), 7) as document_id
    from realisations
    group by indicator_id, area_id, year
),

judging_realisations as (
    select realisations.*
    from realisations
    inner join latest_realisations
        on
            realisations.document_id = latest_realisations.document_id
            and realisations.indicator_id = latest_realisations.indicator_id
            and realisations.area_id = latest_realisations.area_id
            and realisations.year = latest_realisations.year
),

judged_targets as (
    select
        targets.*,
        realisations.document_id as realisation_document_id,
        realisations.value as realised_value,
        realisations.printed_value as realised_printed_value,
        realisations.value_qualifier as realised_qualifier,
        realisations.value_low as realised_low,
        realisations.value_high as realised_high
    from targets
    left join judging_realisations as realisations
        on
            targets.indicator_id = realisations.indicator_id
            and targets.area_id = realisations.area_id
            and targets.year = realisations.year
),

-- The last year in which a document that gives realisations of the indicator appeared.
last_reports as (
    select
        latest_realisations.indicator_id,
        latest_realisations.area_id,
        max(documents.appeared_in) as last_reported_in
    from latest_realisations
    inner join documents
        on latest_realisations.document_id = documents.document_id
    group by latest_realisations.indicator_id, latest_realisations.area_id
),

-- The last year before the target that both documents realise: the base of comparison.
bases as (
    select
        targets.document_id,
        targets.indicator_id,
        targets.area_id,
        targets.year,
        max(base_then.year) as base_year
    from targets
    inner join latest_realisations
        on
            targets.indicator_id = latest_realisations.indicator_id
            and targets.area_id = latest_realisations.area_id
            and targets.year = latest_realisations.year
    inner join realisations as base_then
        on
            targets.document_id = base_then.document_id
            and targets.indicator_id = base_then.indicator_id
            and targets.area_id = base_then.area_id
            and targets.year > base_then.year
    inner join realisations as base_now
        on
            latest_realisations.document_id = base_now.document_id
            and targets.indicator_id = base_now.indicator_id
            and targets.area_id = base_now.area_id
            and base_then.year = base_now.year
    group by
        targets.document_id,
        targets.indicator_id,
        targets.area_id,
        targets.year
),

matched as (
    select
        targets.document_id,
        targets.indicator_id,
        targets.programme_id,
        targets.area_id,
        targets.year,
        targets.value as target_value,
        targets.printed_value as target_printed_value,
        targets.is_latest as is_latest_target,
        -- A target printed as a bound says itself which numbers meet it.
        case
            when targets.value_qualifier in ('<', '≤') then 'lower_is_better'
            when targets.value_qualifier in ('>', '≥') then 'higher_is_better'
            else indicators.direction
        end as direction,
        coalesce(targets.value_qualifier in ('<', '>'), false) as is_strict_target,
        targets.realisation_document_id,
        targets.realised_value,
        targets.realised_printed_value,
        targets.realised_qualifier,
        targets.realised_low,
        targets.realised_high,
        last_reports.last_reported_in,
        last_documents.last_appeared_in,
        last_documents.last_full_in,
        {{ is_due('indicators', 'targets.year') }} as is_measured_that_year,
        bases.base_year,
        base_then.value as base_value_with_target,
        base_then.value_low as base_low_with_target,
        base_then.value_high as base_high_with_target,
        base_now.value as base_value_with_realisation,
        base_now.value_low as base_low_with_realisation,
        base_now.value_high as base_high_with_realisation
    from judged_targets as targets
    inner join indicators
        on targets.indicator_id = indicators.indicator_id
    left join last_reports
        on
            targets.indicator_id = last_reports.indicator_id
            and targets.area_id = last_reports.area_id
    left join last_documents
        on targets.area_id = last_documents.area_id
    left join bases
        on
            targets.document_id = bases.document_id
            and targets.indicator_id = bases.indicator_id
            and targets.area_id = bases.area_id
            and targets.year = bases.year
    left join realisations as base_then
        on
            bases.document_id = base_then.document_id
            and bases.indicator_id = base_then.indicator_id
            and bases.area_id = base_then.area_id
            and bases.base_year = base_then.year
    left join realisations as base_now
        on
            targets.realisation_document_id = base_now.document_id
            and targets.indicator_id = base_now.indicator_id
            and targets.area_id = base_now.area_id
            and bases.base_year = base_now.year
)

select
    document_id,
    indicator_id,
    programme_id,
    area_id,
    year,
    target_value,
    target_printed_value,
    is_latest_target,
    realisation_document_id,
    realised_value,
    realised_printed_value,
    realised_value - target_value as gap,
    cast(100 * (realised_value - target_value) / nullif(abs(target_value), 0) as decimal(18, 1))
        as gap_percent,
    case
        when realised_value is null and not is_measured_that_year then 'not_measured'
        when realised_value is null and last_reported_in > year then 'not_measured'
        when realised_value is null and last_full_in > year then 'not_measured'
        -- Later documents were recorded in part, so nothing is known of what they say.
        when realised_value is null and last_appeared_in > year then 'not_covered'
        when realised_value is null then 'pending'
        -- What is printed alike meets the target, whatever the rounding of either.
        when realised_value = target_value and realised_qualifier is null
            then case when is_strict_target then 'missed' else 'met' end
        when {{ is_met(
            'direction', 'target_value', 'realised_low', 'realised_high', 'realised_qualifier',
            'is_strict_target'
        ) }}
            then 'met'
        when {{ is_missed(
            'direction', 'target_value', 'realised_low', 'realised_high', 'realised_qualifier',
            'is_strict_target'
        ) }}
            then 'missed'
        -- Without a direction a target is a number to hit.
        when
            direction = 'neutral'
            and (target_value < realised_low or target_value >= realised_high)
            then 'missed'
        else 'undecided'
    end as assessment_status,
    case
        when realised_value is null then 'nothing_to_compare'
        when realisation_document_id = document_id then 'same_document'
        when base_value_with_target is null or base_value_with_realisation is null
            then 'no_common_year'
        when
            base_low_with_target >= base_high_with_realisation
            or base_low_with_realisation >= base_high_with_target
            then 'series_revised'
        else 'comparable'
    end as comparability,
    base_year,
    base_value_with_target,
    base_value_with_realisation
from matched
