with

statements as (
    select * from {{ ref('fct_statement') }}
),

stated_series as (
    select distinct
        document_id,
        indicator_id,
        area_id
    from statements
),

realised_values as (
    select
        indicator_values.*,
        indicators.direction,
        -- A count is whole, so not rounded, unless only a bound is printed.
        case
            when indicators.unit = 'count' and indicator_values.value_qualifier is null
                then indicator_values.value
            else indicator_values.value_low
        end as possible_low,
        case
            when indicators.unit = 'count' and indicator_values.value_qualifier is null
                then indicator_values.value
            else indicator_values.value_high
        end as possible_high
    from {{ ref('int_yearly_value') }} as indicator_values
    inner join {{ ref('dim_indicator') }} as indicators
        on indicator_values.indicator_id = indicators.indicator_id
    -- Statements are few: only what they are about goes through the windows below.
    inner join stated_series
        on
            indicator_values.document_id = stated_series.document_id
            and indicator_values.indicator_id = stated_series.indicator_id
            and indicator_values.area_id = stated_series.area_id
    where
        indicator_values.value_type = 'realisation'
        and indicator_values.value is not null
),

realisations as (
    select
        *,
        lag(year) over years as previous_year,
        lag(printed_value) over years as previous_printed_value,
        lag(possible_low) over years as previous_low,
        lag(possible_high) over years as previous_high
    from realised_values
    window
        years as (
            partition by document_id, indicator_id, area_id
            order by year
        )
),

compared as (
    select
        statements.document_id,
        statements.statement_id,
        statements.statement_kind,
        statements.indicator_id,
        statements.area_id,
        statements.year,
        statements.printed_value as stated_value,
        statements.value_low as stated_low,
        statements.value_high as stated_high,
        realisations.printed_value,
        case
            when statements.statement_kind in ('increase', 'decrease')
                then realisations.previous_year
        end as previous_year,
        case
            when statements.statement_kind in ('increase', 'decrease')
                then realisations.previous_printed_value
        end as previous_printed_value,
        realisations.value_low,
        realisations.value_high,
        -- Contradicted is what no pair of numbers behind the printed figures can make true.
        case
            when realisations.value is null then true
            when statements.statement_kind = 'realisation'
                then
                    statements.value_low >= realisations.value_high
                    or realisations.value_low >= statements.value_high
            when
                statements.statement_kind = 'target_missed'
                and realisations.direction = 'lower_is_better'
                then
                    -- Printed equal is met, but not by a bound at the other end.
                    realisations.value_high <= statements.value
                    or (
                        realisations.value = statements.value
                        and realisations.value_high is not null
                        and statements.value_high > statements.value
                    )
            when
                statements.statement_kind = 'target_missed'
                and realisations.direction = 'higher_is_better'
                then
                    realisations.value_low >= statements.value
                    or (
                        realisations.value = statements.value
                        and realisations.value_low is not null
                        and statements.value_low < statements.value
                    )
            when statements.statement_kind = 'increase'
                then realisations.possible_high <= realisations.previous_low
            when statements.statement_kind = 'decrease'
                then realisations.possible_low >= realisations.previous_high
        end as is_contradicted
    from statements
    left join realisations
        on
            statements.document_id = realisations.document_id
            and statements.indicator_id = realisations.indicator_id
            and statements.area_id = realisations.area_id
            and statements.year = realisations.year
)

select
    {{ finding(
        'statement_contradicted',
        value_type="'realisation'",
        subject='statement_id',
        observed=['value_low', 'value_high'],
        allowed=['stated_low', 'stated_high'],
    ) }},
    coalesce(stated_value, statement_kind) || coalesce(' | ' || previous_printed_value, '')
    || ' | ' || coalesce(printed_value, '') as figures,
    'de tekst zegt ' || case statement_kind
        when 'realisation' then stated_value
        when 'target_missed' then 'dat ' || stated_value || ' niet is gehaald'
        when 'increase' then 'dat het cijfer steeg'
        else 'dat het cijfer daalde'
    end
    || '; de tabel geeft ' || coalesce(printed_value, 'niets')
    || coalesce(
        ' na '
        || previous_printed_value
        || ' in '
        || {{ as_text('previous_year') }},
        ''
    )
        as arithmetic_nl,
    'the text says ' || case statement_kind
        when 'realisation' then stated_value
        when 'target_missed' then 'that ' || stated_value || ' was missed'
        when 'increase' then 'that the figure rose'
        else 'that the figure fell'
    end
    || '; the table gives ' || coalesce(printed_value, 'nothing')
    || coalesce(
        ' after '
        || previous_printed_value
        || ' in '
        || {{ as_text('previous_year') }},
        ''
    )
        as arithmetic_en
from compared
where is_contradicted
