with

sums as (
    select
        *,
        value + other_value as total,
        value_low + other_value_low as total_low,
        value_high + other_value_high as total_high
    from {{ ref('int_related_value') }}
    where
        relation_kind = 'complement'
        -- Two shares of nothing: there was no burglary, so none was completed or attempted.
        and (value <> 0 or other_value <> 0)
)

select
    {{ finding(
        'complement_sum',
        other_indicator_id='other_indicator_id',
        observed=['total_low', 'total_high'],
        allowed='factor',
    ) }},
    printed_value || ' | ' || other_printed_value as figures,
    printed_value
    || ' en '
    || other_printed_value
    || ' zijn samen '
    || {{ decimal_text('total', 2, ',') }}
    || ', niet ' || {{ decimal_text('factor', 2, ',') }} as arithmetic_nl,
    printed_value
    || ' and '
    || other_printed_value
    || ' add up to '
    || {{ decimal_text('total', 2, '.') }}
    || ', not ' || {{ decimal_text('factor', 2, '.') }} as arithmetic_en
from sums
where total_low > factor or total_high <= factor
