with

source as (
    select * from {{ typed_or_landed(
        ref('accepted_findings'), source('landing', 'accepted_findings'), with_lines=true
    ) }} as typed_findings
),

typed as (
    select
        finding_id,
        figures,
        reason_nl,
        reason_en,
        seed_line
    from source
)

select * from typed
