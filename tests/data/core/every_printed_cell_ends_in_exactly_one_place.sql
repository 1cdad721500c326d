{{ stops_nothing() }}
-- Law 1: nothing lost. Printed cells are facts, repeated or unplaced values, cell by cell and not
-- in sum.
with

places as (
    select
        document_id,
        table_id,
        line,
        cell,
        printed_value
    from {{ ref('fct_indicator_value') }}
    union all
    select
        document_id,
        table_id,
        line,
        cell,
        printed_value
    from {{ ref('fct_unplaced_value') }}
    union all
    select
        document_id,
        table_id,
        line,
        cell,
        printed_value
    from {{ ref('fct_repeated_value') }}
),

counted_places as (
    select
        document_id,
        table_id,
        line,
        cell,
        min(printed_value) as printed_value,
        count(*) as number_of_places
    from places
    group by document_id, table_id, line, cell
)

select
    coalesce(printed_values.document_id, counted_places.document_id)
    || ', table ' || coalesce(printed_values.table_id, counted_places.table_id)
    || ', line '
    || {{ as_text('coalesce(printed_values.line, counted_places.line)') }}
    || ', cell '
    || {{ as_text('coalesce(printed_values.cell, counted_places.cell)') }}
        as place,
    {{ as_text('coalesce(counted_places.number_of_places, 0)') }}
    || ' places with ''' || coalesce(counted_places.printed_value, 'nothing') || '''' as found,
    'one place with ''' || coalesce(printed_values.printed_value, 'nothing printed') || ''''
        as expected
from {{ ref('stg_published_values') }} as printed_values
full outer join counted_places
    on
        printed_values.document_id = counted_places.document_id
        and printed_values.table_id = counted_places.table_id
        and printed_values.line = counted_places.line
        and printed_values.cell = counted_places.cell
where
    counted_places.number_of_places is null
    or counted_places.number_of_places <> 1
    or printed_values.printed_value is null
    or printed_values.printed_value <> counted_places.printed_value
