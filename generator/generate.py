"""Generate landing data in the shape of the real thing, with contradictions planted on purpose.

    python generator/generate.py --values 1000000 --folder /tmp/landing

writes Parquet files that `dbt build --vars 'landing: /tmp/landing'` reads beside the seeds: made-up
municipalities with the real mandatory indicators and made-up ones of their own, budgets and annual
reports, years and control totals, gaps with their reasons, figures as Dutch pages print them. Equal
arguments give equal data: every figure follows from its place and the seed of the generator.

A build has no open finding but the planted ones, which a CSV file beside the folder lists. With
--accept they are also landed as accepted findings: then the build passes exactly if it finds all of
them and nothing else.
"""

import argparse
import sys
import time
from pathlib import Path

import duckdb

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
# Amersfoort, of which the seeds hold real figures, is the other one of the 342.
MUNICIPALITIES = 341
LAST_BUDGET_YEAR = 2024
# Printed figures of one document on average, to know how many documents a size takes.
VALUES_PER_DOCUMENT = 1430
# So many for every 10 million values begun: those take the editions of ten years, and budgets with
# indicators do not go back much further.
INDICATORS = 200
VALUES_PER_INDICATORS = 10_000_000

# Ways in which one changed figure contradicts another, and the finding that each leads to.
CONTRADICTIONS = (
    "complement_sum",
    "part_exceeds_whole",
    "population_jump",
    "target_weakened",
    "figure_revised",
    "value_out_of_bounds",
    "unit_sign_differs",
    "large_change",
)

FUNCTIONS = """
-- A number from 0 to 9999 that looks random and depends on the arguments only.
create macro noise(a, b, c) as (
    (xor(
        ((a * 48271 + b * 69621 + c * 40692 + {seed} * 16807) % 2147483647) * 48271 % 2147483647,
        ((a * 69621 + b * 40014 + c * 48271 + 12345) % 2147483647) // 32768
    ) * 48271 % 2147483647) % 10000
);
-- A number as Dutch pages print it; style 1 has full stops between thousands.
create macro dutch(number, decimals, style) as (
    case
        when decimals > 0 then replace(
            case decimals
                when 1 then cast(cast(number as decimal(18, 1)) as varchar)
                else cast(cast(number as decimal(18, 2)) as varchar)
            end, '.', ',')
        when style = 1 then replace(format('{{:,}}', cast(number as bigint)), ',', '.')
        else cast(cast(number as bigint) as varchar)
    end
);
"""

# Kinds of own indicators, eight to a group: what a group holds is tied together as on real pages.
INDICATOR_TABLES = """
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
        coalesce(
            known.indicator_id,
            'synthetic-bbv-' || lpad(cast(bbv.bbv_number as varchar), 2, '0')
        ) as indicator_id,
        known.indicator_id is not null as is_known,
        case
            when position('%' in bbv.unit_nl) > 0 then 10
            when position('per 10.000' in bbv.unit_nl) > 0 then 1
            when position('per 1.000' in bbv.unit_nl) > 0 then 0
            else 12
        end as unit_place,
        known.first_due_year as known_first_due_year,
        known.decimals as known_decimals
    from bbv_indicators as bbv
    left join known_indicators as known on bbv.bbv_number = known.bbv_number
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
    case when kind = 5 then 'biennial' else 'annual' end as frequency,
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
    is_known,
    task_field_number,
    name_nl,
    'Mandatory indicator ' || cast(bbv_number as varchar) as name_en,
    'bbv' as indicator_set,
    bbv_number,
    units.unit, units.unit_nl, units.unit_en,
    'neutral' as direction,
    'annual' as frequency,
    coalesce(known_first_due_year, 1950) as first_due_year,
    coalesce(known_decimals, case when units.unit = 'count' then 0 else 1 end) as decimals,
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
group by known_labels.indicator_id
order by number, variant;
"""

