with

published_values as {{ inline() }} (
    select * from {{ ref('int_published_values') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

-- Only keys go through the window: with all texts it would need several times the memory.
editions as (
    select
        published_values.document_id,
        published_values.indicator_id,
        published_values.area_id,
        published_values.year,
        published_values.value_type,
        documents.vintage,
        lead(documents.vintage) over (
            partition by
                published_values.indicator_id,
                published_values.area_id,
                published_values.year,
                published_values.value_type
            order by documents.vintage, published_values.document_id
        ) as superseded_in
    from published_values
    inner join documents
        on published_values.document_id = documents.document_id
    where published_values.year is not null
),

dated_values as (
    select
        published_values.*,
        editions.vintage,
        editions.superseded_in
    from published_values
    inner join editions
        on
            published_values.document_id = editions.document_id
            and published_values.indicator_id = editions.indicator_id
            and published_values.area_id = editions.area_id
            and published_values.year = editions.year
            and published_values.value_type = editions.value_type
)

select
    document_id,
    indicator_id,
    programme_id,
    area_id,
    year,
    value_type,
    value,
    printed_value,
    decimals,
    value_low,
    value_high,
    value_qualifier,
    observation_status,
    footnote,
    unit,
    year_evidence,
    evidence,
    vintage,
    superseded_in,
    superseded_in is null as is_latest,
    table_id,
    line,
    cell,
    printed_label
from dated_values
