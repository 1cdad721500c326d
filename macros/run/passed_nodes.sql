{#-
    What has passed since the last publication is kept in the schema runs of the private database, so
    that `dbt retry`, or any build of what is lacking, publishes once everything has passed. A pass
    counts as long as nothing that the node was made from has changed.
-#}

{% macro start_run() %}
    {#- What happens at the start of every command that changes tables. -#}
    {%- if execute and flags.WHICH in ('build', 'run', 'seed', 'test') -%}
        {%- do adapter.dispatch('forget_outdated_passes')() -%}
    {%- endif -%}
{% endmacro %}


{% macro default__forget_outdated_passes() %}
    {#- Only the file of DuckDB is published. -#}
{% endmacro %}

{% macro duckdb__forget_outdated_passes() %}
    {#-
        A node that is selected has to pass again: a run that is killed may leave it half done. A
        changed seed, model or test makes itself and all that reads it outdated; a changed file of
        another kind, such as a macro, a file of settings or a landed file, makes everything so.
    -#}
    {%- set changed = changed_inputs() -%}
    {%- set outdated = [] -%}
    {%- set files_of_nodes = [] -%}
    {%- for node in graph.nodes.values() if not node.original_file_path.endswith('.yml') -%}
        {%- do files_of_nodes.append(node.original_file_path) -%}
        {%- if node.original_file_path in changed -%}
            {%- do outdated.append(node.unique_id) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if changed | reject('in', files_of_nodes) | list -%}
        {%- do forget_passed_nodes() -%}
    {%- else -%}
        {%- do forget_passed_nodes(with_descendants(outdated) + selected_resources) -%}
    {%- endif -%}
{% endmacro %}


{% macro changed_inputs() %}
    {#- What differs from the last run, by name; from now on, what is found now counts. -#}
    {%- set settings = flags.VARS | string ~ flags.EMPTY ~ flags.SAMPLE ~ partial_areas() -%}
    {%- set found = run_query(
        "create schema if not exists runs;"
        ~ " create table if not exists runs.inputs (input varchar, checksum varchar);"
        ~ " create table if not exists runs.passed_nodes (unique_id varchar primary key);"
        ~ " create or replace temp table present_inputs as"
        ~ "     select filename as input, md5(content) as checksum"
        ~ "     from read_blob(['*.yml', 'macros/**', 'models/**', 'seeds/**', 'src/**/*.py', 'tests/data/**'])"
        ~ (" union all select item_name, checksum from landing.delivery" if landing_is_on() else "")
        ~ "     union all select 'settings', '" ~ settings | replace("'", "''") ~ "';"
        ~ " create or replace temp table changed_inputs as"
        ~ "     select input from runs.inputs as earlier"
        ~ "     full join present_inputs as present using (input)"
        ~ "     where earlier.checksum is distinct from present.checksum;"
        ~ " create or replace table runs.inputs as from present_inputs;"
        ~ " from changed_inputs"
    ) -%}
    {%- do return(found.columns[0].values() | list) -%}
{% endmacro %}


{% macro with_descendants(unique_ids) %}
    {#- Ids of nodes and of everything that reads them, directly or not. -#}
    {%- set readers = [] -%}
    {%- for node in graph.nodes.values()
        if node.unique_id not in unique_ids
        and node.depends_on.get('nodes', []) | select('in', unique_ids) | list -%}
        {%- do readers.append(node.unique_id) -%}
    {%- endfor -%}
    {%- do return(with_descendants(unique_ids + readers) if readers else unique_ids) -%}
{% endmacro %}


{% macro passed_nodes(results) %}
    {#- Ids of all nodes that have passed since the last publication, those of this run included. -#}
    {%- set passed = [] -%}
    {%- for result in results if result.status in ('success', 'pass') -%}
        {%- do passed.append("('" ~ result.node.unique_id ~ "')") -%}
    {%- endfor -%}
    {%- if passed -%}
        {%- do run_query('insert or ignore into runs.passed_nodes values ' ~ passed | join(', ')) -%}
    {%- endif -%}
    {%- do return(run_query('from runs.passed_nodes').columns[0].values() | list) -%}
{% endmacro %}


{% macro forget_passed_nodes(unique_ids=none) %}
    {#- Has nodes pass again before the next publication; all of them unless some are given. -#}
    {%- do run_query(
        'delete from runs.passed_nodes'
        ~ (" where unique_id in ('" ~ unique_ids | join("', '") ~ "')" if unique_ids is not none else '')
    ) -%}
{% endmacro %}
