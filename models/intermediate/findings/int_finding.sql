select * from {{ ref('int_complement_sum') }}

union all

select * from {{ ref('int_figure_not_due') }}

union all

select * from {{ ref('int_figure_revised') }}

union all

select * from {{ ref('int_large_change') }}

union all

select * from {{ ref('int_level_unlike_others') }}

union all

select * from {{ ref('int_mandatory_indicator_lacking') }}

union all

select * from {{ ref('int_mandatory_indicator_with_target') }}

union all

select * from {{ ref('int_missed_target_repeated') }}

union all

select * from {{ ref('int_official_population_differs') }}

union all

select * from {{ ref('int_official_population_disagreement') }}

union all

select * from {{ ref('int_own_indicator_without_target') }}

union all

select * from {{ ref('int_part_exceeds_whole') }}

union all

select * from {{ ref('int_population_disagreement') }}

union all

select * from {{ ref('int_population_jump') }}

union all

select * from {{ ref('int_realisation_before_its_time') }}

union all

select * from {{ ref('int_repeated_value_differs') }}

union all

select * from {{ ref('int_statement_contradicted') }}

union all

select * from {{ ref('int_target_after_the_fact') }}

union all

select * from {{ ref('int_target_misses_objective') }}

union all

select * from {{ ref('int_target_weakened') }}

union all

select * from {{ ref('int_target_weaker_than_realisation') }}

union all

select * from {{ ref('int_unit_sign_differs') }}

union all

select * from {{ ref('int_unplaced_value_apart') }}

union all

select * from {{ ref('int_value_out_of_bounds') }}
