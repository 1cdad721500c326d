-- Without a year a figure joins no series, yet it belongs among the figures of its row.
{% set furthest = 2 %}
with

rows_of_values as (
    select
        document_id,
        indicator_id,
        area_id,
        value_type,
        min(value) as lowest_value,
        max(value) as highest_value
    from {{ ref('int_measured_value') }}
    group by document_id, indicator_id, area_id, value_type
),

unplaced_values as (
    select
        *,
        -- A finding needs a year to stand under: that of the first candidate.
        case
            when {{ regexp_like('candidate_periods', '^[0-9]{4}') }}
                then cast(substring(candidate_periods, 1, 4) as integer)
        end as first_candidate_year
    from {{ ref('fct_unplaced_value') }}
    where value is not null
),

compared as (
    select
        unplaced_values.*,
        rows_of_values.lowest_value,
        rows_of_values.highest_value,
        rows_of_values.lowest_value / {{ furthest }} as lowest_allowed,
        rows_of_values.highest_value * {{ furthest }} as highest_allowed
    from unplaced_values
    inner join rows_of_values
        on
            unplaced_values.document_id = rows_of_values.document_id
            and unplaced_values.indicator_id = rows_of_values.indicator_id
            and unplaced_values.area_id = rows_of_values.area_id
            and unplaced_values.value_type = rows_of_values.value_type
)

select
    {{ finding(
        'unplaced_value_apart',
        year='coalesce(year, first_candidate_year)',
        subject="'cell-' || " ~ as_text('cell'),
        observed='value',
        allowed=['lowest_allowed', 'highest_allowed'],
    ) }},
    printed_value as figures,
    printed_value || ' staat ver buiten de andere cijfers van de rij, van '
    || {{ decimal_text('lowest_value', 1, ',') }} || ' tot '
    || {{ decimal_text('highest_value', 1, ',') }} as arithmetic_nl,
    printed_value || ' is far outside the other figures of the row, from '
    || {{ decimal_text('lowest_value', 1, '.') }} || ' to '
    || {{ decimal_text('highest_value', 1, '.') }} as arithmetic_en
from compared
where value < lowest_allowed or value > highest_allowed
