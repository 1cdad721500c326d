with

targets as (
    select
        document_id,
        indicator_id,
        area_id,
        year,
        printed_value
    from {{ ref('fct_indicator_value') }}
    where value_type = 'target' and value is not null
)

select
    coalesce(targets.document_id, assessments.document_id)
    || ', ' || coalesce(targets.indicator_id, assessments.indicator_id)
    || ', target ' || cast(coalesce(targets.year, assessments.year) as {{ dbt.type_string() }})
        as place,
    coalesce('verdict on ' || assessments.target_printed_value, 'no verdict') as found,
    coalesce('verdict on ' || targets.printed_value, 'no verdict') as expected
from targets
full outer join {{ ref('fct_target_assessment') }} as assessments
    on
        targets.document_id = assessments.document_id
        and targets.indicator_id = assessments.indicator_id
        and targets.area_id = assessments.area_id
        and targets.year = assessments.year
where
    assessments.target_printed_value is null
    or targets.printed_value is null
    or targets.printed_value <> assessments.target_printed_value