DOCUMENTS = """
create table municipalities as
select
    number,
    -- Codes that CBS has not given out: no figure can be taken for that of a real municipality.
    'GM' || cast(9000 + number as varchar) as area_id,
    12000 + noise(number, 7, 0) * 25 as population_2000
from range(1, {municipalities} + 1) as numbers(number);

create table documents as
select
    *,
    'gm' || cast(9000 + municipality as varchar) || '-' || document_kind || '-'
    || cast(budget_year as varchar) as document_id,
    'GM' || cast(9000 + municipality as varchar) as area_id,
    -- What was known when the targets were set.
    budget_year - 2 as last_known,
    -- How a municipality prints: full stops in thousands, percent signs, one decimal fewer.
    noise(municipality, 1, 1) % 2 as style,
    budget_year = {last_year} or noise(municipality, 2, budget_year) % 2 = 1 as has_percent_sign,
    case when document_kind = 'jaarstukken' and noise(municipality, 3, budget_year) % 3 = 0
        then 1 else 0 end as fewer_decimals
from (
    select
        -- Newest first: a size takes as many documents as it needs, and leaves out the oldest.
        number % {municipalities} + 1 as municipality,
        {last_year} - number // {municipalities} // 2 as budget_year,
        case number // {municipalities} % 2 when 0 then 'jaarstukken' else 'begroting' end
            as document_kind
    from range({documents}) as numbers(number)
) as editions;

create table columns_of_kind as
select 'begroting' as document_kind, position, offset_years, value_type
from (
    select i + 1 as position, i - 7 as offset_years, 'realisation' as value_type
    from range(6) as numbers(i)
    union all
    select i + 7, i - 1, 'target' from range(3) as numbers(i)
)
union all
select 'jaarstukken', i + 1, i - 5, 'realisation' from range(6) as numbers(i)
union all
select 'jaarstukken', 7, 0, 'target';

-- Own and mandatory indicators stand in two tables of each programme, by their numbers.
create table table_lines as
select
    indicator_id,
    task_field_number,
    case indicator_set when 'own' then 'indicatoren-' else 'verplichte-indicatoren-' end
    || cast(task_field_number as varchar) as table_id,
    row_number() over (partition by indicator_set, task_field_number order by number) as line
from indicators;
"""

# One contradiction of each kind in every turn, each in a municipality of its own.
PLANTS = """
create table plants as
select
    rules.rule_id,
    turns.turn,
    documents.*,
    case rules.rule_id
        when 'complement_sum' then 'synthetic-0004'
        when 'part_exceeds_whole' then 'synthetic-0002'
        when 'population_jump' then 'synthetic-0001'
        when 'target_weakened' then 'synthetic-0023'
        when 'figure_revised' then 'synthetic-0007'
        when 'value_out_of_bounds' then 'synthetic-0005'
        when 'unit_sign_differs' then 'synthetic-0003'
        when 'large_change' then 'synthetic-0015'
    end as indicator_id,
    case rules.rule_id
        when 'figure_revised' then documents.budget_year - 4
        when 'unit_sign_differs' then documents.budget_year - 3
        -- The other targets of this survey, held every other year, are not due.
        when 'value_out_of_bounds' then documents.budget_year
        else documents.budget_year + 1
    end as year,
    case when rules.rule_id in ('figure_revised', 'unit_sign_differs')
        then 'realisation' else 'target' end as value_type
from (select unnest({rules}) as rule_id, unnest(range({rule_count})) as place) as rules
cross join range({turns}) as turns(turn)
inner join documents
    on
        documents.municipality = 1 + (turns.turn * {rule_count} + rules.place) % {municipalities}
        and documents.budget_year = {last_year}
        and documents.document_kind
        = case rules.rule_id when 'figure_revised' then 'jaarstukken' else 'begroting' end;
"""

EMPTY_TABLES = """
create table totals (
    document_id varchar, table_id varchar, printed_rows bigint, printed_cells bigint
);
create table gaps (
    document_id varchar, table_id varchar, line bigint, year bigint, value_type varchar
);
create table figures_nearby (
    document_id varchar, indicator_id varchar, area_id varchar, year bigint, value_type varchar,
    printed_value varchar
);
"""

