with

source as (
    select * from {{ typed_or_landed(ref('statements'), source('landing', 'statements')) }}
),

parsed as (
    {{ parse_printed_text('source', 'printed_value', ref('stg_missing_marks')) }}
)

select
    document_id,
    statement_id,
    indicator_id,
    area_id,
    year,
    statement_kind,
    printed_value,
    value,
    value_low,
    value_high,
    case
        when value_kind in ('number', 'bound', 'missing') then observation_status
    end as observation_status,
    stated_under
from parsed
