{{ config(materialized='view') }}

with

document_lines as {{ inline() }} (
    select * from {{ ref('dim_document_line') }}
    where indicator_id is not null
),

documents as (
    select * from {{ ref('dim_document') }}
),

-- What is not in a document that is recorded in part may still be in the document.
following as (
    select
        *,
        min(case when coverage = 'full' then vintage end) over (
            partition by area_id, document_kind
            order by vintage
            range between 1 following and unbounded following
        ) as next_full_vintage
    from documents
),

successive as (
    select
        following.document_id,
        following.vintage,
        next_documents.document_id as next_document_id,
        next_documents.budget_year as next_budget_year,
        next_documents.bbv_annex as next_bbv_annex
    from following
    inner join documents as next_documents
        on
            following.area_id = next_documents.area_id
            and following.document_kind = next_documents.document_kind
            and following.next_full_vintage = next_documents.vintage
            and next_documents.coverage = 'full'
),

-- A row of a table counts, whatever its cells hold.
printed_indicators as (
    select distinct
        document_id,
        indicator_id
    from document_lines
),

recorded_programmes as (
    select distinct
        document_id,
        coalesce(programme_id, 'no_programme') as programme_id
    from document_lines
),

-- In full is a document as far as its programmes are recorded: what stood in one that is not, may
-- still stand there.
expected_indicators as (
    select
        successive.document_id,
        successive.vintage,
        successive.next_document_id,
        successive.next_budget_year,
        successive.next_bbv_annex,
        document_lines.indicator_id,
        min(document_lines.programme_id) as programme_id
    from successive
    inner join document_lines
        on successive.document_id = document_lines.document_id
    inner join recorded_programmes
        on
            successive.next_document_id = recorded_programmes.document_id
            and coalesce(document_lines.programme_id, 'no_programme')
            = recorded_programmes.programme_id
    group by
        successive.document_id,
        successive.vintage,
        successive.next_document_id,
        successive.next_budget_year,
        successive.next_bbv_annex,
        document_lines.indicator_id
)

select
    expected_indicators.*,
    printed_indicators.indicator_id is not null as is_kept,
    cast(
        count(printed_indicators.indicator_id) over (
            partition by expected_indicators.document_id
        ) as integer
    ) as indicators_kept
from expected_indicators
left join printed_indicators
    on
        expected_indicators.next_document_id = printed_indicators.document_id
        and expected_indicators.indicator_id = printed_indicators.indicator_id
