with

documents as (
    select * from {{ ref('stg_documents') }}
),

placed_in_time as (
    select
        *,
        {#- A budget appears in the autumn before its year, an annual report in the spring after. #}
        case document_kind
            when 'begroting' then (budget_year - 1) * 10 + 9
            when 'jaarstukken' then (budget_year + 1) * 10 + 4
        end as vintage
    from documents
)

select
    document_id,
    area_id,
    document_kind,
    title as document_title,
    budget_year,
    vintage,
    {# The annexes date from March 2016, November 2017 and December 2018. #}
    case
        when vintage >= 20190 then 2018
        when vintage >= 20180 then 2017
        when vintage >= 20164 then 2016
    end as bbv_annex,
    coverage,
    page_url
from placed_in_time
