with

areas as (
    select
        *,
        count(*) over (partition by name_nl) as areas_of_the_name,
        count(*) over (partition by name_nl, area_kind) as areas_of_the_kind
    from {{ ref('stg_areas') }}
),

area_kinds as (
    select * from {{ ref('stg_area_kinds') }}
)

-- Charts and filters go by the name, so two areas with one name get what tells them apart.
select
    areas.area_id,
    areas.name_nl || case
        when areas.areas_of_the_kind > 1 then ' (' || areas.area_id || ')'
        when areas.areas_of_the_name > 1 then ' (' || lower(area_kinds.name_nl) || ')'
        else ''
    end as area_nl,
    areas.area_kind
from areas
left join area_kinds
    on areas.area_kind = area_kinds.area_kind
