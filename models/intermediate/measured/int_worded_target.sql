-- A word such as dalend asks for a change from the realisation before, which the same document
-- prints.
with

targets as {{ inline() }} (
    select * from {{ ref('int_yearly_value') }}
    where value_type = 'target' and direction_word is not null
),

realisations as {{ inline() }} (
    select * from {{ ref('int_yearly_value') }}
    where value_type = 'realisation' and value is not null
),

ranked as (
    select
        targets.document_id,
        targets.indicator_id,
        targets.area_id,
        targets.year,
        realisations.value as value_before,
        row_number() over (
            partition by
                targets.document_id, targets.indicator_id, targets.area_id, targets.year
            order by realisations.year desc
        ) as measurements_back
    from targets
    inner join realisations
        on
            targets.document_id = realisations.document_id
            and targets.indicator_id = realisations.indicator_id
            and targets.area_id = realisations.area_id
            and targets.year > realisations.year
)

select
    document_id,
    indicator_id,
    area_id,
    year,
    value_before
from ranked
where measurements_back = 1
