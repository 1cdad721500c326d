with

-- A count or a sum of a country is many times that of a municipality, as it should be. Nothing is
-- far from nought.
figures as (
    select
        *,
        cast(value as {{ double_type() }}) as figure
    from {{ ref('fct_indicator_value') }}
    where
        (unit = 'percent' or unit like '%per!_%' escape '!')
        and value_type = 'realisation'
        and value > 0
        and value_qualifier is null
),

-- The country, the province or the size class, printed beside the municipality.
others as (
    select
        document_id,
        indicator_id,
        period,
        {{ median('figure') }} as other_figure
    from figures
    where not is_own_area
    group by document_id, indicator_id, period
),

-- All figures of a row: a single one that is off stands out from its own series.
compared as (
    select
        figures.*,
        others.other_figure,
        min(figures.figure / others.other_figure) over printed_row as lowest_ratio,
        max(figures.figure / others.other_figure) over printed_row as highest_ratio,
        row_number() over (
            partition by figures.document_id, figures.indicator_id, figures.area_id
            order by figures.year desc, figures.period desc
        ) as choice
    from figures
    inner join others
        on
            figures.document_id = others.document_id
            and figures.indicator_id = others.indicator_id
            and figures.period = others.period
    where figures.is_own_area
    window
        printed_row as (
            partition by figures.document_id, figures.indicator_id, figures.area_id
        )
),

-- One figure stands for its row.
latest_figures as {{ inline() }} (
    select
        compared.*,
        populations.expected_population
    from compared
    left join {{ ref('int_official_population') }} as populations
        on
            compared.area_id = populations.area_id
            and compared.year = populations.year
            and compared.unit like '%per_inhabitant'
    where compared.choice = 1
),

powers_of_ten as (
    {% for power in [2, 3, -2, -3] %}
    select cast({{ 10 ** power }} as {{ double_type() }}) as power_of_ten
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

-- What the row was multiplied by, by mistake. Areas may well differ by a factor of ten.
explained as {{ inline() }} (
    select
        latest_figures.*,
        powers_of_ten.power_of_ten,
        case when powers_of_ten.power_of_ten is null then latest_figures.expected_population end
            as population
    from latest_figures
    left join powers_of_ten
        on
            latest_figures.lowest_ratio * 2 >= powers_of_ten.power_of_ten
            and latest_figures.highest_ratio <= powers_of_ten.power_of_ten * 2
    where
        powers_of_ten.power_of_ten is not null
        or (
            latest_figures.lowest_ratio * 2 >= latest_figures.expected_population
            and latest_figures.highest_ratio <= latest_figures.expected_population * 2
        )
)

select
    {{ finding(
        'level_unlike_others',
        observed='value',
        allowed=['other_figure / 50', 'other_figure * 50'],
    ) }},
    printed_value as figures,
    printed_value || ' ligt ver van '
    || {{ decimal_text('other_figure', 1, ',') }}
    || ' voor andere gebieden in het document'
    || case
        when population is not null
            then
                '; als totaal, gedeeld door ' || {{ whole_number_text('population', '.') }}
                || ' inwoners'
        when power_of_ten < 1
            then '; maal ' || {{ whole_number_text('1 / power_of_ten', '.') }}
        else '; gedeeld door ' || {{ whole_number_text('power_of_ten', '.') }}
    end
    || ' past het' as arithmetic_nl,
    printed_value || ' is far from '
    || {{ decimal_text('other_figure', 1, '.') }}
    || ' for other areas in the document'
    || case
        when population is not null
            then
                '; as a total, divided by ' || {{ whole_number_text('population', ',') }}
                || ' inhabitants'
        when power_of_ten < 1
            then '; times ' || {{ whole_number_text('1 / power_of_ten', ',') }}
        else '; divided by ' || {{ whole_number_text('power_of_ten', ',') }}
    end
    || ', it fits' as arithmetic_en
from explained
