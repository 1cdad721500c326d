{% macro finding_rules() %}
    {#- The rules that figures are checked by; the query of each is the model int_<rule>. -#}
    {%- do return([
        'complement_sum',
        'figure_not_due',
        'figure_revised',
        'large_change',
        'mandatory_indicator_lacking',
        'mandatory_indicator_with_target',
        'missed_target_repeated',
        'own_indicator_without_target',
        'part_exceeds_whole',
        'population_disagreement',
        'population_jump',
        'realisation_before_its_time',
        'statement_contradicted',
        'target_after_the_fact',
        'target_misses_objective',
        'target_weakened',
        'target_weaker_than_realisation',
        'unit_sign_differs',
        'unplaced_value_apart',
        'value_out_of_bounds',
    ]) -%}
{% endmacro %}
