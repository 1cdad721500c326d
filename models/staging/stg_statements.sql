with

source as (
    select * from {{ typed_or_landed(ref('statements'), source('landing', 'statements')) }}
),

parsed as (
    {{ parse_dutch_number('source', 'printed_value') }}
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
    observation_status,
    stated_under
from parsed
