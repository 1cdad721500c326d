{% macro finish_run(results) %}
    {#- What happens at the end of every command: failures are explained, a clean build published. -#}
    {%- if execute and flags.WHICH in ('build', 'run', 'seed', 'test') -%}
        {%- do report_failures(results) -%}
        {%- if flags.WHICH == 'build' -%}
            {%- do adapter.dispatch('publish')(results) -%}
        {%- endif -%}
        {%- do forget_landed() -%}
    {%- endif -%}
{% endmacro %}


{% macro default__publish(results) %}
    {#- A server shows the tables as soon as they are built; there is no file to put in place. -#}
{% endmacro %}


{% macro duckdb__publish(results) %}
    {%- set published_path = 'warehouse/municipal_indicators.duckdb' -%}
    {%- set passed = passed_nodes(results) -%}
    {%- set unfinished = nodes_not_passed(results, passed) -%}
    {%- if flags.EMPTY -%}
        {%- do log('Not published: the tables were built without rows.', info=true) -%}
    {%- elif unfinished -%}
        {%- do log(
            "Not published: " ~ unfinished | length ~ " of the project's seeds, models and tests did"
            ~ " not pass or were left out. " ~ published_path ~ " stays as it was.",
            info=true
        ) -%}
    {%- else -%}
        {%- do drop_former_tables() -%}
        {#- Detaching writes everything to the file and lets go of it. -#}
        {%- do run_query('detach municipal_indicators') -%}
        {%- do adapter.store_relation(
            'publication', this, [], published_path, 'duckdb', provenance(passed)
        ) -%}
        {%- do forget_passed_nodes() -%}
        {%- do log(
            'Published ' ~ published_path
            ~ (' for ' ~ partial_areas() | join(', ') ~ ', the others as before' if partial_areas() else ''),
            info=true
        ) -%}
        {%- do log_changes(published_path) -%}
    {%- endif -%}
{% endmacro %}


{% macro log_changes(published_path) %}
    {#- Says how a publication differs from the one before; nothing where there was none. -#}
    {%- do run_query("attach '" ~ published_path ~ "' as newest_publication (read_only)") -%}
    {%- set changes = run_query(
        'select cast(sum(rows_added) as bigint), cast(sum(rows_changed) as bigint),'
        ~ ' cast(sum(rows_gone) as bigint),'
        ~ ' count(case when rows_added + rows_changed + rows_gone > 0 then 1 end)'
        ~ ' from newest_publication.reporting.rpt_publication_content'
    ).rows[0] -%}
    {%- do run_query('detach newest_publication') -%}
    {%- if changes[3] -%}
        {%- do log(
            'Changed since the publication before: ' ~ changes[0] ~ ' rows added, ' ~ changes[1]
            ~ ' changed and ' ~ changes[2] ~ ' gone, in ' ~ changes[3]
            ~ ' tables (reporting.rpt_publication_change)',
            info=true
        ) -%}
    {%- elif changes[0] is not none -%}
        {%- do log('No row differs from the publication before', info=true) -%}
    {%- endif -%}
{% endmacro %}


{% macro provenance(passed) %}
    {#- What only the run knows of a publication, for the table reporting.rpt_publication. -#}
    {%- set resource_types = [] -%}
    {%- for unique_id in passed -%}
        {%- do resource_types.append(unique_id.split('.')[0]) -%}
    {%- endfor -%}
    {%- set run = {
        'data_tests': resource_types.count('test'),
        'unit_tests': resource_types.count('unit_test'),
        'seeds': {},
        'with_landing': landing_is_on(),
        'partial_areas': partial_areas(),
        'tables': {},
    } -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'seed' -%}
        {%- do run.seeds.update({node.name: node.checksum.checksum}) -%}
    {%- endfor -%}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'model' and node.database == 'municipal_indicators' -%}
        {%- do run.tables.update({
            node.schema ~ '.' ~ node.alias: node.config.meta.get('partial_publication', {})
        }) -%}
    {%- endfor -%}
    {%- do return(run) -%}
{% endmacro %}


{% macro drop_former_tables() %}
    {#- What an earlier version of the project built is no part of this publication. -#}
    {%- set current = [] -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' -%}
        {%- do current.append(node.schema ~ '.' ~ node.alias) -%}
    {%- endfor -%}
    {%- set present = run_query(
        "select table_schema, table_name, table_type from information_schema.tables"
        ~ " where table_catalog = 'municipal_indicators'"
    ) -%}
    {%- for schema, table, type in present.rows if schema ~ '.' ~ table not in current -%}
        {%- do run_query(
            'drop ' ~ ('view' if type == 'VIEW' else 'table')
            ~ ' municipal_indicators."' ~ schema ~ '"."' ~ table ~ '"'
        ) -%}
    {%- endfor -%}
{% endmacro %}


{% macro nodes_not_passed(results, passed) %}
    {#-
        Ids of seeds, models and tests of the project that have not passed. Ephemeral models run
        inside others; unit tests count only where the run includes them.
    -#}
    {%- set unfinished = [] -%}
    {%- for node in graph.nodes.values()
        if node.resource_type in ('seed', 'model', 'test')
        and node.config.materialized != 'ephemeral'
        and node.unique_id not in passed -%}
        {%- do unfinished.append(node.unique_id) -%}
    {%- endfor -%}
    {%- for result in results
        if result.node.resource_type == 'unit_test' and result.status != 'pass' -%}
        {%- do unfinished.append(result.node.unique_id) -%}
    {%- endfor -%}
    {%- do return(unfinished) -%}
{% endmacro %}
