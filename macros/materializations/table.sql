{% materialization table, adapter='duckdb' %}
    {#-
        dbt-duckdb builds a table beside the old one and swaps the two, so that readers keep the old
        one meanwhile. Here nobody reads the file that is being built, so the old table simply goes
        first; that halves the time of a build of small tables.
    -#}
    {%- set existing_relation = load_cached_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}

    {{ run_hooks(pre_hooks) }}

    {%- if existing_relation is not none and not existing_relation.is_table -%}
        {%- do adapter.drop_relation(existing_relation) -%}
    {%- endif -%}

    {%- call statement('main') -%}
        begin;
        drop table if exists {{ target_relation }};
        {{ create_table_as(false, target_relation, compiled_code) }};
        {%- if config.persist_relation_docs() and model.description %}
            {{ alter_relation_comment(target_relation, model.description) }}
        {%- endif %}
        {%- if config.persist_column_docs() %}
            {%- for column in model.columns.values() if column.description %}
        comment on column {{ target_relation }}.{{ column.name }}
            is '{{ column.description | replace("'", "''") }}';
            {%- endfor %}
        {%- endif %}
        commit;
    {%- endcall -%}

    {{ run_hooks(post_hooks) }}

    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
