with

documents as (
    select * from {{ ref('stg_documents') }}
),

document_kinds as (
    select * from {{ ref('stg_document_kinds') }}
),

placed_in_time as (
    select
        documents.*,
        documents.budget_year + document_kinds.appears_in_year as appeared_in,
        document_kinds.appears_in_month as month_of_appearance
    from documents
    left join document_kinds
        on documents.document_kind = document_kinds.document_kind
),

ordered as (
    select
        *,
        appeared_in * 100 + month_of_appearance as vintage
    from placed_in_time
)

select
    document_id,
    area_id,
    document_kind,
    title as document_title,
    budget_year,
    appeared_in,
    vintage,
    -- The annexes date from March 2016, November 2017 and December 2018.
    case
        when vintage >= 201812 then 2018
        when vintage >= 201711 then 2017
        when vintage >= 201603 then 2016
    end as bbv_annex,
    coverage,
    page_url
from ordered
