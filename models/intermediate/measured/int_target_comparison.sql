-- Whether a target and a realisation belong to one series, by the last year before the target that
-- both their documents realise: the base year.
with

targets as {{ inline() }} (
    select figures.* from {{ ref('int_yearly_value') }} as figures
    where {{ states_a_target('figures') }}
),

realisations as {{ inline() }} (
    select * from {{ ref('int_yearly_value') }}
    where value_type = 'realisation' and value is not null
),

documents as (
    select * from {{ ref('dim_document') }}
),

breaks as (
    select * from {{ ref('dim_indicator_break') }}
    where break_kind <> 'unit'
),

-- Every document that realises the year of the target, and the one of the latest realisation.
pairs as (
    select
        targets.document_id,
        targets.indicator_id,
        targets.area_id,
        targets.year,
        realisations.document_id as realisation_document_id
    from targets
    inner join realisations
        on
            targets.indicator_id = realisations.indicator_id
            and targets.area_id = realisations.area_id
            and targets.year = realisations.year
    union distinct
    select
        targets.document_id,
        targets.indicator_id,
        targets.area_id,
        targets.year,
        latest.document_id as realisation_document_id
    from targets
    inner join {{ ref('int_latest_realisation') }} as latest
        on
            targets.indicator_id = latest.indicator_id
            and targets.area_id = latest.area_id
    where targets.is_latest
),

base_years as (
    select
        pairs.document_id,
        pairs.indicator_id,
        pairs.area_id,
        pairs.year,
        pairs.realisation_document_id,
        max(base_then.year) as base_year
    from pairs
    inner join realisations as base_then
        on
            pairs.document_id = base_then.document_id
            and pairs.indicator_id = base_then.indicator_id
            and pairs.area_id = base_then.area_id
            and pairs.year > base_then.year
    inner join realisations as base_now
        on
            pairs.realisation_document_id = base_now.document_id
            and pairs.indicator_id = base_now.indicator_id
            and pairs.area_id = base_now.area_id
            and base_then.year = base_now.year
    group by
        pairs.document_id,
        pairs.indicator_id,
        pairs.area_id,
        pairs.year,
        pairs.realisation_document_id
),

bases as (
    select
        base_years.*,
        base_then.value as base_value_with_target,
        base_now.value as base_value_with_realisation,
        case
            when base_now.value_low >= base_then.value_high then 'up'
            when base_then.value_low >= base_now.value_high then 'down'
        end as revision
    from base_years
    inner join realisations as base_then
        on
            base_years.document_id = base_then.document_id
            and base_years.indicator_id = base_then.indicator_id
            and base_years.area_id = base_then.area_id
            and base_years.base_year = base_then.year
    inner join realisations as base_now
        on
            base_years.realisation_document_id = base_now.document_id
            and base_years.indicator_id = base_now.indicator_id
            and base_years.area_id = base_now.area_id
            and base_years.base_year = base_now.year
),

-- Who sets a target does not know of a way of measuring that begins later.
broken_pairs as (
    select distinct
        pairs.document_id,
        pairs.indicator_id,
        pairs.area_id,
        pairs.year,
        pairs.realisation_document_id
    from pairs
    inner join documents as target_documents
        on pairs.document_id = target_documents.document_id
    inner join documents as realisation_documents
        on pairs.realisation_document_id = realisation_documents.document_id
    inner join breaks
        on
            pairs.indicator_id = breaks.indicator_id
            and pairs.year >= breaks.first_year
            and target_documents.appeared_in < breaks.first_year
            and realisation_documents.appeared_in >= breaks.first_year
)

select
    pairs.document_id,
    pairs.indicator_id,
    pairs.area_id,
    pairs.year,
    pairs.realisation_document_id,
    case
        when pairs.document_id = pairs.realisation_document_id then 'same_document'
        when broken_pairs.document_id is not null then 'series_broken'
        when bases.base_year is null then 'no_common_year'
        when bases.revision is not null then 'series_revised'
        else 'comparable'
    end as comparability,
    bases.base_year,
    bases.base_value_with_target,
    bases.base_value_with_realisation,
    bases.revision
from pairs
left join bases
    on
        pairs.document_id = bases.document_id
        and pairs.indicator_id = bases.indicator_id
        and pairs.area_id = bases.area_id
        and pairs.year = bases.year
        and pairs.realisation_document_id = bases.realisation_document_id
left join broken_pairs
    on
        pairs.document_id = broken_pairs.document_id
        and pairs.indicator_id = broken_pairs.indicator_id
        and pairs.area_id = broken_pairs.area_id
        and pairs.year = broken_pairs.year
        and pairs.realisation_document_id = broken_pairs.realisation_document_id
