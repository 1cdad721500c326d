with

targets as (
    select * from {{ ref('int_successive_target') }}
    where value = previous_value
),

realisations as (
    select * from {{ ref('int_measured_value') }}
    where value_type = 'realisation'
),

judged as (
    select
        targets.*,
        realisations.printed_value as realised_printed_value,
        realisations.value_low as realised_low,
        realisations.value_high as realised_high
    from targets
    inner join realisations
        on
            targets.document_id = realisations.document_id
            and targets.indicator_id = realisations.indicator_id
            and targets.area_id = realisations.area_id
            and targets.previous_year = realisations.year
)

select
    {{ finding(
        'missed_target_repeated',
        observed='value',
        allowed=['realised_low', 'realised_high'],
    ) }},
    previous_printed_value || ' | ' || realised_printed_value || ' | ' || printed_value as figures,
    'streefcijfer '
    || previous_printed_value
    || ' voor '
    || {{ as_text('previous_year') }}
    || ' is met '
    || realised_printed_value
    || ' niet gehaald en keert terug als '
    || printed_value as arithmetic_nl,
    'target ' || previous_printed_value || ' for ' || {{ as_text('previous_year') }}
    || ' was missed with '
    || realised_printed_value
    || ' and returns as '
    || printed_value as arithmetic_en
from judged
where
    {{ is_missed(
        "case when direction = 'higher_is_better' then previous_value end",
        "case when direction = 'lower_is_better' then previous_value end",
        'realised_low', 'realised_high',
    ) }}
