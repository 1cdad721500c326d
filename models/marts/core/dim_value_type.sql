with

words as (
    select * from {{ ref('dim_code_word') }}
    where code_list = 'value_type'
)

select
    value_types.value_type,
    words.word_nl as value_type_nl,
    words.word_en as value_type_en,
    value_types.is_plan
from {{ ref('stg_value_types') }} as value_types
left join words
    on value_types.value_type = words.code
