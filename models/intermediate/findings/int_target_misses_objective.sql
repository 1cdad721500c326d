with

measured_values as {{ inline() }} (
    select * from {{ ref('int_measured_value') }}
),

{# The level of an objective: a share of a count, for every year in which both are known. #}
levels as (
    select
        objectives.objective_id,
        objectives.below_level_of_year,
        shares.document_id,
        shares.indicator_id,
        counts.indicator_id as other_indicator_id,
        shares.area_id,
        shares.year,
        shares.value_type,
        shares.printed_value as printed_share,
        counts.printed_value as printed_count,
        shares.value * counts.value / relations.factor as level,
        shares.value_low * counts.value / relations.factor as level_low,
        shares.value_high * counts.value / relations.factor as level_high
    from {{ ref('dim_objective') }} as objectives
    inner join {{ ref('bridge_indicator_objective') }} as links
        on objectives.objective_id = links.objective_id
    inner join {{ ref('bridge_indicator_relation') }} as relations
        on links.indicator_id = relations.indicator_id
    inner join measured_values as shares
        on
            objectives.document_id = shares.document_id
            and relations.indicator_id = shares.indicator_id
    inner join measured_values as counts
        on
            relations.other_indicator_id = counts.indicator_id
            and shares.document_id = counts.document_id
            and shares.area_id = counts.area_id
            and shares.year = counts.year
            and shares.value_type = counts.value_type
    where
        relations.relation_kind = 'share_of'
        and shares.direction = 'lower_is_better'
        and objectives.below_level_of_year is not null
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
    'target_misses_objective' as rule_id,
    document_id,
    indicator_id,
    other_indicator_id,
    area_id,
    year,
    value_type,
    objective_id as subject,
    printed_count || ' | ' || printed_share || ' | ' || reference_count || ' | '
    || reference_share as figures,
    cast(level_low as {{ double_type() }}) as observed_low,
    cast(level_high as {{ double_type() }}) as observed_high,
    cast(null as {{ double_type() }}) as allowed_low,
    cast(reference_high as {{ double_type() }}) as allowed_high,
    {{ whole_number_text('level', '.') }} || ' (' || printed_count || ' × ' || printed_share
    || ') ligt niet onder het niveau van '
    || cast(below_level_of_year as {{ dbt.type_string() }})
    || ': '
    || {{ whole_number_text('reference_level', '.') }}
    || ' ('
    || reference_count
    || ' × '
    || reference_share
    || ')' as arithmetic_nl,
    {{ whole_number_text('level', ',') }} || ' (' || printed_count || ' × ' || printed_share
    || ') is not below the level of '
    || cast(below_level_of_year as {{ dbt.type_string() }})
    || ': '
    || {{ whole_number_text('reference_level', ',') }}
    || ' ('
    || reference_count
    || ' × '
    || reference_share
    || ')' as arithmetic_en
from compared
where level_low >= reference_high
