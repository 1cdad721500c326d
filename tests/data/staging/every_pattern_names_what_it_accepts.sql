{{ stops_nothing() }}
-- A pattern that is wider than meant would accept what nobody has looked at.
with

accepted_findings as (
    select
        *,
        position('*' in finding_id) > 0 or figures = '*' as is_pattern
    from {{ ref('stg_accepted_findings') }}
),

problems as (
    select
        *,
        'figures' as column_name,
        figures as found,
        '*, for a pattern accepts findings whatever their figures' as expected
    from accepted_findings
    where is_pattern and figures <> '*'
    union all
    select
        *,
        'finding_id' as column_name,
        finding_id as found,
        'a finding_id with * in place of whole parts, for these are no figures of one finding'
            as expected
    from accepted_findings
    where
        is_pattern
        and (
            position('*' in finding_id) = 0
            or not {{ regexp_like('finding_id', '^[^/]+(/([*]|[^/*]+)){4,}$') }}
        )
    union all
    select
        *,
        'finding_id' as column_name,
        finding_id as found,
        'a document, area or indicator in the pattern, beside rule, year and value type'
            as expected
    from accepted_findings
    where {{ regexp_like('finding_id', '^[^/]+(/[*])+(/[^/]+)?(/[^/]+)?$') }}
    union all
    select
        accepted_findings.*,
        'finding_id' as column_name,
        accepted_findings.finding_id as found,
        'a rule of {{ delivered_as('finding_rules') }} first' as expected
    from accepted_findings
    left join {{ ref('stg_finding_rules') }} as finding_rules
        on
            {{ dbt.split_part('accepted_findings.finding_id', "'/'", 1) }}
            = finding_rules.rule_id
    where accepted_findings.is_pattern and finding_rules.rule_id is null
)

select
    {{ source_place('accepted_findings', 'seed_line', 'finding_id') }}
    || ', column ' || column_name as place,
    found,
    expected
from problems
