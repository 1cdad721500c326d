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
