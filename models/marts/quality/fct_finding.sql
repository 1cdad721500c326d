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
),

patterns as (
    select
        *,
        {{ dbt.split_part('finding_id', "'/'", 1) }} as rule_id,
        -- What the id is like: each star is a part, for as many slashes are left to match.
        replace(
            replace(replace(replace(finding_id, '!', '!!'), '_', '!_'), '%', '!%'), '*', '%'
        ) as likeness,
        -- 1 for a named part and 0 for a star.
        translate({{ regexp_replace_all('finding_id', '[^/*]+', '1') }}, '*/', '0') as named_parts
    from accepted_findings
    where figures = '*'
),

decided as (
    select
        identified.*,
        coalesce(accepted_findings.finding_id, patterns.finding_id) as accepted_by,
        coalesce(accepted_findings.reason_nl, patterns.reason_nl) as reason_nl,
        coalesce(accepted_findings.reason_en, patterns.reason_en) as reason_en,
        -- Of two patterns, that which names the first part in which they differ.
        rank() over (
            partition by identified.finding_id order by patterns.named_parts desc
        ) as preference
    from identified
    -- Accepted is a finding with these figures: another figure at the same place is a new finding.
    left join accepted_findings
        on
            identified.finding_id = accepted_findings.finding_id
            and identified.figures = accepted_findings.figures
    left join patterns
        on
            identified.rule_id = patterns.rule_id
            and identified.finding_id like patterns.likeness escape '!'
            and length(replace(identified.finding_id, '/', '')) - length(identified.finding_id)
            = length(replace(patterns.finding_id, '/', '')) - length(patterns.finding_id)
)

select
    decided.finding_id,
    decided.rule_id,
    rule_descriptions.severity,
    decided.document_id,
    decided.indicator_id,
    decided.other_indicator_id,
    decided.area_id,
    decided.year,
    decided.value_type,
    decided.subject,
    decided.figures,
    decided.observed_low,
    decided.observed_high,
    decided.allowed_low,
    decided.allowed_high,
    decided.arithmetic_nl,
    decided.arithmetic_en,
    case when decided.accepted_by is null then 'open' else 'accepted' end as finding_status,
    decided.accepted_by,
    decided.reason_nl,
    decided.reason_en
-- A left join, so that a rule without a description breaks the contract and drops nothing.
from decided
left join rule_descriptions
    on decided.rule_id = rule_descriptions.rule_id
where decided.preference = 1
