{# Other tests look for bad rows, which an empty table does not have. #}
{% set tables = [
    'bridge_indicator_objective', 'bridge_indicator_relation', 'bridge_initiative_objective',
    'dim_area', 'dim_bbv_indicator', 'dim_document', 'dim_document_column', 'dim_document_table',
    'dim_finding_rule', 'dim_indicator', 'dim_initiative', 'dim_objective', 'dim_partner',
    'dim_programme', 'dim_value_type', 'dim_year', 'fct_completeness', 'fct_coverage',
    'fct_indicator_value', 'fct_legal_coverage', 'fct_statement', 'rpt_indicator_series',
    'rpt_programme_scorecard', 'rpt_published_table', 'rpt_target_outlook', 'fct_target_assessment',
    'fct_indicator_progress', 'fct_value_revision', 'rpt_indicator_series_as_of',
] %}

{% for table in tables %}
select
    '{{ table }}' as place,
    'no rows' as found,
    'at least one' as expected
where not exists (select 1 from {{ ref(table) }})
{{ 'union all' if not loop.last }}
{% endfor %}