# The figures of one edition: true numbers, what becomes of them, and how they are printed.
VALUES = """
create or replace temp table figures as
with
cells as (
    select
        documents.document_id,
        documents.municipality,
        documents.area_id,
        documents.budget_year,
        documents.style,
        documents.fewer_decimals,
        documents.has_percent_sign,
        indicators.* exclude (name_nl, name_en, unit_nl, unit_en, definition_nl, definition_en),
        table_lines.table_id,
        table_lines.line,
        columns_of_kind.position,
        columns_of_kind.value_type,
        documents.budget_year + columns_of_kind.offset_years as year,
        municipalities.population_2000,
        case columns_of_kind.value_type when 'target' then documents.last_known
            else documents.budget_year + columns_of_kind.offset_years end as known_year,
        -- Targets go a step further each year than the figure that was known.
        case columns_of_kind.value_type
            when 'target' then 2 + columns_of_kind.offset_years
            else 0
        end as years_ahead
    from documents
    inner join municipalities on documents.municipality = municipalities.number
    inner join columns_of_kind on documents.document_kind = columns_of_kind.document_kind
    cross join indicators
    inner join table_lines using (indicator_id)
    where
        documents.budget_year = {year} and documents.document_kind = '{kind}'
        and (indicators.indicator_set = 'own' or columns_of_kind.value_type = 'realisation')
        and year >= indicators.first_due_year
        and (indicators.frequency = 'annual' or (year - indicators.first_due_year) % 2 = 0)
),
grown as (
    select
        *,
        -- The yearly step is larger than what chance adds, so that series run one way.
        power(0.99, known_year - 2000) * (1 + noise(municipality, number, known_year) / 2000000.0)
        * power(0.98, years_ahead) as falling,
        power(1.005, known_year - 2000) * (1 + noise(municipality, number, known_year) / 5000000.0)
        * power(1.01, years_ahead) as rising,
        -- Kinds 0 to 4 of a group hang together, and share what chance adds.
        power(0.99, known_year - 2000)
        * (1 + noise(municipality, grp * 8, known_year) / 2000000.0)
        * power(0.98, years_ahead) as falling_group,
        round(
            population_2000 * (1.0 - population_kind * 0.12) * power(1.003, year - 2000)
        ) as population,
        noise(municipality, number, 1) as start,
        noise(municipality, grp * 8, 1) as group_start
    from cells
),
counted as (
    select
        *,
        round(population_2000 * (0.05 + group_start / 500000.0) * falling_group) as group_count
    from grown
),
true_numbers as (
    select
        *,
        cast(case
            when kind = 0 then group_count
            when kind = 1 then
                group_count
                * case when starts_with(unit, 'per_1000_') then 1000 else 10000 end
                / population
            when kind = 2 then floor(group_count * 0.85)
            when kind = 3 then (25 + group_start / 500.0) * falling_group
            when kind = 4 then 100 - (25 + group_start / 500.0) * falling_group
            when kind = 5 then (50 + start / 700.0) * rising
            when kind = 6 then (5 + start / 8000.0) * rising
            when kind = 7 then round((2000 + start) * falling)
            when unit = 'percent' then (20 + start / 500.0) * falling
            when unit = 'count' then round((2000 + start) * falling)
            else (30 + start / 200.0) * falling
        end as decimal(18, 6)) as true_number
    from counted
),
changed as (
    select
        true_numbers.*,
        plants.rule_id as planted_rule,
        case plants.rule_id
            when 'complement_sum' then true_number + 5
            when 'part_exceeds_whole' then true_number * 1.25
            when 'population_jump' then true_number * 0.8
            when 'target_weakened' then true_number * 1.03
            when 'figure_revised' then true_number * 1.08
            when 'value_out_of_bounds' then 101
            when 'large_change' then true_number * 0.3
            else true_number
        end as printed_number,
        -- One of two neighbouring years is blank, and no source says which: both stay open. The
        -- first groups, in which contradictions are planted, have neither these nor gaps.
        kind = 6 and grp > 2 and noise(municipality, number, budget_year * 7) < 100
        and position in (2, 3) and value_type = 'realisation' as is_open,
        case
            when kind in (6, 7) and grp > 2 and value_type = 'realisation' and not is_open
                then case
                    when noise(municipality, number, year * 31 + budget_year) < 120 then 'missing'
                    when noise(municipality, number, year * 31 + budget_year) < 200 then 'marked'
                end
        end as gap
    from true_numbers
    left join (
        select document_id, indicator_id, year, value_type, rule_id from plants
    ) as plants using (document_id, indicator_id, year, value_type)
),
printed as (
    select
        *,
        case
            when gap = 'marked' and noise(municipality, year, 3) % 2 = 0 then 'n.b.'
            when gap = 'marked' then '-'
            else dutch(
                printed_number,
                case when decimals > 0 then decimals - fewer_decimals else 0 end,
                style
            )
            || case when unit = 'percent' and has_percent_sign
                and coalesce(planted_rule, '') <> 'unit_sign_differs' then '%' else '' end
            || case when kind = 7 and noise(municipality, number, year) < 50 then '*' else '' end
        end as printed_value
    from changed
)
select * from printed;

-- Cells are numbered as printed, from left to right without the blank ones.
create or replace temp table printed_values as
select
    figures.document_id,
    figures.table_id,
    cast(figures.line as integer) as line,
    cast(row_number() over (
        partition by figures.document_id, figures.table_id, figures.line order by figures.position
    ) as integer) as cell,
    labels.printed_label,
    figures.area_id,
    case when figures.is_open then null else cast(figures.year as integer) end as year,
    case when figures.is_open
        then cast(figures.year as varchar) || '|' || cast(figures.year + 1 as varchar) end
        as candidate_years,
    figures.value_type,
    figures.printed_value,
    case when figures.is_open then 'ambiguous' else 'printed' end as year_evidence,
    case when figures.is_open
        then 'The row has one figure fewer than years, and no source says which.'
        else 'Printed below the year in the header of the table.' end as evidence
from figures
inner join labels
    on
        figures.indicator_id = labels.indicator_id
        and labels.variant
        = case when figures.kind = 7 and figures.budget_year < 2022 then 1 else 0 end
where
    (figures.gap is null or figures.gap = 'marked' or figures.is_open)
    and (not figures.is_open or figures.position = 2)
order by figures.municipality, figures.table_id, figures.line, figures.position;

copy printed_values to {file} (format parquet);

insert into totals
select document_id, table_id, count(distinct line), count(*) from printed_values group by all;

insert into gaps
select document_id, table_id, line, year, value_type from figures where gap = 'missing';

insert into figures_nearby
select document_id, indicator_id, area_id, year, value_type, printed_value
from figures
where grp in (0, 1, 2) and area_id in (select area_id from plants);
"""

