{# A contradiction that nobody has looked at yet stops the build. #}
select
    'seeds/accepted_findings.csv, finding_id ' || finding_id as place,
    arithmetic_en || ' (figures: ' || figures || ')' as found,
    'figures that agree, or this finding accepted with these figures and a reason' as expected
from {{ ref('fct_finding') }}
where finding_status = 'open'
