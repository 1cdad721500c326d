{% test valid_rows(
    model, key, optional_key=[], required=[], accepted={}, references=[], may_be_empty=false,
    landed_table=none
) %}
    {#- While landing is on, the rules hold for the landed rows too. -#}
    {%- if landing_is_on() -%}
        {%- set rows = ref(landed_table) if landed_table
            else typed_or_landed(model, with_lines=true) -%}
        {%- set line = 'seed_rows.seed_line' -%}
        {#- A landed row has no line, so its place is told by its key. -#}
        {%- set printed_key_of_row = printed_key('seed_rows', key + optional_key) -%}
    {%- else -%}
        {%- set rows = model -%}
        {%- set line = seed_line('seed_rows') -%}
        {%- set printed_key_of_row = "''" -%}
    {%- endif -%}
    select
        {{ source_place(model.identifier, 'seed_line', 'seed_key') }}
        || ', column ' || column_name as place,
        found,
        expected
    from (
        {%- for column in key + required %}
        select
            {{ line }} as seed_line,
            {{ printed_key_of_row }} as seed_key,
            '{{ column }}' as column_name,
            'nothing' as found,
            'a value' as expected
        from {{ rows }} as seed_rows
        where {{ column }} is null
        union all
        {%- endfor %}

        {%- for column, words in accepted.items() %}
        select
            {{ line }} as seed_line,
            {{ printed_key_of_row }} as seed_key,
            '{{ column }}' as column_name,
            coalesce({{ as_text(column) }}, 'nothing') as found,
            'one of {{ words | join(", ") }}' as expected
        from {{ rows }} as seed_rows
        where {{ column }} is null or {{ column }} not in ('{{ words | join("', '") }}')
        union all
        {%- endfor %}

        {%- for reference in references %}
        {%- set to_columns = reference.to_columns or reference.columns %}
        select
            {{ line }} as seed_line,
            {{ printed_key_of_row }} as seed_key,
            '{{ reference.columns | join(", ") }}' as column_name,
            {{ printed_key('seed_rows', reference.columns) }} as found,
            'a row of {{ delivered_as(reference.to) }}' as expected
        from {{ rows }} as seed_rows
        left join {{ typed_or_landed(ref(reference.to)) }} as target_rows
            on
                {%- for column in reference.columns %}
                {{ 'and ' if not loop.first }}seed_rows.{{ column }} = target_rows.{{ to_columns[loop.index0] }}
                {%- endfor %}
        where
            target_rows.{{ to_columns[0] }} is null
            {%- for column in reference.columns %}
            and seed_rows.{{ column }} is not null
            {%- endfor %}
        union all
        {%- endfor %}

        select
            max({{ line }}) as seed_line,
            {{ printed_key_of_row }} as seed_key,
            '{{ (key + optional_key) | join(", ") }}' as column_name,
            {{ printed_key('seed_rows', key + optional_key) }} || ' in ' || {{ as_text('count(*)') }} || ' rows'
                as found,
            'one row' as expected
        from {{ rows }} as seed_rows
        group by {{ (key + optional_key) | join(', ') }}
        having count(*) > 1
    ) as problems
    {%- if not may_be_empty and not flags.EMPTY %}
    union all
    select
        '{{ delivered_as(model.identifier) }}' as place,
        'no rows below the header' as found,
        'at least one' as expected
    where not exists (select 1 from {{ rows }} as seed_rows)
    {%- endif %}
{% endtest %}
