with

source as (
    select * from {{ typed_or_landed(ref('code_words'), source('landing', 'code_words')) }}
),

renamed as (
    select
        list as code_list,
        code,
        nl as word_nl,
        en as word_en,
        symbol
    from source
)

select * from renamed
