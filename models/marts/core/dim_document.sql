with

documents as (
    select * from {{ ref('stg_documents') }}
),

placed_in_time as (
    select
        *,
        -- A budget appears in the autumn before its year, an annual report in the spring after.
        case document_kind
            when 'begroting' then budget_year - 1
            when 'jaarstukken' then budget_year + 1
        end as appeared_in,
        case document_kind
            when 'begroting' then 9
            when 'jaarstukken' then 4
        end as month_of_appearance
    from documents
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
