{% macro invalid_rows(seed, rules) %}
    {#-
        Rows of a seed that break its own rules, with the line of the file. The rules stand beside the
        columns in seeds/_seeds.yml.
    -#}
    {%- set file = 'seeds/' ~ seed.identifier ~ '.csv' -%}
    {%- set required = rules.key + rules.get('required', []) -%}
    select
        '{{ file }}' || coalesce(', line ' || cast(seed_line as {{ dbt.type_string() }}), '')
        || ', column ' || column_name as place,
        found,
        expected
    from (
        {%- for column in required %}
        select
            {{ seed_line() }} as seed_line,
            '{{ column }}' as column_name,
            'nothing' as found,
            'a value' as expected
        from {{ seed }}
        where {{ column }} is null
        union all
        {%- endfor %}

        {%- for column, words in rules.get('accepted', {}).items() %}
        select
            {{ seed_line() }} as seed_line,
            '{{ column }}' as column_name,
            coalesce(cast({{ column }} as {{ dbt.type_string() }}), 'nothing') as found,
            'one of {{ words | join(", ") }}' as expected
        from {{ seed }}
        where {{ column }} is null or {{ column }} not in ('{{ words | join("', '") }}')
        union all
        {%- endfor %}

        {%- for reference in rules.get('references', []) %}
        {%- set to_columns = reference.to_columns or reference.columns %}
        select
            {{ seed_line('seed_rows') }} as seed_line,
            '{{ reference.columns | join(", ") }}' as column_name,
            {{ printed_key('seed_rows', reference.columns) }} as found,
            'a row of seeds/{{ reference.to }}.csv' as expected
        from {{ seed }} as seed_rows
        left join {{ ref(reference.to) }} as target_rows
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
            max({{ seed_line() }}) as seed_line,
            '{{ rules.key | join(", ") }}' as column_name,
            {{ printed_key('seed_rows', rules.key) }} || ' in ' || cast(count(*) as {{ dbt.type_string() }}) || ' rows'
                as found,
            'one row' as expected
        from {{ seed }} as seed_rows
        group by {{ rules.key | join(', ') }}
        having count(*) > 1
    ) as problems
{% endmacro %}
