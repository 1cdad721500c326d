with

surveys as (
    select
        measured_values.*,
        indicators.frequency,
        indicators.first_due_year
    from {{ ref('int_measured_value') }} as measured_values
    inner join {{ ref('dim_indicator') }} as indicators
        on measured_values.indicator_id = indicators.indicator_id
    where indicators.frequency <> 'irregular'
),

not_due as (
    select * from surveys
    where not {{ is_due('surveys', 'year') }}
)

select
    {{ finding('figure_not_due') }},
    printed_value as figures,
    printed_value || ' staat bij ' || {{ as_text('year') }}
    || ', een jaar zonder cijfer: gemeten wordt '
    || case frequency
        when 'biennial' then 'om het jaar'
        when 'quadrennial' then 'om de vier jaar'
        else 'elk jaar'
    end
    || ' vanaf ' || {{ as_text('first_due_year') }} as arithmetic_nl,
    printed_value || ' stands at ' || {{ as_text('year') }}
    || ', a year without a figure: it is measured '
    || case frequency
        when 'biennial' then 'every other year'
        when 'quadrennial' then 'every four years'
        else 'every year'
    end
    || ' from ' || {{ as_text('first_due_year') }} || ' on' as arithmetic_en
from not_due
