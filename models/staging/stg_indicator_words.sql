select
    indicator_id,
    short_label_nl,
    short_label_en,
    subject_nl,
    subject_en,
    measure_nl,
    measure_en
from {{ ref('indicator_words') }}
