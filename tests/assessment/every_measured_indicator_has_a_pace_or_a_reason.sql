with

measured as (
    select distinct
        indicator_id,
        area_id
    from {{ ref('fct_indicator_value') }}
    where value_type = 'realisation' and value is not null and value_qualifier is null
)

select
    measured.indicator_id || ', ' || measured.area_id as place,
    coalesce('class ' || progress.progress_class, 'no row in fct_indicator_progress') as found,
    'a class, or not_determined with a reason' as expected
from measured
left join {{ ref('fct_indicator_progress') }} as progress
    on
        measured.indicator_id = progress.indicator_id
        and measured.area_id = progress.area_id
where
    progress.progress_class is null
    or (progress.progress_class = 'not_determined') <> (progress.not_determined_because is not null)
    and progress.progress_class <> 'achieved'
