with

published_values as {{ inline() }} (
    select * from {{ ref('int_published_values') }}
),

vintages as (
    select * from {{ ref('int_vintage') }}
)

select
    published_values.document_id,
    vintages.publisher_id,
    published_values.indicator_id,
    published_values.programme_id,
    published_values.area_id,
    published_values.area_id = vintages.publisher_id as is_own_area,
    published_values.year,
    published_values.value_type,
    published_values.value,
    published_values.printed_value,
    published_values.decimals,
    published_values.value_low,
    published_values.value_high,
    published_values.value_qualifier,
    published_values.observation_status,
    published_values.footnote,
    published_values.unit,
    published_values.year_evidence,
    published_values.evidence,
    vintages.vintage,
    vintages.superseded_in,
    vintages.is_latest,
    published_values.table_id,
    published_values.line,
    published_values.cell,
    published_values.printed_label
from published_values
inner join vintages
    on
        published_values.document_id = vintages.document_id
        and published_values.table_id = vintages.table_id
        and published_values.line = vintages.line
        and published_values.cell = vintages.cell
