with

-- A new unit is settled by the factor of its label: a leap that is left is a mistake to be seen.
breaks as (
    select * from {{ ref('dim_indicator_break') }}
    where break_kind <> 'unit'
),

-- What is measured in another way than before cannot be compared with it.
timeline as (
    select * from {{ ref('int_indicator_timeline') }} as figures
    where
        previous_low > 0
        and value_low > 0
        and not exists (
            select 1
            from breaks
            where
                breaks.indicator_id = figures.indicator_id
                and breaks.first_year > figures.previous_year
                and breaks.first_year <= figures.year
        )
),

-- Yearly changes as logarithms: the printed one, and the least and greatest that the printed
-- figures leave possible. A change stands out only if all of that range does.
changes as {{ inline() }} (
    select
        *,
        ln(cast(value / previous_value as {{ double_type() }}))
        / (year - previous_year) as yearly_change,
        ln(cast(value_low / previous_high as {{ double_type() }}))
        / (year - previous_year) as lowest_change,
        ln(cast(value_high / previous_low as {{ double_type() }}))
        / (year - previous_year) as highest_change
    from timeline
),

-- Figures are many and few series are suspicious: without changes that differ by so much, none can
-- stand out. The limits lie a little below those that decide.
suspicious_series as (
    select
        document_id,
        indicator_id,
        area_id
    from changes
    group by document_id, indicator_id, area_id
    having
        max(yearly_change) - min(yearly_change) > ln(cast(1.4 as {{ double_type() }}))
        or max(abs(yearly_change) * (year - previous_year)) > ln(cast(1.9 as {{ double_type() }}))
),

suspicious_changes as (
    select changes.*
    from changes
    inner join suspicious_series
        on
            changes.document_id = suspicious_series.document_id
            and changes.indicator_id = suspicious_series.indicator_id
            and changes.area_id = suspicious_series.area_id
),

medians as (
    select
        document_id,
        indicator_id,
        area_id,
        count(*) as number_of_changes,
        {{ median('yearly_change') }} as median_change
    from suspicious_changes
    group by document_id, indicator_id, area_id
),

deviations as (
    select
        suspicious_changes.*,
        medians.number_of_changes,
        medians.median_change,
        abs(suspicious_changes.yearly_change - medians.median_change) as deviation
    from suspicious_changes
    inner join medians
        on
            suspicious_changes.document_id = medians.document_id
            and suspicious_changes.indicator_id = medians.indicator_id
            and suspicious_changes.area_id = medians.area_id
),

spreads as (
    select
        document_id,
        indicator_id,
        area_id,
        -- 1.4826 makes the median deviation of a normal distribution its standard deviation.
        1.4826 * {{ median('deviation') }} as spread
    from deviations
    group by document_id, indicator_id, area_id
),

limited as (
    select
        deviations.*,
        -- One wrong figure makes two wrong changes. Of fewer than five changes that is too many for
        -- the median, so these are judged as they are, whatever the years between.
        case
            when deviations.number_of_changes < 5 then 0
            else deviations.median_change
        end as usual_change,
        case
            when deviations.number_of_changes < 5 then deviations.year - deviations.previous_year
            else 1
        end as years_judged,
        case
            when deviations.number_of_changes < 5 then ln(cast(2 as {{ double_type() }}))
            else greatest(3.5 * spreads.spread, ln(cast(1.5 as {{ double_type() }})))
        end as change_limit
    from deviations
    inner join spreads
        on
            deviations.document_id = spreads.document_id
            and deviations.indicator_id = spreads.indicator_id
            and deviations.area_id = spreads.area_id
),

judged as (
    select
        *,
        yearly_change * years_judged - usual_change as printed_deviation,
        lowest_change * years_judged - usual_change as lowest_deviation,
        highest_change * years_judged - usual_change as highest_deviation
    from limited
)

select
    {{ finding(
        'large_change',
        observed=['exp(lowest_deviation)', 'exp(highest_deviation)'],
        allowed=['exp(-change_limit)', 'exp(change_limit)'],
    ) }},
    previous_printed_value || ' | ' || printed_value as figures,
    'van ' || previous_printed_value || ' in ' || {{ as_text('previous_year') }}
    || ' naar '
    || printed_value
    || ' is maal '
    || {{ decimal_text('exp(printed_deviation)', 2, ',') }}
    || ' ten opzichte van de gewone verandering; gewoon is hooguit maal '
    || {{ decimal_text('exp(change_limit)', 2, ',') }}
    || ' of gedeeld door evenveel' as arithmetic_nl,
    'from ' || previous_printed_value || ' in ' || {{ as_text('previous_year') }}
    || ' to '
    || printed_value
    || ' is a factor of '
    || {{ decimal_text('exp(printed_deviation)', 2, '.') }}
    || ' against the usual change; usual is at most a factor of '
    || {{ decimal_text('exp(change_limit)', 2, '.') }} || ' up or down' as arithmetic_en
from judged
where
    (lowest_deviation > change_limit or highest_deviation < -change_limit)
    -- Small counts differ by chance: 4 burglaries in a village may be 1 a year later. Nineteen of
    -- twenty counts of what happens by chance lie within two roots of their number.
    and not (
        unit = 'count'
        and abs(value - previous_value)
        <= 2 * sqrt(cast(value + previous_value as {{ double_type() }}))
    )
