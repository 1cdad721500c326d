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

-- An acceptance that outlives its finding would hide the next one at the same place.
outlived_acceptances as (
    select
        '{{ delivered_as('accepted_findings') }}, finding_id '
        || accepted_findings.finding_id as place,
        case
            when findings.finding_id is null then 'no such finding any more'
            else 'other figures now: ' || findings.figures
        end as found,
        'a finding with the figures ' || accepted_findings.figures || ', or this line removed'
            as expected
    from {{ ref('dim_accepted_finding') }} as accepted_findings
    left join {{ ref('fct_finding') }} as findings
        on accepted_findings.finding_id = findings.finding_id
    where
        findings.figures is null
        or findings.figures <> accepted_findings.figures
)

select * from open_findings
union all
select * from outlived_acceptances
