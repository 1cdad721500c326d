with

printed_values as (
    select
        document_id,
        indicator_id,
        area_id,
        value_type
    from {{ ref('fct_indicator_value') }}
    where value is not null
    union all
    select
        document_id,
        indicator_id,
        area_id,
        value_type
    from {{ ref('fct_unplaced_value') }}
    where value is not null
),

printed_indicators as (
    select
        indicator_values.document_id,
        indicator_values.indicator_id,
        indicator_values.area_id,
        indicators.indicator_nl,
        indicators.indicator_en,
        documents.budget_year,
        count(case when indicator_values.value_type = 'target' then 1 end) as number_of_targets
    from printed_values as indicator_values
    inner join {{ ref('dim_indicator') }} as indicators
        on indicator_values.indicator_id = indicators.indicator_id
    inner join {{ ref('dim_document') }} as documents
        on indicator_values.document_id = documents.document_id
    where
        -- A comparison area has no targets of its own.
        indicator_values.area_id = documents.area_id
        and indicators.indicator_set = 'own'
        and documents.document_kind = 'begroting'
        and documents.coverage = 'full'
    group by
        indicator_values.document_id,
        indicator_values.indicator_id,
        indicator_values.area_id,
        indicators.indicator_nl,
        indicators.indicator_en,
        documents.budget_year
)

select
    {{ finding(
        'own_indicator_without_target',
        year='budget_year',
        value_type="'target'",
        observed='number_of_targets',
        allowed=['1', 'null'],
    ) }},
    '0' as figures,
    indicator_nl || ' heeft geen enkel streefcijfer' as arithmetic_nl,
    indicator_en || ' has no target at all' as arithmetic_en
from printed_indicators
where number_of_targets = 0
