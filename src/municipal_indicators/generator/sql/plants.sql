-- One contradiction of each kind in every turn, each in a municipality of its own.
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
