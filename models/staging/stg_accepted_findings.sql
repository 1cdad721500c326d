with

source as (
    select * from {{ ref('accepted_findings') }}
),

typed as (
    select
        finding_id,
        figures,
        reason_nl,
        reason_en
    from source
)

select * from typed
