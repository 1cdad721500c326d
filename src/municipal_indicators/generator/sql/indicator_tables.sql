-- Kinds of own indicators, eight to a group: what a group holds is tied together as on real pages.
create table indicators as
with own as (
    select
        number,
        number // 8 as grp,
        number % 8 as kind,
        'synthetic-' || lpad(cast(number as varchar), 4, '0') as indicator_id
    from range({own_indicators}) as numbers(number)
),
units(place, unit, unit_nl, unit_en) as (values
    (0, 'per_1000_inhabitants', 'per 1.000 inwoners', 'per 1,000 inhabitants'),
    (1, 'per_10000_inhabitants', 'per 10.000 inwoners', 'per 10,000 inhabitants'),
    (2, 'per_1000_households', 'per 1.000 huishoudens', 'per 1,000 households'),
    (3, 'per_10000_households', 'per 10.000 huishoudens', 'per 10,000 households'),
    (4, 'per_1000_pupils', 'per 1.000 leerlingen', 'per 1,000 pupils'),
    (5, 'per_10000_pupils', 'per 10.000 leerlingen', 'per 10,000 pupils'),
    (6, 'per_1000_workers', 'per 1.000 werkenden', 'per 1,000 workers'),
    (7, 'per_10000_workers', 'per 10.000 werkenden', 'per 10,000 workers'),
    (8, 'per_1000_elderly', 'per 1.000 ouderen', 'per 1,000 elderly'),
    (9, 'per_10000_elderly', 'per 10.000 ouderen', 'per 10,000 elderly'),
    (10, 'percent', '%', 'percent'),
    (11, 'score_0_to_10', 'schaalscore 0-10', 'score from 0 to 10'),
    (12, 'count', 'aantal', 'number')
),
own_typed as (
    select
        own.*,
        -- The first group has a unit of its own, so that a wrong rate contradicts nothing else.
        case
            when kind = 1 and grp = 0 then 0
            when kind = 1 then 1 + (grp - 1) % 9
            when kind in (3, 4, 5) then 10
            when kind = 6 then 11
            else 12
        end as unit_place
    from own
),
mandatory_typed as (
    select
        bbv.*,
        known.indicator_id,
        case
            when position('%' in bbv.unit_nl) > 0 then 10
            when position('per 10.000' in bbv.unit_nl) > 0 then 1
            when position('per 1.000' in bbv.unit_nl) > 0 then 0
            else 12
        end as unit_place,
        known.first_due_year
    from bbv_indicators as bbv
    inner join known_indicators as known on bbv.bbv_number = known.bbv_number
)
select
    indicator_id,
    number,
    grp,
    kind,
    -- Rates of one unit are about one population, be they per 1,000 or per 10,000.
    unit_place // 2 as population_kind,
    false as is_known,
    -- Nine programmes share the own indicators, group by group.
    cast(grp % 9 as integer) as task_field_number,
    'Indicator ' || lpad(cast(number as varchar), 4, '0') as name_nl,
    'Synthetic indicator ' || lpad(cast(number as varchar), 4, '0') as name_en,
    'own' as indicator_set,
    cast(null as integer) as bbv_number,
    unit, unit_nl, unit_en,
    case
        when kind in (0, 1, 3, 7) then 'lower_is_better'
        when kind in (4, 5, 6) then 'higher_is_better'
        else 'neutral'
    end as direction,
    case when kind = 5 then 2 else 1 end as frequency_in_years,
    case when kind = 5 then 1950 + grp % 2 when kind = 7 and grp % 3 = 1 then 2012 else 1950 end
        as first_due_year,
    case when kind in (1, 3, 4, 6) then 1 else 0 end as decimals,
    0 as lower_bound,
    case when unit = 'percent' then 100 when unit = 'score_0_to_10' then 10 end as upper_bound,
    'Generator' as source_organisation,
    case when kind in (3, 4, 5, 6) then 'sample_survey' else 'registration' end as method,
    'Verzonnen indicator om de omvang te beproeven.' as definition_nl,
    'Made-up indicator to try the size with.' as definition_en
from own_typed
inner join units on own_typed.unit_place = units.place
union all by name
select
    indicator_id,
    100000 + bbv_number as number,
    -1 as grp,
    8 as kind,
    0 as population_kind,
    true as is_known,
    task_field_number,
    name_nl,
    'Mandatory indicator ' || cast(bbv_number as varchar) as name_en,
    'bbv' as indicator_set,
    bbv_number,
    units.unit, units.unit_nl, units.unit_en,
    'neutral' as direction,
    1 as frequency_in_years,
    first_due_year,
    case when units.unit = 'count' then 0 else 1 end as decimals,
    0 as lower_bound,
    case when units.unit = 'percent' then 100 end as upper_bound,
    source_organisation,
    'registration' as method,
    'Verplichte indicator met verzonnen cijfers.' as definition_nl,
    'Mandatory indicator with made-up figures.' as definition_en
from mandatory_typed
inner join units on mandatory_typed.unit_place = units.place
order by number;

create table labels as
select indicator_id, name_nl as printed_label, 0 as variant, number
from indicators where not is_known
union all
-- An indicator keeps its identity when a page words it differently.
select indicator_id, name_nl || ' (oude naam)' as printed_label, 1 as variant, number
from indicators where kind = 7
union all
select known_labels.indicator_id, min(known_labels.printed_label), 0, min(indicators.number)
from known_labels inner join indicators using (indicator_id)
where
    known_labels.printed_unit is null
    and known_labels.publisher_area_id is null
    and known_labels.factor = 1
group by known_labels.indicator_id
order by number, variant;
