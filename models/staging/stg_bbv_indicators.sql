with

source as (
    select * from {{ typed_or_landed(ref('bbv_indicators'), source('landing', 'bbv_indicators')) }}
),

typed as (
    select
        bbv_number,
        task_field_number,
        task_field_nl,
        name_nl,
        unit_nl,
        source_organisation,
        in_annex_2016 = 'yes' as in_annex_2016,
        in_annex_2017 = 'yes' as in_annex_2017,
        in_annex_2018 = 'yes' as in_annex_2018,
        annex_2018_basis,
        note
    from source
)

select * from typed
