-- A distribution is in order, and a rank is never without those among whom it is one. With landing
-- it is a view on figures with tests of their own; of many figures to work it out costs much.
select
    area_id || ', ' || indicator_id || ', ' || period as place,
    'rank ' || coalesce({{ as_text('rank_from_best') }}, 'none')
    || ' of ' || {{ as_text('municipalities') }}
    || ', quartiles ' || coalesce({{ as_text('lower_quartile') }}, 'none')
    || ', ' || coalesce({{ as_text('median') }}, 'none')
    || ', ' || coalesce({{ as_text('upper_quartile') }}, 'none') as found,
    'quartiles in order, and a rank from 1 to the number of municipalities if these are at least '
    || '{{ var('smallest_ranking') }} and a direction is better' as expected
from {{ ref('rpt_comparison') }}
where
    {{ 'false' if landing_is_on() else 'true' }}
    and (
        (value_qualifier is null and municipalities < 1)
        or (municipalities > 0) <> (median is not null)
        or not lower_quartile <= median
        or not median <= upper_quartile
        or not rank_from_best between 1 and municipalities
        or (
            rank_from_best is not null
            and (direction = 'neutral' or municipalities < {{ var('smallest_ranking') }})
        )
    )
