with

findings as (
    select * from {{ ref('fct_finding') }}
),

finding_rules as (
    select * from {{ ref('dim_finding_rule') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

areas as (
    select * from {{ ref('dim_area') }}
),

statuses as (
    select * from {{ ref('dim_code_word') }}
    where code_list = 'finding_status'
)

select
    findings.finding_id,
    findings.finding_status,
    statuses.word_nl as finding_status_nl,
    findings.severity,
    findings.rule_id,
    finding_rules.rule_nl,
    finding_rules.rule_en,
    findings.document_id,
    documents.document_title,
    findings.indicator_id,
    indicators.indicator_nl,
    indicators.indicator_en,
    findings.area_id,
    areas.area_nl,
    findings.year,
    findings.value_type,
    findings.figures,
    findings.arithmetic_nl,
    findings.arithmetic_en,
    findings.reason_nl,
    findings.reason_en
from findings
inner join finding_rules
    on findings.rule_id = finding_rules.rule_id
inner join documents
    on findings.document_id = documents.document_id
inner join areas
    on findings.area_id = areas.area_id
left join indicators
    on findings.indicator_id = indicators.indicator_id
left join statuses
    on findings.finding_status = statuses.code
