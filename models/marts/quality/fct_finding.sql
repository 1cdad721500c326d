with

findings as (
    select * from {{ ref('int_finding') }}
),

identified as (
    select
        *,
        rule_id || '/' || document_id
        || coalesce('/' || indicator_id, '')
        || coalesce('/' || other_indicator_id, '')
        || coalesce('/' || subject, '')
        || '/' || area_id
        || '/' || {{ as_text('year') }}
        || '/' || value_type as finding_id
    from findings
),

rule_descriptions as (
    select * from {{ ref('dim_finding_rule') }}
),

accepted_findings as (
    select * from {{ ref('dim_accepted_finding') }}
)

select
    identified.finding_id,
    identified.rule_id,
    rule_descriptions.severity,
    identified.document_id,
    identified.indicator_id,
    identified.other_indicator_id,
    identified.area_id,
    identified.year,
    identified.value_type,
    identified.subject,
    identified.figures,
    identified.observed_low,
    identified.observed_high,
    identified.allowed_low,
    identified.allowed_high,
    identified.arithmetic_nl,
    identified.arithmetic_en,
    case when accepted_findings.finding_id is null then 'open' else 'accepted' end
        as finding_status,
    accepted_findings.reason_nl,
    accepted_findings.reason_en
-- A left join, so that a rule without a description breaks the contract and drops nothing.
from identified
left join rule_descriptions
    on identified.rule_id = rule_descriptions.rule_id
-- Accepted is a finding with these figures: another figure at the same place is a new finding.
left join accepted_findings
    on
        identified.finding_id = accepted_findings.finding_id
        and identified.figures = accepted_findings.figures
