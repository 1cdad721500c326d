-- What the build must find, with the figures that it names: the same words as the rules use.
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
