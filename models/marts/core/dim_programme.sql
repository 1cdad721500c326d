with

programmes as (
    select * from {{ ref('stg_programmes') }}
),

parents as (
    select distinct parent_programme_id
    from programmes
    where parent_programme_id is not null
),

-- A programme without sub-programmes stands for itself; one with them is only their parent.

sub_programmes as (
    select programmes.*
    from programmes
    left join parents
        on programmes.programme_id = parents.parent_programme_id
    where parents.parent_programme_id is null
)

select
    sub_programmes.programme_id,
    sub_programmes.area_id,
    sub_programmes.name_nl as sub_programme_nl,
    sub_programmes.name_en as sub_programme_en,
    sub_programmes.parent_programme_id,
    coalesce(programmes.name_nl, sub_programmes.name_nl) as programme_nl,
    coalesce(programmes.name_en, sub_programmes.name_en) as programme_en,
    sub_programmes.task_field_number,
    sub_programmes.ambition_nl,
    sub_programmes.ambition_en,
    sub_programmes.portfolio_holder
from sub_programmes
left join programmes
    on sub_programmes.parent_programme_id = programmes.programme_id
