{% macro report_failures(results) %}
    {#-
        Ends a run with what failed and where, in words, and keeps the failing rows in the schema
        test_failures. Every data test of the project returns the columns place, found and expected,
        so that its rows can be read without the SQL.
    -#}
    {%- set failures = results | selectattr('status', 'in', ('fail', 'error', 'runtime error')) | list -%}
    {%- if failures -%}
        {%- do log('', info=true) -%}
        {%- do log('What failed, and where:', info=true) -%}
    {%- endif -%}
    {%- for result in failures -%}
        {%- do log('', info=true) -%}
        {%- do log('* ' ~ result.node.name | replace('_', ' '), info=true) -%}
        {%- if result.node.resource_type == 'test' and result.status == 'fail' -%}
            {%- do report_failing_rows(result) -%}
        {%- else -%}
            {#- The engine's words, without the trail of macros that dbt adds below them. -#}
            {%- set message = result.message.split('> in macro')[0] | trim -%}
            {%- do log('    ' ~ message | replace('\n', '\n    '), info=true) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if failures -%}
        {%- do log('', info=true) -%}
    {%- endif -%}
{% endmacro %}


{% macro report_failing_rows(result) %}
    {%- set rows_shown = 10 -%}
    {%- set kept = api.Relation.create(
        database=target.get('database'),
        schema='test_failures',
        identifier=result.node.name,
        type='table'
    ) -%}
    {%- do adapter.create_schema(kept) -%}
    {%- do run_query('drop table if exists ' ~ kept) -%}
    {%- do run_query('create table ' ~ kept ~ ' as ' ~ result.node.compiled_code) -%}
    {%- set failing_rows = run_query(
        'select place, found, expected from ' ~ kept ~ ' order by place, found limit ' ~ rows_shown
    ) -%}
    {%- for row in failing_rows.rows -%}
        {%- do log('    ' ~ row[0] ~ ': found ' ~ row[1] ~ ', expected ' ~ row[2], info=true) -%}
    {%- endfor -%}
    {%- if result.failures > rows_shown -%}
        {%- do log('    and ' ~ (result.failures - rows_shown) ~ ' more', info=true) -%}
    {%- endif -%}
    {%- do log(
        '    All rows: dbt show --limit -1 --output json --inline "select * from '
        ~ kept.include(database=false) | replace('"', '') ~ '"',
        info=true
    ) -%}
{% endmacro %}
