{#
    No two rows of a large public table have the same key. Stands in for the primary keys that these
    tables go without while landing is on. Only rows whose hash occurs twice are compared by their key.
    Described here, for dbt warns of a description in YAML while the test is off.
#}
{{ config(enabled=landing_is_on()) }}

{% for table in large_tables() %}
{% set relation = ref(table) %}
{% if execute %}
{% set key = primary_key(graph.nodes['model.' ~ project_name ~ '.' ~ table]) | join(', ') %}
select
    '{{ table }}, {{ key }}' as place,
    concat_ws(', ', {{ key }}) || ' in ' || cast(count(*) as varchar) || ' rows' as found,
    'one row' as expected
from {{ relation }}
where hash({{ key }}) in (
    select key_hash
    from (select hash({{ key }}) as key_hash from {{ relation }}) as hashes
    group by key_hash
    having count(*) > 1
)
group by {{ key }}
having count(*) > 1
{{ 'union all' if not loop.last }}
{% endif %}
{% endfor %}
