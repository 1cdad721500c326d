with

statements as (
    select * from {{ ref('fct_statement') }}
),

timeline as (
    select * from {{ ref('int_indicator_timeline') }}
    where value_type = 'realisation'
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
        timeline.value_type,
        timeline.printed_value,
        timeline.previous_year,
        timeline.previous_printed_value,
        timeline.value_low,
        timeline.value_high,
        case statements.statement_kind
            when 'realisation'
                then
                    statements.value_low < timeline.value_high
                    and timeline.value_low < statements.value_high
            when 'target_missed'
                then {{ is_missed(
                    'timeline.direction',
                    'statements.value',
                    'timeline.value_low',
                    'timeline.value_high'
                ) }}
            when 'increase' then timeline.value > timeline.previous_value
            when 'decrease' then timeline.value < timeline.previous_value
        end as holds
    from statements
    left join timeline
        on
            statements.document_id = timeline.document_id
            and statements.indicator_id = timeline.indicator_id
            and statements.area_id = timeline.area_id
            and statements.year = timeline.year
)

select
    'statement_contradicted' as rule_id,
    document_id,
    indicator_id,
    cast(null as {{ dbt.type_string() }}) as other_indicator_id,
    area_id,
    year,
    'realisation' as value_type,
    statement_id as subject,
    coalesce(stated_value, statement_kind) || ' | ' || coalesce(printed_value, '') as figures,
    cast(value_low as {{ double_type() }}) as observed_low,
    cast(value_high as {{ double_type() }}) as observed_high,
    cast(stated_low as {{ double_type() }}) as allowed_low,
    cast(stated_high as {{ double_type() }}) as allowed_high,
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
        || cast(previous_year as {{ dbt.type_string() }}),
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
        || cast(previous_year as {{ dbt.type_string() }}),
        ''
    )
        as arithmetic_en
from compared
where holds is null or not holds
