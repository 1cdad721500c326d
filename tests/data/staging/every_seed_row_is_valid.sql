{#
    One test for all seeds, because a test node costs more than the query. Their rules stand in
    seeds/_seeds.yml, beside the columns: key, required, accepted and references.
#}
{% set seeds = [
    'accepted_findings', 'areas', 'bbv_indicators', 'document_columns', 'document_tables',
    'documents', 'finding_rules', 'indicator_labels', 'indicator_objectives',
    'indicator_relations', 'indicators', 'initiative_objectives', 'initiatives', 'known_gaps',
    'objectives', 'partners', 'programmes', 'published_values', 'statements',
] %}

{# While landing is on, figures are many: staging has read their files once, into a table. #}
{% set tables = {'published_values': ref('stg_published_values')} if landing_is_on() else {} %}

{% for seed in seeds %}
{% set seed_rows = ref(seed) %}
{% if execute %}
{% set rules = graph.nodes['seed.' ~ project_name ~ '.' ~ seed].config.meta %}
{{ invalid_rows(seed_rows, rules, tables.get(seed)) }}
{{ 'union all' if not loop.last }}
{% endif %}
{% endfor %}
