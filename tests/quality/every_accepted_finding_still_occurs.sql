{# An acceptance that outlives its finding would hide the next one at the same place. #}
select
    'seeds/accepted_findings.csv, finding_id ' || accepted_findings.finding_id as place,
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
