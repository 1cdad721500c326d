with

targets as (
    select * from {{ ref('int_successive_target') }}
)

select
    {{ finding(
        'target_weakened',
        observed='value',
        allowed=[
            "case when direction = 'higher_is_better' then previous_value end",
            "case when direction = 'lower_is_better' then previous_value end",
        ],
    ) }},
    previous_printed_value || ' | ' || printed_value as figures,
    'streefcijfer ' || printed_value || ' is zwakker dan ' || previous_printed_value
    || ' voor ' || {{ as_text('previous_year') }} as arithmetic_nl,
    'target ' || printed_value || ' is weaker than ' || previous_printed_value
    || ' for ' || {{ as_text('previous_year') }} as arithmetic_en
from targets
where
    (direction = 'lower_is_better' and value > previous_value)
    or (direction = 'higher_is_better' and value < previous_value)
