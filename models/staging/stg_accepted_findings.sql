with

source as (
    select * from {{ typed_or_landed(ref('accepted_findings')) }}
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
