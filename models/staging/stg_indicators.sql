with

source as (
    select * from {{ typed_or_landed(ref('indicators'), source('landing', 'indicators')) }}
),

typed as (
    select
        indicator_id,
        name_nl,
        name_en,
        indicator_set,
        bbv_number,
        unit,
        unit_nl,
        unit_en,
        direction,
        case frequency_in_years
            when 1 then 'annual'
            when 2 then 'biennial'
            when 4 then 'quadrennial'
            else 'irregular'
        end as frequency,
        first_due_year,
        lower_bound,
        upper_bound,
        source_organisation,
        method,
        definition_nl,
        definition_en
    from source
)

select * from typed
