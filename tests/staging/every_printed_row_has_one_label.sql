with

printed_rows as (
    select
        document_id,
        table_id,
        line,
        min(printed_label) as first_label,
        max(printed_label) as last_label
    from {{ ref('stg_published_values') }}
    group by document_id, table_id, line
)

select
    'seeds/published_values.csv, column printed_label (' || document_id || ', table ' || table_id
    || ', line ' || cast(line as {{ dbt.type_string() }}) || ')' as place,
    '''' || first_label || ''' and ''' || last_label || '''' as found,
    'one label for all cells of the line' as expected
from printed_rows
where first_label <> last_label
