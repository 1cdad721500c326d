select
    code_list,
    code,
    word_nl,
    word_en,
    symbol
from {{ ref('stg_code_words') }}
