-- Law 3: from a fact to its dimensions, its table on the page, its evidence, its printed text.
with

facts_elsewhere as (
    select
        facts.document_id || ', table ' || facts.table_id
        || ', line ' || {{ as_text('facts.line') }} as place,
        'evidence ''' || facts.evidence || ''', programme ' || facts.programme_id as found,
        'evidence in words, and the table of the document that belongs to the programme' as expected
    from {{ ref('fct_indicator_value') }} as facts
    left join {{ ref('dim_document_table') }} as document_tables
        on
            facts.document_id = document_tables.document_id
            and facts.table_id = document_tables.table_id
            and facts.programme_id = document_tables.programme_id
    where
        document_tables.table_id is null
        or length(trim(facts.evidence)) < 10
),

values_beside_their_text as (
    select
        document_id || ', table ' || table_id
        || ', line ' || {{ as_text('line') }}
        || ', cell ' || {{ as_text('cell') }} as place,
        printed_value || ' as ' || coalesce({{ as_text('value') }}, 'nothing')
        || ' within ' || coalesce({{ as_text('value_low') }}, 'no lower end')
        || ' and '
        || coalesce({{ as_text('value_high') }}, 'no upper end') as found,
        'a value inside its interval, exactly when the status is A' as expected
    from {{ ref('fct_indicator_value') }}
    where
        (value is null) = (observation_status = 'A')
        or value < value_low
        or value > value_high
        or (
            value_qualifier is null
            and value is not null
            and (value_low is null or value_high is null or value_low >= value_high)
        )
)

select * from facts_elsewhere
union all
select * from values_beside_their_text
