with

source as (
    select * from {{ typed_or_landed(
        ref('indicator_breaks'), source('landing', 'indicator_breaks')
    ) }}
),

typed as (
    select
        indicator_id,
        first_period,
        -- A school year such as 2014/2015 is known by the year in which it begins.
        cast(substring(first_period, 1, 4) as integer) as first_year,
        break_kind,
        reason_nl,
        reason_en,
        source as source_publications
    from source
)

select * from typed
