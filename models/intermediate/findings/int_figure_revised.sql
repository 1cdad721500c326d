-- A realised year is over: a document that prints another figure for it corrects the one before.
with

realised_values as {{ inline() }} (
    select * from {{ ref('int_yearly_value') }}
    where value_type = 'realisation' and value is not null
),

-- Only figures of which two rule each other out need a look at the order of the documents.
suspicious_figures as (
    select
        publisher_id,
        indicator_id,
        area_id,
        year
    from realised_values
    group by publisher_id, indicator_id, area_id, year
    having max(value_low) >= min(value_high)
),

suspicious_values as (
    select realised_values.*
    from realised_values
    inner join suspicious_figures
        on
            realised_values.publisher_id = suspicious_figures.publisher_id
            and realised_values.indicator_id = suspicious_figures.indicator_id
            and realised_values.area_id = suspicious_figures.area_id
            and realised_values.year = suspicious_figures.year
),

successive as (
    select
        *,
        lag(document_id) over documents as previous_document_id,
        lag(printed_value) over documents as previous_printed_value,
        lag(value_low) over documents as previous_low,
        lag(value_high) over documents as previous_high
    from suspicious_values
    window
        documents as (
            partition by publisher_id, indicator_id, area_id, year
            order by vintage, document_id
        )
)

select
    {{ finding(
        'figure_revised',
        subject='previous_document_id',
        observed=['value_low', 'value_high'],
        allowed=['previous_low', 'previous_high'],
    ) }},
    previous_printed_value || ' | ' || printed_value as figures,
    printed_value || ', maar ' || previous_document_id || ' gaf ' || previous_printed_value
    || ', en afronding verklaart het verschil niet' as arithmetic_nl,
    printed_value || ', but ' || previous_document_id || ' gave ' || previous_printed_value
    || ', and rounding does not explain the difference' as arithmetic_en
from successive
where value_low >= previous_high or previous_low >= value_high
