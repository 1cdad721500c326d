{% macro typed_or_landed(seed, with_lines=false) %}
    {#-
        The rows of a seed, and while landing is on those of the landed files of the same name. The
        plugin `landing` has made a view of these, which has no rows where no file was landed.
    -#}
    {%- if landing_is_on() -%}
    (
        select
            *
            {{- ', ' ~ seed_line() ~ ' as seed_line' if with_lines }}
        from {{ seed }}
        union all by name
        select
            *
            {{- ', cast(null as integer) as seed_line' if with_lines }}
        from landing.{{ seed.identifier }}
    )
    {%- elif with_lines -%}
    (
        select
            *,
            {{ seed_line() }} as seed_line
        from {{ seed }}
    )
    {%- else -%}
    {{ seed }}
    {%- endif -%}
{% endmacro %}


{% macro landing_is_on() %}
    {%- set is_on = var('landing', false) | string | lower not in ('false', 'none', '') -%}
    {%- if is_on and target.type != 'duckdb' -%}
        {%- do exceptions.raise_compiler_error(
            'Landed files are read by DuckDB only: build without the variable landing.'
        ) -%}
    {%- endif -%}
    {%- do return(is_on) -%}
{% endmacro %}


{% macro amended_areas() %}
    {#- Ids of the municipalities that this run builds; none if it builds all of them. -#}
    {%- set areas = var('amended_areas', none) or [] -%}
    {%- do return([areas] if areas is string else areas | map('string') | unique | sort) -%}
{% endmacro %}


{% macro source_place(seed_name, line, key) %}
    {#- Where a row comes from: the line of its seed, or if it was landed, the folder and its key. -#}
    {%- if landing_is_on() -%}
    coalesce(
        'seeds/{{ seed_name }}.csv, line ' || cast({{ line }} as {{ dbt.type_string() }}),
        'landing/{{ seed_name }}'{{ " || ' (' || " ~ key ~ " || ')'" if key }}
    )
    {%- else -%}
    'seeds/{{ seed_name }}.csv'
    || coalesce(', line ' || cast({{ line }} as {{ dbt.type_string() }}), '')
    {%- endif -%}
{% endmacro %}
