{% macro typed_or_landed(seed, landed=none, with_lines=false) %}
    {#-
        The rows of a seed, and while landing is on those of the landed files of the same name.
    -#}
    {%- if landing_is_on() -%}
    {%- if landed is none and execute -%}
        {%- set landed = source('landing', seed.identifier) -%}
    {%- endif -%}
    {{ adapter.dispatch('with_landed')(seed, landed, with_lines) }}
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


{% macro default__with_landed(seed, landed, with_lines) %}
    {%- do exceptions.raise_compiler_error(
        'Landed files are read by DuckDB and Spark only: build without the variable landing.'
    ) -%}
{% endmacro %}

{% macro duckdb__with_landed(seed, landed, with_lines) %}
    {#- The plugin `landing` has made a view, which has no rows where no file was landed. -#}
    (
        select
            *
            {{- ', ' ~ seed_line() ~ ' as seed_line' if with_lines }}
        from {{ seed }}
        union all by name
        select
            *
            {{- ', cast(null as integer) as seed_line' if with_lines }}
        from {{ landed }}
    )
{%- endmacro %}

{% macro spark__with_landed(seed, landed, with_lines) %}
    {%- if execute -%}
    {%- set node = graph.nodes['seed.' ~ project_name ~ '.' ~ seed.identifier] -%}
    {%- set types = with_types_of_spark(node).config.column_types -%}
    (
        select
            {{ types | join(', ') }}
            {{- ', ' ~ seed_line() ~ ' as seed_line' if with_lines }}
        from {{ seed }}
        union all
        select
            {%- for column, type in types.items() %}
            {#- An empty text says nothing, as an empty cell of a seed does. #}
            cast({{ "nullif(" ~ column ~ ", '')" if type == 'string' else column }} as {{ type }})
            {{- ' as ' ~ column }}
            {{- ',' if not loop.last }}
            {%- endfor %}
            {{- ', ' ~ seed_line() ~ ' as seed_line' if with_lines }}
        from {{ landed_table(seed, types) }}
    )
    {%- endif -%}
{%- endmacro %}


{% macro landed_table(seed, types) %}
    {#-
        A table of Spark on the Parquet files that were landed for a seed; one without rows if there
        are none. It is made anew in each run, which may find other files in the folder.
    -#}
    {%- set name = seed.identifier ~ '_' ~ invocation_id | replace('-', '') -%}
    {%- set landed = api.Relation.create(schema='landing', identifier=name, type='table') -%}
    {%- if adapter.get_relation(none, 'landing', name) is none -%}
        {%- set folder = var('landing') | string -%}
        {%- if '/' not in folder -%}
            {%- do exceptions.raise_compiler_error(
                'On Spark, landing names a folder that every worker can read: found ' ~ folder
                ~ ', expected an absolute path or the address of a storage.'
            ) -%}
        {%- endif -%}
        {#- Lists the files of whatever storage it is, without reading them. -#}
        {%- set folders = run_query(
            "select distinct element_at(split(path, '/'), -2) from binaryFile.`" ~ folder ~ "/*/*`"
        ).columns[0].values() -%}
        {%- set columns = [] -%}
        {%- for column, type in types.items() -%}
            {%- do columns.append(column ~ ' ' ~ type) -%}
        {%- endfor -%}
        {%- do run_query('create schema if not exists landing') -%}
        {%- do run_query(
            'create table if not exists ' ~ landed ~ (
                ' using parquet location ' ~ spark_text(folder ~ '/' ~ seed.identifier)
                if seed.identifier in folders
                else ' (' ~ columns | join(', ') ~ ') using parquet'
            )
        ) -%}
        {%- do adapter.cache_added(landed) -%}
    {%- endif -%}
    {%- do return(landed) -%}
{% endmacro %}


{% macro forget_landed() %}
    {#- Ends a run that read landed files. -#}
    {{ return(adapter.dispatch('forget_landed')()) }}
{% endmacro %}

{% macro default__forget_landed() %}
{% endmacro %}

{% macro spark__forget_landed() %}
    {#- Drops the tables on the landed files of this run, and none of the files. -#}
    {%- for node in graph.nodes.values()
        if landing_is_on() and node.resource_type == 'seed' -%}
        {%- do run_query(
            'drop table if exists landing.' ~ node.name ~ '_' ~ invocation_id | replace('-', '')
        ) -%}
    {%- endfor -%}
{% endmacro %}


{% macro landing_is_on() %}
    {%- set is_on = var('landing', false) | string | lower not in ('false', 'none', '') -%}
    {%- do return(is_on) -%}
{% endmacro %}


{% macro partial_areas() %}
    {#-
        Ids of the municipalities that this run builds; none if it builds all of them. They are in
        an environment variable, because dbt reads the whole project anew when one of its own
        variables differs from that of the last run.
    -#}
    {%- set areas = env_var('PARTIAL_AREAS', '').replace(',', ' ').split() | unique | sort -%}
    {%- if areas and target.type != 'duckdb' -%}
        {%- do exceptions.raise_compiler_error(
            'Only a DuckDB file is published in parts: build without PARTIAL_AREAS.'
        ) -%}
    {%- endif -%}
    {%- do return(areas) -%}
{% endmacro %}


{% macro source_place(seed_name, line, key) %}
    {#- Where a row comes from: the line of its seed, or if it was landed, the folder and its key. -#}
    {%- if landing_is_on() -%}
    coalesce(
        '{{ seed_file(seed_name) }}, line ' || {{ as_text(line) }},
        'landing/{{ seed_name }}'{{ " || ' (' || " ~ key ~ " || ')'" if key }}
    )
    {%- else -%}
    '{{ seed_file(seed_name) }}'
    || coalesce(', line ' || {{ as_text(line) }}, '')
    {%- endif -%}
{% endmacro %}
