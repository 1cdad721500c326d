with

source as (
    select * from {{ typed_or_landed(ref('task_fields'), source('landing', 'task_fields')) }}
),

typed as (
    select
        task_field_code,
        name_nl,
        main_task_field_code,
        first_budget_year,
        last_budget_year
    from source
)

select * from typed
