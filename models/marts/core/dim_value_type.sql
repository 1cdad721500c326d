select
    code as value_type,
    word_nl as value_type_nl,
    word_en as value_type_en
from {{ ref('dim_code_word') }}
where code_list = 'value_type'
