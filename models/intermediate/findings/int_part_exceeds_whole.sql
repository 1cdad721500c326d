with

measured_values as {{ inline() }} (
    select * from {{ ref('int_measured_value') }}
),

compared as (
    select
        parts.*,
        wholes.indicator_id as other_indicator_id,
        wholes.indicator_nl as other_nl,
        wholes.indicator_en as other_en,
        wholes.printed_value as other_printed_value,
        wholes.value_high as other_high
    from {{ ref('bridge_indicator_relation') }} as relations
    inner join measured_values as parts
        on relations.indicator_id = parts.indicator_id
    inner join measured_values as wholes
        on
            relations.other_indicator_id = wholes.indicator_id
            and parts.document_id = wholes.document_id
            and parts.area_id = wholes.area_id
            and parts.year = wholes.year
            and parts.value_type = wholes.value_type
    where relations.relation_kind = 'part_of'
)

select
    'part_exceeds_whole' as rule_id,
    document_id,
    indicator_id,
    other_indicator_id,
    area_id,
    year,
    value_type,
    cast(null as {{ dbt.type_string() }}) as subject,
    printed_value || ' | ' || other_printed_value as figures,
    cast(value_low as {{ double_type() }}) as observed_low,
    cast(value_high as {{ double_type() }}) as observed_high,
    cast(null as {{ double_type() }}) as allowed_low,
    cast(other_high as {{ double_type() }}) as allowed_high,
    printed_value
    || ' ('
    || indicator_nl
    || ') is meer dan '
    || other_printed_value
    || ' ('
    || other_nl
    || ')' as arithmetic_nl,
    printed_value
    || ' ('
    || indicator_en
    || ') is more than '
    || other_printed_value
    || ' ('
    || other_en
    || ')' as arithmetic_en
from compared
where value_low >= other_high
