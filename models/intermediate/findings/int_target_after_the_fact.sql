with

budget_targets as (
    select
        measured_values.*,
        documents.appeared_in
    from {{ ref('int_measured_value') }} as measured_values
    inner join {{ ref('dim_document') }} as documents
        on measured_values.document_id = documents.document_id
    inner join {{ ref('dim_document_column') }} as document_columns
        on
            measured_values.document_id = document_columns.document_id
            and measured_values.table_id = document_columns.table_id
            and measured_values.position = document_columns.position
    where
        measured_values.value_type = 'target'
        and documents.document_kind = 'begroting'
        -- Running text may look back at a target, and does.
        and document_columns.period is not null
)

select
    {{ finding('target_after_the_fact', observed='year', allowed=['appeared_in', 'null']) }},
    printed_value as figures,
    'streefcijfer ' || printed_value || ' geldt voor ' || {{ as_text('year') }}
    || ', maar de begroting verscheen in '
    || {{ as_text('appeared_in') }} as arithmetic_nl,
    'target ' || printed_value || ' is for ' || {{ as_text('year') }}
    || ', but the budget appeared in '
    || {{ as_text('appeared_in') }} as arithmetic_en
from budget_targets
where year < appeared_in
