with

document_columns as (
    select * from {{ ref('stg_document_columns') }}
),

periods as (
    select * from {{ ref('int_period') }}
)

select
    document_columns.document_id,
    document_columns.table_id,
    document_columns.position,
    document_columns.printed_header,
    document_columns.value_type,
    document_columns.period,
    periods.year,
    document_columns.area_id
from document_columns
left join periods
    on document_columns.period = periods.period
