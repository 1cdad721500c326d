-- The figures of one edition: true numbers, what becomes of them, and how they are printed.
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
        and (year - indicators.first_due_year) % indicators.frequency_in_years = 0
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
    case when not figures.is_open then cast(figures.position as integer) end as position,
    case when figures.is_open then '2|3' end as candidate_positions,
    cast(null as varchar) as period,
    figures.printed_value,
    cast(null as varchar) as read_as,
    case when figures.is_open then 'ambiguous' else 'printed' end as placement,
    case when figures.is_open
        then 'The row has one figure fewer than years, and no source says which.' end as evidence
from figures
where
    (figures.gap is null or figures.gap = 'marked' or figures.is_open)
    and (not figures.is_open or figures.position = 2)
order by figures.municipality, figures.table_id, figures.line, figures.position;

copy printed_values to {file} (format parquet);

insert into totals
select document_id, table_id, count(distinct line), count(*) from printed_values group by all;

insert into lines
select distinct figures.document_id, figures.table_id, figures.line, labels.printed_label
from figures
inner join labels
    on
        figures.indicator_id = labels.indicator_id
        and labels.variant
        = case when figures.kind = 7 and figures.budget_year < 2022 then 1 else 0 end
where (figures.document_id, figures.table_id, figures.line) in (
    select document_id, table_id, line from printed_values
);

insert into gaps
select document_id, table_id, line, position from figures where gap = 'missing';

insert into figures_nearby
select document_id, indicator_id, area_id, year, value_type, printed_value
from figures
where grp in (0, 1, 2) and area_id in (select area_id from plants);
