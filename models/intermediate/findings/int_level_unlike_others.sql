{% set words = {
    'nl': {
        'away': ' ligt ver van ', 'others': ' voor andere gebieden in het document',
        'times': '; maal ', 'divided': '; gedeeld door ', 'total': '; als totaal, gedeeld door ',
        'inhabitants': ' inwoners', 'fits': ' past het', 'marks': ['.', ','],
    },
    'en': {
        'away': ' is far from ', 'others': ' for other areas in the document',
        'times': '; times ', 'divided': '; divided by ', 'total': '; as a total, divided by ',
        'inhabitants': ' inhabitants', 'fits': ', it fits', 'marks': [',', '.'],
    },
} %}
with

-- Nothing is far from nought.
figures as (
    select
        *,
        cast(value as {{ double_type() }}) as figure
    from {{ ref('fct_indicator_value') }}
    where value_type = 'realisation' and value > 0 and value_qualifier is null
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
    {%- for language, word in words.items() %}
    printed_value || '{{ word.away }}'
    || {{ decimal_text('other_figure', 1, word.marks[1]) }}
    || '{{ word.others }}'
    || case
        when population is not null
            then
                '{{ word.total }}' || {{ whole_number_text('population', word.marks[0]) }}
                || '{{ word.inhabitants }}'
        when power_of_ten < 1
            then '{{ word.times }}' || {{ whole_number_text('1 / power_of_ten', word.marks[0]) }}
        else '{{ word.divided }}' || {{ whole_number_text('power_of_ten', word.marks[0]) }}
    end
    || '{{ word.fits }}' as arithmetic_{{ language }}
    {{- ',' if not loop.last }}
    {%- endfor %}
from explained