# What the build must find, with the figures that it names: the same words as the rules use.
PLANTED = """
create table planted as
with
related as (
    select
        plants.*,
        case rule_id when 'complement_sum' then 'synthetic-0003' else indicator_id end as named_id,
        case rule_id
            when 'complement_sum' then 'synthetic-0004'
            when 'part_exceeds_whole' then 'synthetic-0000'
            when 'population_jump' then 'synthetic-0000'
        end as other_id,
        case rule_id when 'figure_revised' then (
            select earlier.document_id from documents as earlier
            where earlier.area_id = plants.area_id and earlier.document_id <> plants.document_id
            order by
                earlier.budget_year
                + case earlier.document_kind when 'begroting' then -1 else 1 end desc
            limit 1
        ) end as subject
    from plants
),
figured as (
    select
        related.*,
        here.printed_value as here,
        other.printed_value as other,
        earlier.printed_value as earlier,
        other_earlier.printed_value as other_earlier,
        revised.printed_value as revised
    from related
    inner join figures_nearby as here
        on related.document_id = here.document_id and related.named_id = here.indicator_id
        and related.year = here.year and related.value_type = here.value_type
    left join figures_nearby as other
        on related.document_id = other.document_id and related.other_id = other.indicator_id
        and related.year = other.year and related.value_type = other.value_type
    left join figures_nearby as earlier
        on related.document_id = earlier.document_id and related.named_id = earlier.indicator_id
        and related.year - 1 = earlier.year and related.value_type = earlier.value_type
    left join figures_nearby as other_earlier
        on related.document_id = other_earlier.document_id
        and related.other_id = other_earlier.indicator_id
        and related.year - 1 = other_earlier.year and related.value_type = other_earlier.value_type
    left join figures_nearby as revised
        on related.subject = revised.document_id and related.named_id = revised.indicator_id
        and related.year = revised.year and related.value_type = revised.value_type
)
select
    rule_id || '/' || document_id || '/' || named_id
    || coalesce('/' || other_id, '') || coalesce('/' || subject, '')
    || '/' || area_id || '/' || cast(year as varchar) || '/' || value_type as finding_id,
    case
        when rule_id in ('complement_sum', 'part_exceeds_whole') then here || ' | ' || other
        when rule_id = 'population_jump'
            then other_earlier || ' | ' || earlier || ' | ' || other || ' | ' || here
        when rule_id in ('target_weakened', 'large_change') then earlier || ' | ' || here
        when rule_id = 'figure_revised' then revised || ' | ' || here
        else here
    end as figures
from figured
order by finding_id;
"""

