{% test valid_rows(model, key, required=[], accepted={}, references=[]) %}
    {%- set required_columns = (key + required) | unique | list -%}
    {%- set file = 'seeds/' ~ model.identifier ~ '.csv' -%}

    with

    numbered as (
        select
            *,
            {{ seed_line() }} as seed_line
        from {{ model }}
    ),

    problems as (
        {%- for column in required_columns %}
        select
            seed_line,
            '{{ column }}' as column_name,
            'nothing' as found,
            'a value' as expected
        from numbered
        where {{ column }} is null
        union all
        {%- endfor %}

        {%- for column, values in accepted.items() %}
        select
            seed_line,
            '{{ column }}' as column_name,
            coalesce(cast({{ column }} as {{ dbt.type_string() }}), 'nothing') as found,
            'one of {{ values | join(", ") }}' as expected
        from numbered
        where {{ column }} is null or {{ column }} not in ('{{ values | join("', '") }}')
        union all
        {%- endfor %}

        {%- for reference in references %}
        {%- set to_columns = reference.to_columns or reference.columns %}
        select
            numbered.seed_line,
            '{{ reference.columns | join(", ") }}' as column_name,
            {{ printed_key('numbered', reference.columns) }} as found,
            'a row of seeds/{{ reference.to }}.csv' as expected
        from numbered
        left join {{ ref(reference.to) }} as target_rows
            on
                {%- for column in reference.columns %}
                {{ 'and ' if not loop.first }}numbered.{{ column }} = target_rows.{{ to_columns[loop.index0] }}
                {%- endfor %}
        where
            target_rows.{{ to_columns[0] }} is null
            {%- for column in reference.columns %}
            and numbered.{{ column }} is not null
            {%- endfor %}
        union all
        {%- endfor %}

        select
            max(seed_line) as seed_line,
            '{{ key | join(", ") }}' as column_name,
            {{ printed_key('numbered', key) }} || ' in ' || cast(count(*) as {{ dbt.type_string() }}) || ' rows'
                as found,
            'one row' as expected
        from numbered
        group by {{ key | join(', ') }}
        having count(*) > 1
    )

    select
        '{{ file }}' || coalesce(', line ' || cast(seed_line as {{ dbt.type_string() }}), '')
        || ', column ' || column_name as place,
        found,
        expected
    from problems
{% endtest %}
