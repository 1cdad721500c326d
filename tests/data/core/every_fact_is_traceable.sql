{{ stops_nothing() }}
-- Law 3: from a fact to its dimensions, its table on the page, its evidence, its printed text.
with

facts_elsewhere as (
    select
        facts.document_id || ', table ' || facts.table_id
        || ', line ' || {{ as_text('facts.line') }} as place,
        'evidence ''' || facts.evidence || ''', programme '
        || coalesce(facts.programme_id, 'none') as found,
        'evidence in words, and a line of the document that has the programme' as expected
    from {{ ref('fct_indicator_value') }} as facts
    left join {{ ref('dim_document_line') }} as document_lines
        on
            facts.document_id = document_lines.document_id
            and facts.table_id = document_lines.table_id
            and facts.line = document_lines.line
            and coalesce(facts.programme_id, '') = coalesce(document_lines.programme_id, '')
    where
        document_lines.line is null
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
        'a value inside its interval, exactly where its kind has one' as expected
    from {{ ref('fct_indicator_value') }}
    where
        (value is null) <> (value_kind in ('range', 'text', 'missing', 'not_understood'))
        or (observation_status = 'A') = (value_kind = 'missing')
        or value < value_low
        or value > value_high
        or (
            -- A mark that stands for nil has no decimals, and is not rounded.
            value_kind = 'number'
            and decimals is not null
            and (value_low is null or value_high is null or value_low >= value_high)
        )
)

select * from facts_elsewhere
union all
select * from values_beside_their_text
