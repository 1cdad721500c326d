select
    bbv_number,
    name_nl as bbv_indicator_nl,
    task_field_number,
    task_field_nl,
    unit_nl,
    source_organisation,
    in_annex_2016,
    in_annex_2017,
    in_annex_2018,
    annex_2018_basis,
    note
from {{ ref('stg_bbv_indicators') }}
