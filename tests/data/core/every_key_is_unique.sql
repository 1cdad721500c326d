{#
    No two rows of a public table have the same key. Stands in for the primary keys that large tables
    go without while landing is on, and that no table has where the engine keeps no constraints. Only
    rows whose hash occurs twice are compared by their key. Described here, for dbt warns of a
    description in YAML while the test is off.
#}
{{ config(enabled=landing_is_on() or not constraints_are_enforced()) }}

{% for table in (large_tables() if constraints_are_enforced() else keyed_tables()) %}
{% set relation = ref(table) %}
{% if execute %}
{% set key = primary_key(graph.nodes['model.' ~ project_name ~ '.' ~ table]) | join(', ') %}
select
    '{{ table }}, {{ key }}' as place,
    concat_ws(', ', {{ key }}) || ' in ' || cast(count(*) as {{ dbt.type_string() }}) || ' rows'
        as found,
    'one row' as expected
from {{ relation }}
where {{ row_hash(key) }} in (
    select key_hash
    from (select {{ row_hash(key) }} as key_hash from {{ relation }}) as hashes
    group by key_hash
    having count(*) > 1
)
group by {{ key }}
having count(*) > 1
{{ 'union all' if not loop.last }}
{% endif %}
{% endfor %}
