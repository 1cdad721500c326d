{#-
    What takes the place of macros of dbt-spark. Spark keeps no constraints of a Parquet table, so
    the data test constraints_hold looks after them.
-#}

{% macro spark__create_table_as(temporary, relation, compiled_code, language='sql') %}
    {%- do set_up_spark_session() -%}
    {%- if config.get('contract').enforced -%}
        {{ get_assert_columns_equivalent(compiled_code) }}
        {#- Created apart, because a table that is made by a query gets no descriptions of columns. -#}
        {%- call statement('create_table') -%}
            create table {{ relation }} (
                {%- for column in model.columns.values() %}
                {{ column.name }} {{ column.data_type }}
                comment {{ spark_text(column.description) }}{{ ',' if not loop.last }}
                {%- endfor %}
            )
            {{ file_format_clause() }}
            {{ partition_cols(label='partitioned by') }}
            {{ location_clause() }}
            comment {{ spark_text(model.description) }}
        {%- endcall -%}
        insert into {{ relation }} ({{ model.columns.values() | map(attribute='name') | join(', ') }})
        select {{ model.columns.values() | map(attribute='name') | join(', ') }}
        from (
        {{ compiled_code }}
        ) as built_rows
    {%- else -%}
        create table {{ relation }}
        {{ file_format_clause() }}
        {{ location_clause() }}
        as
        {{ compiled_code }}
    {%- endif -%}
{% endmacro %}


{% macro spark__get_assert_columns_equivalent(sql) %}
    {#-
        dbt's own check learns the kind of a type here and not its size: two decimals with unequal
        numbers of decimals would be the same to it. The digits before the decimal mark do not count,
        since Spark adds one at each step of a calculation; a number that is too long for the column
        stops the build when it is written.
    -#}
    {%- set digits = 'decimal[(][0-9]+,' -%}
    {%- set declared = [] -%}
    {%- for column in model.columns.values() -%}
        {%- set type = column.data_type | lower | replace(' ', '') | replace('integer', 'int') -%}
        {%- do declared.append(column.name ~ ' ' ~ modules.re.sub(digits, 'decimal(', type)) -%}
    {%- endfor -%}
    {%- set found = [] -%}
    {%- for column in run_query('describe query ' ~ sql).rows -%}
        {%- do found.append(column[0] ~ ' ' ~ modules.re.sub(digits, 'decimal(', column[1])) -%}
    {%- endfor -%}
    {%- set missing = declared | reject('in', found) | sort -%}
    {%- set unknown = found | reject('in', declared) | sort -%}
    {%- if missing or unknown -%}
        {%- do exceptions.raise_compiler_error(
            'The query does not keep the contract of the model: it gives '
            ~ (unknown | join(', ') or 'nothing more') ~ ' and lacks '
            ~ (missing | join(', ') or 'nothing') ~ '.'
        ) -%}
    {%- endif -%}
{% endmacro %}


{% macro spark__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) %}
    {%- do set_up_spark_session() -%}
    {{ default__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) }}
{% endmacro %}


{% macro set_up_spark_session() %}
    {#-
        dbt-spark has every session turn texts that are no numbers, and numbers that are too large,
        into nulls. A figure must never be lost like that.
    -#}
    {%- do run_query('set spark.sql.ansi.enabled = true') -%}
    {#-
        Spark sends a small table whole to each worker, and goes by the size of its file until it
        has read it. Names and texts repeat in our tables, so a row takes hundreds of bytes in memory
        and a few in the file: ten megabytes, the default, hold a million rows.
    -#}
    {%- do run_query('set spark.sql.autoBroadcastJoinThreshold = 200k') -%}
    {%- do run_query('set spark.sql.adaptive.autoBroadcastJoinThreshold = 10m') -%}
{% endmacro %}


{% macro spark__file_format_clause() %}
    {#- dbt-spark assumes Delta, which does not come with Spark. -#}
    using {{ config.get('file_format', 'parquet') }}
{% endmacro %}


{% macro spark__persist_constraints(relation, model) %}
    {#- dbt-spark would add them by statements that only Delta knows. -#}
{% endmacro %}


{% macro spark__create_csv_table(model, agate_table) %}
    {{ return(dbt.spark__create_csv_table(with_types_of_spark(model), agate_table)) }}
{% endmacro %}

{% macro spark__load_csv_rows(model, agate_table) %}
    {%- do set_up_spark_session() -%}
    {{ return(dbt.spark__load_csv_rows(with_types_of_spark(model), agate_table)) }}
{% endmacro %}

{% macro with_types_of_spark(seed) %}
    {#- The seed as dbt knows it; a text is called varchar, which Spark has with a length only. -#}
    {%- set types = {} -%}
    {%- for column, type in seed.config.column_types.items() -%}
        {%- do types.update({column: type | replace('varchar', 'string')}) -%}
    {%- endfor -%}
    {%- do return({'config': {'column_types': types}}) -%}
{% endmacro %}


{% macro spark__listagg(measure, delimiter_text, order_by_clause, limit_num) %}
    {#- That of dbt-spark leaves the order to chance. -#}
    {%- if limit_num -%}
        {%- do exceptions.raise_compiler_error('On Spark, listagg takes all rows of a group.') -%}
    {%- endif -%}
    listagg({{ measure }}, {{ delimiter_text }})
    {{- ' within group (' ~ order_by_clause ~ ')' if order_by_clause }}
{%- endmacro %}


{% macro spark_text(text) %}
    {#- Spark takes a backslash in a text for an escape. -#}
    {%- do return("'" ~ text | trim | replace('\\', '\\\\') | replace("'", "\\'") ~ "'") -%}
{% endmacro %}
