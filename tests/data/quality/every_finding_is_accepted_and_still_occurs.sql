-- Law 7: findings are data, looked at one by one.
with

-- A contradiction that nobody has looked at yet stops the build.
open_findings as (
    select
        '{{ delivered_as('accepted_findings') }}, finding_id ' || finding_id as place,
        arithmetic_en || ' (figures: ' || figures || ')' as found,
        'figures that agree, or this finding accepted with these figures and a reason' as expected
    from {{ ref('fct_finding') }}
    where finding_status = 'open'
),

-- An acceptance that outlives its finding would hide the next one at the same place. A pattern has
-- the id of no finding.
outlived_acceptances as (
    select
        '{{ delivered_as('accepted_findings') }}, finding_id '
        || accepted_findings.finding_id as place,
        case
            when accepted_findings.figures = '*' then 'nothing that this pattern accepts any more'
            when findings.finding_id is null then 'no such finding any more'
            else 'other figures now: ' || findings.figures
        end as found,
        case
            when accepted_findings.figures = '*'
                then 'a finding of this pattern that has no row of its own'
            else 'a finding with the figures ' || accepted_findings.figures
        end
        || ', or this line removed' as expected
    from {{ ref('dim_accepted_finding') }} as accepted_findings
    left join {{ ref('fct_finding') }} as findings
        on accepted_findings.finding_id = findings.finding_id
    where
        (findings.figures is null or findings.figures <> accepted_findings.figures)
        and (
            accepted_findings.figures <> '*'
            or accepted_findings.finding_id not in (
                select decided.accepted_by from {{ ref('fct_finding') }} as decided
                where decided.accepted_by is not null
            )
        )
    {% if partial_areas() %}
        -- Of a municipality that this run does not build, no finding can occur.
        and accepted_findings.finding_id not in (
            select elsewhere.finding_id
            from {{ source('landing', 'accepted_elsewhere') }} as elsewhere
        )
    {% endif %}
)

select * from open_findings
union all
select * from outlived_acceptances
