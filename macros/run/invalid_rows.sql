{% macro invalid_rows(seed, rules, rows=none) %}
    {#-
        Rows of a seed that break its own rules, with the line of the file. The rules stand beside the
        columns in seeds/_seeds.yml. While landing is on, they hold for the landed rows too.
    -#}
    {%- if landing_is_on() -%}
        {%- set rows = rows or typed_or_landed(seed, with_lines=true) -%}
        {%- set line = 'seed_rows.seed_line' -%}
        {#- A landed row has no line, so its place is told by its key. -#}
        {%- set key = printed_key('seed_rows', rules.key) -%}
    {%- else -%}
        {%- set rows = seed -%}
        {%- set line = seed_line('seed_rows') -%}
        {%- set key = "''" -%}
    {%- endif -%}
    {%- set required = rules.key + rules.get('required', []) -%}
    select
        {{ source_place(seed.identifier, 'seed_line', 'seed_key') }}
        || ', column ' || column_name as place,
        found,
        expected
    from (
        {%- for column in required %}
        select
            {{ line }} as seed_line,
            {{ key }} as seed_key,
            '{{ column }}' as column_name,
            'nothing' as found,
            'a value' as expected
        from {{ rows }} as seed_rows
        where {{ column }} is null
        union all
        {%- endfor %}

        {%- for column, words in rules.get('accepted', {}).items() %}
        select
            {{ line }} as seed_line,
            {{ key }} as seed_key,
            '{{ column }}' as column_name,
            coalesce(cast({{ column }} as {{ dbt.type_string() }}), 'nothing') as found,
            'one of {{ words | join(", ") }}' as expected
        from {{ rows }} as seed_rows
        where {{ column }} is null or {{ column }} not in ('{{ words | join("', '") }}')
        union all
        {%- endfor %}

        {%- for reference in rules.get('references', []) %}
        {%- set to_columns = reference.to_columns or reference.columns %}
        select
            {{ line }} as seed_line,
            {{ key }} as seed_key,
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
            {{ key }} as seed_key,
            '{{ rules.key | join(", ") }}' as column_name,
            {{ printed_key('seed_rows', rules.key) }} || ' in ' || cast(count(*) as {{ dbt.type_string() }}) || ' rows'
                as found,
            'one row' as expected
        from {{ rows }} as seed_rows
        group by {{ rules.key | join(', ') }}
        having count(*) > 1
    ) as problems
{% endmacro %}
