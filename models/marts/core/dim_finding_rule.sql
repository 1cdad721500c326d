select
    rule_id,
    severity,
    name_nl as rule_nl,
    name_en as rule_en,
    explanation_en
from {{ ref('stg_finding_rules') }}
