-- Law 2: a label that could be read in two ways, or in none, is not guessed; nor is a unit.
with

unknown_labels as (
    select
        {{ source_place('document_lines', 'seed_line', "document_id || ', table ' || table_id") }}
        || ', column printed_label (' || document_id || ', table ' || table_id
        || ', line ' || {{ as_text('line') }} || ')' as place,
        '''' || printed_label || coalesce(''' in ''' || printed_unit, '') || '''' as found,
        'a label of {{ delivered_as('indicator_labels') }}, or an indicator_id beside it'
            as expected
    from {{ ref('int_document_line') }}
    where indicator_id is null
),

-- A percent or euro sign that differs is for the rule unit_sign_differs to find.
units_of_another_indicator as (
    select
        {{ printed_place('printed_values', 'printed_value') }} as place,
        '''' || printed_values.printed_value || '''' as found,
        'a figure in ' || printed_values.unit as expected
    from {{ ref('int_resolved_cell') }} as printed_values
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
)

select * from unknown_labels
union all
select * from units_of_another_indicator
