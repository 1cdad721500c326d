-- What a line says of all its cells, resolved once a line and not once a cell. Left joins: a label
-- or table that is not known must be reported, not dropped.
with

document_lines as (
    select * from {{ ref('stg_document_lines') }}
),

document_tables as (
    select * from {{ ref('stg_document_tables') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

indicator_labels as (
    select * from {{ ref('stg_indicator_labels') }}
),

indicators as (
    select * from {{ ref('stg_indicators') }}
),

distinct_labels as (
    select distinct
        document_lines.printed_label,
        document_lines.printed_unit,
        documents.area_id as publisher_id
    from document_lines
    left join documents on document_lines.document_id = documents.document_id
    where document_lines.indicator_id is null
),

printed_labels as (
    {{ normalised_labels('distinct_labels', ['printed_label', 'printed_unit']) }}
),

-- The row of the publisher goes before that of all, and then the one of the printed unit.
known_labels as (
    select
        printed_labels.printed_label,
        printed_labels.printed_unit,
        printed_labels.publisher_id,
        indicator_labels.indicator_id,
        indicator_labels.factor,
        row_number() over (
            partition by
                printed_labels.printed_label,
                printed_labels.printed_unit,
                printed_labels.publisher_id
            order by
                case when indicator_labels.publisher_area_id is null then 2 else 1 end,
                case when indicator_labels.unit_key is null then 2 else 1 end
        ) as preference
    from printed_labels
    inner join indicator_labels
        on
            printed_labels.printed_label_key = indicator_labels.label_key
            and (
                indicator_labels.unit_key is null
                or printed_labels.printed_unit_key = indicator_labels.unit_key
            )
            and (
                indicator_labels.publisher_area_id is null
                or printed_labels.publisher_id = indicator_labels.publisher_area_id
            )
),

identified as (
    select
        document_lines.*,
        documents.area_id as publisher_id,
        coalesce(document_lines.programme_id, document_tables.programme_id)
            as resolved_programme_id,
        coalesce(document_lines.indicator_id, known_labels.indicator_id) as resolved_indicator_id,
        coalesce(known_labels.factor, 1) as factor
    from document_lines
    left join documents
        on document_lines.document_id = documents.document_id
    left join document_tables
        on
            document_lines.document_id = document_tables.document_id
            and document_lines.table_id = document_tables.table_id
    left join known_labels
        on
            document_lines.indicator_id is null
            and document_lines.printed_label = known_labels.printed_label
            and coalesce(document_lines.printed_unit, '') = coalesce(known_labels.printed_unit, '')
            and documents.area_id = known_labels.publisher_id
            and known_labels.preference = 1
)

select
    identified.document_id,
    identified.table_id,
    identified.line,
    identified.printed_label,
    identified.printed_unit,
    identified.publisher_id,
    identified.area_id,
    identified.value_type,
    identified.period,
    identified.resolved_programme_id as programme_id,
    identified.resolved_indicator_id as indicator_id,
    identified.factor,
    indicators.unit,
    identified.evidence,
    identified.seed_line
from identified
left join indicators
    on identified.resolved_indicator_id = indicators.indicator_id
