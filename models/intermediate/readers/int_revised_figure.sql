{{ config(materialized='view') }}

-- What a later edition made of a figure of a year, before and after, as readers see figures.
with

figures as {{ inline() }} (
    select * from {{ ref('rpt_series_figure') }}
)

select
    revisions.document_id,
    revisions.previous_document_id,
    revisions.indicator_id,
    revisions.area_id,
    revisions.year,
    revisions.value_type,
    revisions.change,
    revisions.change_percent,
    after.series_number,
    before.display_value_nl as before_nl,
    before.display_value_en as before_en,
    after.display_value_nl as after_nl,
    after.display_value_en as after_en
from {{ ref('fct_value_revision') }} as revisions
inner join figures as before
    on
        revisions.previous_document_id = before.document_id
        and revisions.indicator_id = before.indicator_id
        and revisions.area_id = before.area_id
        and revisions.period = before.period
        and revisions.value_type = before.value_type
inner join figures as after
    on
        revisions.document_id = after.document_id
        and revisions.indicator_id = after.indicator_id
        and revisions.area_id = after.area_id
        and revisions.period = after.period
        and revisions.value_type = after.value_type
where revisions.revision_class = 'revised'
