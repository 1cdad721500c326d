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