# Everything but the figures, one query for each file.
LISTS = {
    "areas": """
        select
            area_id,
            'municipality' as area_kind,
            'Voorbeeldgemeente ' || lpad(cast(number as varchar), 3, '0') as name_nl
        from municipalities
        order by area_id
    """,
    "programmes": """
        select
            lower(area_id) || '-programma-' || cast(task_field_number as varchar) as programme_id,
            area_id,
            cast(null as varchar) as parent_programme_id,
            task_field_number,
            task_field_nl as name_nl,
            'Programme ' || cast(task_field_number as varchar) as name_en,
            cast(null as varchar) as ambition_nl,
            cast(null as varchar) as ambition_en,
            cast(null as varchar) as portfolio_holder
        from municipalities
        cross join (select distinct task_field_number, task_field_nl from bbv_indicators)
        order by programme_id
    """,
    "documents": """
        select
            document_id,
            area_id,
            document_kind,
            cast(budget_year as integer) as budget_year,
            'full' as coverage,
            case document_kind when 'begroting' then 'Begroting ' else 'Jaarstukken ' end
            || cast(budget_year as varchar) as title,
            cast(null as varchar) as page_url
        from documents
        order by document_id
    """,
    "document_tables": """
        select
            document_id,
            table_id,
            lower(area_id) || '-programma-' || split_part(table_id, '-', -1) as programme_id,
            'grid' as layout,
            'Indicatoren' as printed_title,
            cast(printed_rows as integer) as printed_rows,
            cast(printed_cells as integer) as printed_cells,
            cast(case document_kind when 'begroting' then 9 else 7 end as integer)
                as printed_columns
        from totals
        inner join documents using (document_id)
        order by document_id, table_id
    """,
    "document_columns": """
        select
            document_id,
            table_id,
            cast(position as integer) as position,
            cast(budget_year + offset_years as integer) as year,
            value_type
        from totals
        inner join documents using (document_id)
        inner join columns_of_kind using (document_kind)
        order by document_id, table_id, position
    """,
    "indicators": """
        select
            indicator_id,
            name_nl,
            name_en,
            indicator_set,
            bbv_number,
            unit,
            unit_nl,
            unit_en,
            direction,
            frequency,
            cast(first_due_year as integer) as first_due_year,
            decimals,
            lower_bound,
            upper_bound,
            source_organisation,
            method,
            definition_nl,
            definition_en
        from indicators
        where not is_known
        order by indicator_id
    """,
    "indicator_labels": """
        select printed_label, indicator_id
        from labels
        where printed_label not in (select printed_label from known_labels)
        order by printed_label
    """,
    "indicator_relations": """
        select
            relations.kind || '-' || lpad(cast(one.grp as varchar), 3, '0') as relation_id,
            relations.kind as relation_kind,
            one.indicator_id,
            other.indicator_id as other_indicator_id,
            cast(
                case
                    when relations.kind = 'complement' then 100
                    when relations.kind = 'part_of' then null
                    when starts_with(one.unit, 'per_1000_') then 1000
                    else 10000
                end as decimal(18, 6)
            ) as factor,
            'So it was generated.' as note
        from (
            values ('complement', 3, 4), ('rate_of', 1, 0), ('part_of', 2, 0)
        ) as relations(kind, one_kind, other_kind)
        inner join indicators as one on relations.one_kind = one.kind
        inner join indicators as other
            on relations.other_kind = other.kind and one.grp = other.grp
        order by relation_id
    """,
    "known_gaps": """
        select
            document_id,
            table_id,
            cast(line as integer) as line,
            cast(year as integer) as year,
            value_type,
            'Niet gedrukt in dit voorbeeld.' as reason_nl,
            'Not printed in this example.' as reason_en
        from gaps
        order by all
    """,
}
ACCEPTED = (
    "select finding_id, figures, 'Met opzet aangebracht door de generator.' as reason_nl,"
    " 'Planted on purpose by the generator.' as reason_en from planted"
)


def quoted(path: Path) -> str:
    """Return a path as SQL text."""
    return "'" + str(path).replace("'", "''") + "'"


