-- Of the newest series of an indicator its latest figure, and how that differs from the one before
-- and from the first. Neither a revision nor a break passes for a change.
with

realisations as {{ inline() }} (
    select * from {{ ref('rpt_series_figure') }}
    where value_type = 'realisation'
),

latest as (
    select * from (
        select
            *,
            row_number() over (
                partition by indicator_id, area_id
                order by year desc, vintage desc, document_id desc
            ) as measurements_back
        from realisations
        where counts
    ) as ranked
    where measurements_back = 1
),

earlier as (
    select
        realisations.*,
        row_number() over (
            partition by realisations.indicator_id, realisations.area_id
            order by realisations.year
        ) as measurements_on,
        row_number() over (
            partition by realisations.indicator_id, realisations.area_id
            order by realisations.year desc
        ) as measurements_back
    from realisations
    inner join latest
        on
            realisations.indicator_id = latest.indicator_id
            and realisations.area_id = latest.area_id
            and realisations.series_number = latest.series_number
            and realisations.series_part = latest.series_part
            and realisations.year < latest.year
    where realisations.is_shown_in_series
)

select
    latest.indicator_id,
    latest.area_id,
    latest.document_id,
    latest.year,
    latest.value,
    latest.printed_value,
    latest.decimals,
    {%- for other in ['previous', 'first'] %}
    {{ other }}_figure.year as {{ other }}_year,
    {{ other }}_figure.display_value_nl as {{ other }}_display_nl,
    {{ other }}_figure.display_value_en as {{ other }}_display_en,
    case
        when {{ other }}_figure.year is null then null
        when latest.value_qualifier is not null or {{ other }}_figure.value_qualifier is not null
            then 'apart'
        when
            latest.value_low < {{ other }}_figure.value_high
            and {{ other }}_figure.value_low < latest.value_high
            then
                case
                    when latest.display_value_nl = {{ other }}_figure.display_value_nl then 'equal'
                    else 'steady'
                end
        when latest.value > {{ other }}_figure.value then 'rose'
        else 'fell'
    end as since_{{ other }},
    {%- endfor %}
    latest.display_value_nl,
    latest.display_value_en
from latest
left join earlier as previous_figure
    on
        latest.indicator_id = previous_figure.indicator_id
        and latest.area_id = previous_figure.area_id
        and previous_figure.measurements_back = 1
left join earlier as first_figure
    on
        latest.indicator_id = first_figure.indicator_id
        and latest.area_id = first_figure.area_id
        and first_figure.measurements_on = 1
