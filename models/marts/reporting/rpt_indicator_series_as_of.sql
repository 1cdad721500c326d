{{ config(materialized='view') }}

-- A view, because as a table it would hold each figure once for every later document.
with

as_of_documents as (
    select * from {{ ref('dim_document') }}
),

printing_documents as (
    select * from {{ ref('dim_document') }}
),

series as (
    select * from {{ ref('rpt_indicator_series') }}
)

select
    as_of_documents.document_id as as_of_document_id,
    as_of_documents.document_title as as_of_document_title,
    series.*
-- The documents of one municipality, whatever area their figures are about.
from as_of_documents
inner join printing_documents
    on
        as_of_documents.area_id = printing_documents.area_id
        and as_of_documents.vintage >= printing_documents.vintage
inner join series
    on
        printing_documents.document_id = series.document_id
        and (series.superseded_in is null or as_of_documents.vintage < series.superseded_in)