def indicators_for(values: int) -> int:
    """Return how many indicators documents of a size print, when nothing else is asked for.

    Args:
        values: Printed values to make.
    """
    return INDICATORS * max(1, -(-values // VALUES_PER_INDICATORS))


def generate(
    folder: Path,
    values: int,
    indicators: int | None = None,
    turns: int = 5,
    seed: int = 1,
    accept: bool = False,
) -> tuple[int, int]:
    """Write the landing files.

    Args:
        folder: Landing folder to make, or an empty one; the planted findings go into a file beside
            it, named for the folder with `-planted.csv` behind.
        values: Printed values to make; the result has about as many.
        indicators: How many indicators the documents print, 39 of them mandatory; None for as
            many as `indicators_for` gives.
        turns: How often each kind of contradiction is planted, if there are municipalities enough.
        seed: Another number gives other figures.
        accept: Whether to land the planted contradictions as accepted findings.

    Returns:
        Number of printed values and number of planted contradictions.

    Raises:
        FileExistsError: If the folder is a file, or has files already.
    """
    # Files of another size or seed beside the new ones would be one delivery that fits neither.
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder}: found files, expected a new or an empty folder")
    if indicators is None:
        indicators = indicators_for(values)
    documents = max(16, -(-values // (VALUES_PER_DOCUMENT * indicators // INDICATORS)))
    municipalities = min(MUNICIPALITIES, max(8, documents // 4))
    documents = max(documents, 2 * municipalities)
    turns = min(turns, municipalities // len(CONTRADICTIONS))
    settings = {
        "seed": seed,
        "own_indicators": indicators - 39,
        "municipalities": municipalities,
        "documents": documents,
        "last_year": LAST_BUDGET_YEAR,
        "turns": turns,
        "rules": list(CONTRADICTIONS),
        "rule_count": len(CONTRADICTIONS),
    }
    for entity in ("published_values", *LISTS, *(["accepted_findings"] if accept else [])):
        (folder / entity).mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        for table, name in {
            "bbv_indicators": "bbv_indicators",
            "known_indicators": "indicators",
            "known_labels": "indicator_labels",
        }.items():
            seed_file = quoted(SEEDS / f"{name}.csv")
            connection.execute(f"create table {table} as from read_csv({seed_file})")
        connection.execute("delete from known_indicators where bbv_number is null")
        for script in (FUNCTIONS, INDICATOR_TABLES, DOCUMENTS, PLANTS, EMPTY_TABLES):
            connection.execute(script.format(**settings))
        editions = connection.execute(
            "select distinct budget_year, document_kind from documents order by all"
        ).fetchall()
        for year, kind in editions:
            file = quoted(folder / f"published_values/{year}-{kind}.parquet")
            connection.execute(VALUES.format(**settings, year=year, kind=kind, file=file))
        connection.execute(PLANTED)
        lists = LISTS | ({"accepted_findings": ACCEPTED} if accept else {})
        for entity, query in lists.items():
            target = folder / entity / "generated.parquet"
            if connection.execute(f"select count(*) from ({query})").fetchone()[0]:
                connection.execute(f"copy ({query}) to {quoted(target)} (format parquet)")
            else:
                target.parent.rmdir()
        connection.execute(f"copy planted to {quoted(Path(f'{folder}-planted.csv'))}")
        (printed,) = connection.execute("select sum(printed_cells) from totals").fetchone()
        (planted,) = connection.execute("select count(*) from planted").fetchone()
    return int(printed), planted


def main() -> int:
    """Read the command line and generate.

    Returns:
        Exit code: 0, or 1 if the folder has files already.
    """
    parser = argparse.ArgumentParser(description="Generate landing data of a given size.")
    parser.add_argument("--values", type=int, required=True, help="printed values, such as 1000000")
    parser.add_argument("--folder", type=Path, required=True, help="landing folder to write")
    parser.add_argument("--indicators", type=int, help="indicators (default: by the size)")
    parser.add_argument("--turns", type=int, default=5, help="plants of each kind (default 5)")
    parser.add_argument("--seed", type=int, default=1, help="another number, other figures")
    parser.add_argument(
        "--accept", action="store_true", help="land the planted findings as accepted"
    )
    options = parser.parse_args()
    start = time.perf_counter()
    try:
        printed, planted = generate(**vars(options))
    except FileExistsError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    print(
        f"{printed} printed values with {planted} planted contradictions in"
        f" {time.perf_counter() - start:.1f} s: {options.folder}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
