with

documents as (
    select * from {{ ref('dim_document') }}
),

bbv_indicators as (
    select * from {{ ref('dim_bbv_indicator') }}
),

task_fields as (
    select distinct
        document_tables.document_id,
        programmes.task_field_number
    from {{ ref('dim_document_table') }} as document_tables
    inner join {{ ref('dim_programme') }} as programmes
        on document_tables.programme_id = programmes.programme_id
),

carried as (
    select
        indicator_values.document_id,
        indicators.bbv_number
    from {{ ref('fct_indicator_value') }} as indicator_values
    inner join {{ ref('dim_indicator') }} as indicators
        on indicator_values.indicator_id = indicators.indicator_id
    where indicators.bbv_number is not null
    union
    select
        unplaced_values.document_id,
        indicators.bbv_number
    from {{ ref('fct_unplaced_value') }} as unplaced_values
    inner join {{ ref('dim_indicator') }} as indicators
        on unplaced_values.indicator_id = indicators.indicator_id
    where indicators.bbv_number is not null
),

compared as (
    select
        documents.document_id,
        documents.coverage,
        documents.bbv_annex,
        bbv_indicators.bbv_number,
        bbv_indicators.bbv_indicator_nl,
        bbv_indicators.task_field_number,
        bbv_indicators.task_field_nl,
        case documents.bbv_annex
            when 2016 then bbv_indicators.in_annex_2016
            when 2017 then bbv_indicators.in_annex_2017
            when 2018 then bbv_indicators.in_annex_2018
            else false
        end as is_in_annex,
        task_fields.task_field_number is not null as is_in_task_field,
        carried.bbv_number is not null as is_carried
    from documents
    cross join bbv_indicators
    left join task_fields
        on
            documents.document_id = task_fields.document_id
            and bbv_indicators.task_field_number = task_fields.task_field_number
    left join carried
        on
            documents.document_id = carried.document_id
            and bbv_indicators.bbv_number = carried.bbv_number
)

select
    document_id,
    bbv_number,
    bbv_indicator_nl,
    task_field_number,
    task_field_nl,
    bbv_annex,
    case
        when is_carried and not is_in_annex then 'carried_beyond_annex'
        when is_carried and is_in_task_field then 'carried'
        when is_carried then 'carried_under_other_task_field'
        when not is_in_annex then 'not_in_annex'
        when not is_in_task_field then 'outside_programmes'
        when coverage = 'excerpt' then 'not_covered'
        else 'lacking'
    end as legal_status
from compared
