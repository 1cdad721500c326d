-- Law 2: a label, a year and a figure that could be read in two ways are not guessed.
with

printed_values as {{ inline() }} (
    select * from {{ ref('int_published_values') }}
),

unknown_labels as (
    select
        {{ printed_place('printed_values', 'printed_label') }} as place,
        '''' || printed_values.printed_label || '''' as found,
        'a label of {{ delivered_as('indicator_labels') }}' as expected
    from printed_values
    where printed_values.indicator_id is null
),

-- A percent or euro sign that differs is for the rule unit_sign_differs to find.
units_of_another_indicator as (
    select
        {{ printed_place('printed_values', 'printed_value') }} as place,
        '''' || printed_values.printed_value || '''' as found,
        'a figure in ' || printed_values.unit as expected
    from printed_values
    where
        printed_values.unit is not null
        and case printed_values.unit_hint
            when '%'
                then
                    printed_values.unit <> 'percent'
                    and position('%' in printed_values.printed_value) = 0
            when '€'
                then
                    position('euro' in printed_values.unit) = 0
                    and position('€' in printed_values.printed_value) = 0
            else position(printed_values.unit_hint || '_' in printed_values.unit) <> 1
        end
),

years_outside_the_header as (
    select
        {{ printed_place('printed_values', 'year') }} as place,
        printed_values.value_type || ' ' || {{ as_text('printed_values.year') }}
            as found,
        'a column of {{ delivered_as('document_columns') }}' as expected
    from printed_values
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
),

counted_prints as (
    select
        *,
        count(*) over (
            partition by document_id, indicator_id, area_id, year, value_type
        ) as times_printed
    from printed_values
    where year is not null
),

figures_printed_twice as (
    select
        {{ printed_place('counted_prints', 'year') }} as place,
        {{ as_text('counted_prints.times_printed') }}
        || ' figures for '
        || counted_prints.value_type
        || ' '
        || {{ as_text('counted_prints.year') }}
        || ' of '
        || counted_prints.printed_label as found,
        'one' as expected
    from counted_prints
    where counted_prints.times_printed > 1
)

select * from unknown_labels
union all
select * from units_of_another_indicator
union all
select * from years_outside_the_header
union all
select * from figures_printed_twice
