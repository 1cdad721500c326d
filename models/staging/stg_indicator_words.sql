with

source as (
    select * from {{ typed_or_landed(
        ref('indicator_words'), source('landing', 'indicator_words')
    ) }}
)

select
    indicator_id,
    short_label_nl,
    short_label_en,
    subject_nl,
    subject_en,
    measure_nl,
    measure_en
from source
