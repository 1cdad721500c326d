{% test references_exist(model, references) %}
    {%- for column, dimension in references.items() %}
    {{ 'union all' if not loop.first }}
    select distinct
        '{{ model.identifier }}, column {{ column }}' as place,
        cast(fact_rows.{{ column }} as {{ dbt.type_string() }}) as found,
        'a row of {{ dimension }}' as expected
    from {{ model }} as fact_rows
    left join {{ ref(dimension) }} as dimension_rows
        on fact_rows.{{ column }} = dimension_rows.{{ column }}
    where fact_rows.{{ column }} is not null and dimension_rows.{{ column }} is null
    {%- endfor %}
{% endtest %}
