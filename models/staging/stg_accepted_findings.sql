with

source as (
    select * from {{ typed_or_landed(
        ref('accepted_findings'), source('landing', 'accepted_findings')
    ) }}
),

typed as (
    select
        finding_id,
        figures,
        reason_nl,
        reason_en
    from source
    {% if partial_areas() %}
    -- Of a municipality that this run does not build, no finding can occur.
    where finding_id not in (select finding_id from {{ source('landing', 'accepted_elsewhere') }})
    {% endif %}
)

select * from typed
