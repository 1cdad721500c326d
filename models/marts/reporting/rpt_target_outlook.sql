with

assessments as (
    select * from {{ ref('fct_target_assessment') }}
),

progress as (
    select * from {{ ref('fct_indicator_progress') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

programmes as (
    select * from {{ ref('dim_programme') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

areas as (
    select * from {{ ref('dim_area') }}
),

statuses as (
    select * from {{ ref('dim_code_word') }}
    where code_list = 'assessment_status'
),

comparabilities as (
    select * from {{ ref('dim_code_word') }}
    where code_list = 'comparability'
)

select
    assessments.document_id,
    documents.document_title,
    assessments.programme_id,
    programmes.programme_nl,
    programmes.sub_programme_nl,
    assessments.indicator_id,
    indicators.indicator_nl,
    indicators.indicator_en,
    indicators.direction,
    indicators.unit_nl,
    indicators.unit_en,
    assessments.area_id,
    areas.area_nl,
    assessments.year,
    assessments.is_latest_target,
    assessments.target_value,
    assessments.target_low,
    assessments.target_high,
    assessments.target_printed_value,
    assessments.realised_value,
    assessments.realised_printed_value,
    assessments.realisation_document_id,
    realisation_documents.document_title as realisation_document_title,
    assessments.gap,
    assessments.gap_percent,
    assessments.assessment_status,
    statuses.word_nl as assessment_status_nl,
    assessments.other_series_reading,
    assessments.comparability,
    comparabilities.word_nl as comparability_nl,
    assessments.base_year,
    assessments.base_value_with_target,
    assessments.base_value_with_realisation,
    progress.latest_year,
    progress.latest_value,
    progress.observed_yearly_change,
    -- What it takes from the latest figure on; empty once the year of the target has come.
    case
        when assessments.year > progress.latest_year
            then
                (assessments.target_value - progress.latest_value)
                / (assessments.year - progress.latest_year)
    end as needed_yearly_change
from assessments
inner join documents
    on assessments.document_id = documents.document_id
left join programmes
    on assessments.programme_id = programmes.programme_id
inner join indicators
    on assessments.indicator_id = indicators.indicator_id
inner join areas
    on assessments.area_id = areas.area_id
left join documents as realisation_documents
    on assessments.realisation_document_id = realisation_documents.document_id
left join progress
    on
        assessments.indicator_id = progress.indicator_id
        and assessments.area_id = progress.area_id
left join statuses
    on assessments.assessment_status = statuses.code
left join comparabilities
    on assessments.comparability = comparabilities.code
