with

dated_values as (
    select
        measured_values.*,
        documents.appeared_in
    from {{ ref('int_measured_value') }} as measured_values
    inner join {{ ref('dim_document') }} as documents
        on measured_values.document_id = documents.document_id
    where measured_values.value_type = 'realisation'
)

select
    {{ finding(
        'realisation_before_its_time',
        observed='year',
        allowed=['null', 'appeared_in - 1'],
    ) }},
    printed_value as figures,
    printed_value || ' zou zijn gerealiseerd in ' || {{ as_text('year') }}
    || ', maar het document verscheen in '
    || {{ as_text('appeared_in') }} as arithmetic_nl,
    printed_value || ' is said to be realised in ' || {{ as_text('year') }}
    || ', but the document appeared in '
    || {{ as_text('appeared_in') }} as arithmetic_en
from dated_values
where year >= appeared_in
