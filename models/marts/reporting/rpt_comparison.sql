-- A view where figures are many: a publication of some municipalities alone has no figures of the
-- others, and what is read from a view is always of all.
{{ config(materialized='view' if landing_is_on() else 'table') }}

{%- set comparison_kinds = ['country', 'province', 'size_class'] %}

with

realisations as {{ inline() }} (
    select * from {{ ref('fct_indicator_value') }}
    where value_type = 'realisation'
),

documents as (
    select * from {{ ref('dim_document') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

areas as (
    select * from {{ ref('dim_area') }}
),

breaks as (
    select * from {{ ref('dim_indicator_break') }}
),

-- Only a number is compared: a bound or a number that is called approximate has no certain place.
own_figures as {{ inline() }} (
    select
        realisations.document_id,
        realisations.area_id,
        realisations.indicator_id,
        realisations.period,
        realisations.year,
        realisations.value,
        realisations.printed_value,
        realisations.value_qualifier,
        realisations.decimals,
        case when realisations.value_kind = 'number' then realisations.value end as compared_value,
        case indicators.direction
            when 'lower_is_better' then realisations.value_low
            when 'higher_is_better' then -realisations.value_high
        end as at_best,
        case indicators.direction
            when 'lower_is_better' then realisations.value_high
            when 'higher_is_better' then -realisations.value_low
        end as at_worst
    from realisations
    left join indicators
        on realisations.indicator_id = indicators.indicator_id
    where
        realisations.is_own_area
        and realisations.is_latest
        and realisations.value is not null
),

-- Figures that are no numbers come last, where their place matters to none.
ordered as (
    select
        *,
        cast(
            row_number() over (
                partition by indicator_id, period
                order by case when compared_value is null then 1 else 0 end, compared_value
            ) as integer
        ) as place,
        cast(
            count(compared_value) over (partition by indicator_id, period) as integer
        ) as municipalities
    from own_figures
),

-- A quartile lies on a figure or between two, of which each has the more weight the nearer it is.
distributed as (
    select
        {%- for quartile, part in [('lower_quartile', 1), ('median', 2), ('upper_quartile', 3)] %}
        cast(
            sum(
                compared_value
                * greatest(0, 1 - abs((place - 1) - 0.25 * {{ part }} * (municipalities - 1)))
            ) over (partition by indicator_id, period) as {{ figure_type() }}
        ) as {{ quartile }},
        {%- endfor %}
        *
    from ordered
),

-- A figure is behind those whose worst reading is at least as good as its own best one, so that
-- figures that may be roundings of one number share a rank. Ends are put in one order to count so.
ends as (
    select
        indicator_id,
        period,
        area_id,
        at_best as reading,
        0 as is_worst
    from own_figures
    where compared_value is not null and at_best is not null
    union all
    select
        indicator_id,
        period,
        area_id,
        at_worst as reading,
        1 as is_worst
    from own_figures
    where compared_value is not null and at_worst is not null
),

counted as (
    select
        *,
        sum(is_worst) over (
            partition by indicator_id, period
            order by reading
            range between unbounded preceding and current row
        ) as certainly_better
    from ends
),

-- Beside a figure stands what its document prints of others; of several provinces or size classes
-- nothing says which is that of the municipality.
printed_beside as (
    select
        {%- for kind in comparison_kinds %}
        count(case when areas.area_kind = '{{ kind }}' then 1 end) as {{ kind }}_figures,
        max(case when areas.area_kind = '{{ kind }}' then areas.area_nl end) as {{ kind }}_nl,
        max(case when areas.area_kind = '{{ kind }}' then realisations.value end)
            as {{ kind }}_value,
        {%- endfor %}
        realisations.document_id,
        realisations.indicator_id,
        realisations.period
    from realisations
    inner join areas
        on realisations.area_id = areas.area_id
    where not realisations.is_own_area and realisations.value_kind = 'number'
    group by realisations.document_id, realisations.indicator_id, realisations.period
),

indicator_years as (
    select distinct
        indicator_id,
        year
    from own_figures
),

parts as (
    select
        indicator_years.indicator_id,
        indicator_years.year,
        cast(1 + count(breaks.indicator_id) as integer) as series_part
    from indicator_years
    left join breaks
        on
            indicator_years.indicator_id = breaks.indicator_id
            and indicator_years.year >= breaks.first_year
    group by indicator_years.indicator_id, indicator_years.year
)

select
    distributed.area_id,
    areas.area_nl,
    distributed.indicator_id,
    indicators.indicator_nl,
    indicators.indicator_en,
    indicators.bbv_number,
    indicators.definition_nl,
    indicators.definition_en,
    indicators.unit,
    indicators.unit_nl,
    indicators.unit_en,
    indicators.direction,
    distributed.period,
    distributed.year,
    parts.series_part,
    distributed.document_id,
    documents.document_title,
    distributed.value,
    distributed.printed_value,
    distributed.value_qualifier,
    distributed.decimals,
    {%- for kind in comparison_kinds %}
    {%- if kind != 'country' %}
    case when printed_beside.{{ kind }}_figures = 1 then printed_beside.{{ kind }}_nl end
        as {{ kind }}_nl,
    {%- endif %}
    case when printed_beside.{{ kind }}_figures = 1 then printed_beside.{{ kind }}_value end
        as {{ kind }}_value,
    {%- endfor %}
    distributed.municipalities,
    distributed.lower_quartile,
    distributed.median,
    distributed.upper_quartile,
    case
        when distributed.municipalities >= {{ var('smallest_ranking') }}
            then cast(1 + counted.certainly_better as integer)
    end as rank_from_best
from distributed
left join counted
    on
        distributed.indicator_id = counted.indicator_id
        and distributed.period = counted.period
        and distributed.area_id = counted.area_id
        and counted.is_worst = 0
left join printed_beside
    on
        distributed.document_id = printed_beside.document_id
        and distributed.indicator_id = printed_beside.indicator_id
        and distributed.period = printed_beside.period
left join parts
    on
        distributed.indicator_id = parts.indicator_id
        and distributed.year = parts.year
left join documents
    on distributed.document_id = documents.document_id
left join indicators
    on distributed.indicator_id = indicators.indicator_id
left join areas
    on distributed.area_id = areas.area_id
