{% test constraints_hold(model, may_be_empty=false) %}
    {%- if execute -%}
    {%- set table = model.identifier -%}
    {%- set node = graph.nodes['model.' ~ project_name ~ '.' ~ table] -%}
    {%- set key = primary_key(node) | join(', ') -%}
    {%- set required = required_columns(node) -%}
    {#- Rows of a view are those of tables with tests of their own; of many figures they cost much. -#}
    {%- set rows_are_tested = not (landing_is_on() and node.config.materialized == 'view') -%}

    select
        '{{ table }}' as place,
        'no rows' as found,
        'at least one' as expected
    where
        not exists (select 1 from {{ model }})
        and {{ 'false' if may_be_empty or flags.EMPTY else 'true' }}

    {%- if required and rows_are_tested %}
    union all
    select
        '{{ table }}, column ' || concat_ws(
            ', '
            {%- for column in required %},
            case when {{ column }} is null then '{{ column }}' end
            {%- endfor %}
        ) as place,
        'nothing' as found,
        'a value' as expected
    from {{ model }}
    where
        {%- for column in required %}
        {{ 'or ' if not loop.first }}{{ column }} is null
        {%- endfor %}
    {%- endif %}

    {%- if key and rows_are_tested %}
    {#- Only rows whose hash occurs twice are compared by their key: a hash is small. #}
    union all
    select
        '{{ table }}, {{ key }}' as place,
        concat_ws(', ', {{ key }}) || ' in ' || cast(count(*) as {{ dbt.type_string() }}) || ' rows'
            as found,
        'one row' as expected
    from {{ model }}
    where {{ row_hash(key) }} in (
        select key_hash
        from (select {{ row_hash(key) }} as key_hash from {{ model }}) as hashes
        group by key_hash
        having count(*) > 1
    )
    group by {{ key }}
    having count(*) > 1
    {%- endif %}

    {%- for foreign_key in foreign_keys(node) %}
    union all
    select
        '{{ table }}, column {{ foreign_key.column }}' as place,
        cast(keys.{{ foreign_key.column }} as {{ dbt.type_string() }}) as found,
        'a row of {{ foreign_key.to }}' as expected
    from (select distinct {{ foreign_key.column }} from {{ model }}) as keys
    left join {{ graph.nodes['model.' ~ project_name ~ '.' ~ foreign_key.to].relation_name }} as target_rows
        on keys.{{ foreign_key.column }} = target_rows.{{ foreign_key.to_column }}
    where
        keys.{{ foreign_key.column }} is not null
        and target_rows.{{ foreign_key.to_column }} is null
    {%- endfor %}
    {%- endif %}
{% endtest %}
