with

objectives as (
    select * from {{ ref('dim_objective') }}
    where below_level_of_year is not null
),

objective_indicators as (
    select * from {{ ref('bridge_indicator_objective') }}
),

shares as (
    select * from {{ ref('int_related_value') }}
    where relation_kind = 'share_of' and direction = 'lower_is_better'
),

-- The level of an objective: a share of a count, for every year in which both are known.
levels as (
    select
        objectives.objective_id,
        objectives.below_level_of_year,
        shares.document_id,
        shares.indicator_id,
        shares.other_indicator_id,
        shares.area_id,
        shares.year,
        shares.value_type,
        shares.printed_value as printed_share,
        shares.other_printed_value as printed_count,
        shares.value * shares.other_value / shares.factor as level,
        shares.value_low * shares.other_value / shares.factor as level_low,
        shares.value_high * shares.other_value / shares.factor as level_high
    from objectives
    inner join objective_indicators
        on objectives.objective_id = objective_indicators.objective_id
    inner join shares
        on
            objectives.document_id = shares.document_id
            and objective_indicators.indicator_id = shares.indicator_id
),

compared as (
    select
        targets.*,
        reference_levels.printed_share as reference_share,
        reference_levels.printed_count as reference_count,
        reference_levels.level as reference_level,
        reference_levels.level_high as reference_high
    from levels as targets
    inner join levels as reference_levels
        on
            targets.objective_id = reference_levels.objective_id
            and targets.indicator_id = reference_levels.indicator_id
            and targets.other_indicator_id = reference_levels.other_indicator_id
            and targets.area_id = reference_levels.area_id
            and targets.below_level_of_year = reference_levels.year
    where
        targets.value_type = 'target'
        and reference_levels.value_type = 'realisation'
        and targets.year > targets.below_level_of_year
)

select
    {{ finding(
        'target_misses_objective',
        other_indicator_id='other_indicator_id',
        subject='objective_id',
        observed=['level_low', 'level_high'],
        allowed=['null', 'reference_high'],
    ) }},
    printed_count || ' | ' || printed_share || ' | ' || reference_count || ' | '
    || reference_share as figures,
    {{ whole_number_text('level', '.') }} || ' (' || printed_count || ' × ' || printed_share
    || ') ligt niet onder het niveau van '
    || {{ as_text('below_level_of_year') }}
    || ': '
    || {{ whole_number_text('reference_level', '.') }}
    || ' ('
    || reference_count
    || ' × '
    || reference_share
    || ')' as arithmetic_nl,
    {{ whole_number_text('level', ',') }} || ' (' || printed_count || ' × ' || printed_share
    || ') is not below the level of '
    || {{ as_text('below_level_of_year') }}
    || ': '
    || {{ whole_number_text('reference_level', ',') }}
    || ' ('
    || reference_count
    || ' × '
    || reference_share
    || ')' as arithmetic_en
from compared
where level_low >= reference_high
