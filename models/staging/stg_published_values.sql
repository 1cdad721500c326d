-- A table, because every fact and most tests read it and parsing is the dearest step.
{{ config(materialized='table') }}

with

source as (
    select * from {{ typed_or_landed(
        ref('published_values'), source('landing', 'published_values'), with_lines=true
    ) }} as typed_values
),

-- A mark can mean something of its own to who prints it.
published as (
    select
        source.*,
        documents.area_id as publisher_id
    from source
    left join {{ ref('stg_documents') }} as documents
        on source.document_id = documents.document_id
),

parsed as (
    {{ parse_printed_text(
        'published', 'printed_value', ref('stg_missing_marks'), publisher_column='publisher_id'
    ) }}
)

select
    document_id,
    table_id,
    line,
    cell,
    position,
    candidate_positions,
    period,
    printed_value,
    -- Who records a text as text has read it: then no number is taken from it.
    coalesce(read_as, value_kind) as value_kind,
    -- A bound stands for its end, which its kind and sign tell apart.
    case
        when read_as is null
            then
                coalesce(
                    value, case when value_kind = 'bound' then coalesce(value_low, value_high) end
                )
    end as value,
    {%- for column in [
        'value_qualifier', 'unit_hint', 'decimals', 'value_low', 'value_high', 'footnote',
        'direction_word'
    ] %}
    case when read_as is null then {{ column }} end as {{ column }},
    {%- endfor %}
    case when read_as is null then observation_status else 'A' end as observation_status,
    placement,
    evidence,
    seed_line
from parsed
