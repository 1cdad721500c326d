{{ config(materialized='view') }}

{# A view, because as a table it would hold each figure once for every later document. #}
with

as_of_documents as (
    select * from {{ ref('dim_document') }}
),

series as (
    select * from {{ ref('rpt_indicator_series') }}
)

select
    as_of_documents.document_id as as_of_document_id,
    as_of_documents.document_title as as_of_document_title,
    series.*
from as_of_documents
inner join series
    on
        as_of_documents.area_id = series.area_id
        and as_of_documents.vintage >= series.vintage
        and (series.superseded_in is null or as_of_documents.vintage < series.superseded_in)
