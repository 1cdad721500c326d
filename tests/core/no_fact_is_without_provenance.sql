{# Law 3. Constraints keep the columns filled; this keeps them pointing at a printed table. #}
select
    facts.document_id || ', table ' || facts.table_id
    || ', line ' || cast(facts.line as {{ dbt.type_string() }}) as place,
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
