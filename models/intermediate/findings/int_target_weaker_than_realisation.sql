with

measured_values as {{ inline() }} (
    select * from {{ ref('int_measured_value') }}
),

targets as (
    select * from measured_values
    where value_type = 'target'
),

-- Only a target that is weaker than some realisation of its document needs a look at the years. A
-- single target, or the same one for every year, may be a norm to be kept: nobody said it would get
-- better.
extremes as (
    select
        document_id,
        indicator_id,
        area_id,
        max(case when value_type = 'realisation' then value_low end) as highest_low,
        min(case when value_type = 'realisation' then value_high end) as lowest_high
    from measured_values
    where value_type in ('realisation', 'target')
    group by document_id, indicator_id, area_id
    having
        max(case when value_type = 'target' then value end)
        > min(case when value_type = 'target' then value end)
),

suspicious_targets as (
    select targets.*
    from targets
    inner join extremes
        on
            targets.document_id = extremes.document_id
            and targets.indicator_id = extremes.indicator_id
            and targets.area_id = extremes.area_id
    where
        {{ is_weaker(
            'targets.direction', 'targets.value', 'extremes.highest_low', 'extremes.lowest_high'
        ) }}
),

-- The latest realisation before the year of the target.
compared as (
    select
        targets.*,
        realisations.year as realised_year,
        realisations.printed_value as realised_printed_value,
        realisations.value_low as realised_low,
        realisations.value_high as realised_high,
        row_number() over (
            partition by
                targets.document_id,
                targets.table_id,
                targets.indicator_id,
                targets.area_id,
                targets.year
            order by realisations.year desc
        ) as measurements_back
    from suspicious_targets as targets
    inner join measured_values as realisations
        on
            targets.document_id = realisations.document_id
            and targets.indicator_id = realisations.indicator_id
            and targets.area_id = realisations.area_id
            and targets.year > realisations.year
    where realisations.value_type = 'realisation'
)

select
    {{ finding(
        'target_weaker_than_realisation',
        observed='value',
        allowed=[
            "case when direction = 'higher_is_better' then realised_low end",
            "case when direction = 'lower_is_better' then realised_high end",
        ],
    ) }},
    printed_value || ' | ' || realised_printed_value as figures,
    'streefcijfer ' || printed_value || ' is zwakker dan de ' || realised_printed_value
    || ' die in '
    || {{ as_text('realised_year') }}
    || ' al was gerealiseerd' as arithmetic_nl,
    'target ' || printed_value || ' is weaker than the ' || realised_printed_value
    || ' already realised in ' || {{ as_text('realised_year') }} as arithmetic_en
from compared
where
    measurements_back = 1
    and {{ is_weaker('direction', 'value', 'realised_low', 'realised_high') }}
