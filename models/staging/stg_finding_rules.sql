with

source as (
    select * from {{ typed_or_landed(ref('finding_rules'), source('landing', 'finding_rules')) }}
),

typed as (
    select
        rule_id,
        severity,
        name_nl,
        name_en,
        explanation_en
    from source
)

select * from typed
