select
    {{ printed_place('printed_values', 'year') }} as place,
    printed_values.value_type || ' ' || cast(printed_values.year as {{ dbt.type_string() }})
        as found,
    'a column of seeds/document_columns.csv' as expected
from {{ ref('int_published_values') }} as printed_values
inner join {{ ref('stg_document_tables') }} as document_tables
    on
        printed_values.document_id = document_tables.document_id
        and printed_values.table_id = document_tables.table_id
left join {{ ref('stg_document_columns') }} as document_columns
    on
        printed_values.document_id = document_columns.document_id
        and printed_values.table_id = document_columns.table_id
        and printed_values.year = document_columns.year
        and printed_values.value_type = document_columns.value_type
where
    document_tables.layout = 'grid'
    and printed_values.year is not null
    and document_columns.position is null
