{% macro printed_words() %}
    {#-
        The words that a printed figure is read by, all in lower case; the words for "no figure" are
        rows of the seed missing_marks. A word without a meaning (none) can mean two things, so a
        text with it is not understood.
    -#}
    {%- do return({
        'qualifiers': {
            '<': '<', 'minder dan': '<', 'lager dan': '<', 'kleiner dan': '<', 'onder': '<',
            '≤': '≤', '<=': '≤', '=<': '≤', 'maximaal': '≤', 'max.': '≤', 'max': '≤',
            'ten hoogste': '≤', 'tenhoogste': '≤', 'hoogstens': '≤', 'tot en met': '≤', 't/m': '≤',
            'niet meer dan': '≤', 'niet hoger dan': '≤',
            '>': '>', 'meer dan': '>', 'hoger dan': '>', 'groter dan': '>', 'boven': '>',
            '≥': '≥', '>=': '≥', '=>': '≥', 'minimaal': '≥', 'min.': '≥', 'min': none,
            'ten minste': '≥', 'tenminste': '≥', 'minstens': '≥', 'vanaf': '≥',
            'niet minder dan': '≥', 'niet lager dan': '≥',
            'ca.': '≈', 'ca': '≈', 'circa': '≈', 'ongeveer': '≈', '±': '≈', '+/-': '≈', '≈': '≈',
            '~': '≈', 'tussen': 'range', 'van': 'range',
        },
        'qualifiers_behind': {
            '+': '≥', 'of meer': '≥', 'of hoger': '≥', 'en hoger': '≥', 'en meer': '≥',
            'of minder': '≤', 'of lager': '≤', 'en lager': '≤', 'en minder': '≤',
        },
        'joiners': ['-', 'tot en met', 't/m', 'tot', 'à', 'en'],
        'scales': {
            'k': 3, 'dzd': 3, 'dzd.': 3, 'duizend': 3, 'x 1.000': 3, 'x 1000': 3, 'x1.000': 3,
            'x1000': 3, 'mln': 6, 'mln.': 6, 'miljoen': 6, 'milj.': 6, 'mio': 6, 'x 1.000.000': 6,
            'mld': 9, 'mld.': 9, 'miljard': 9, 'ton': none, 'm': none,
        },
        'units': {
            '%': '%', 'procent': '%', '%-punt': '%-punt', '%-punten': '%-punt',
            'procentpunt': '%-punt', 'procentpunten': '%-punt', '‰': '‰', 'promille': '‰',
            '€': '€', 'euro': '€', 'eur': '€', 'kg': 'kg', 'kilo': 'kg', 'kilogram': 'kg',
            'fte': 'fte', 'km': 'km', 'ha': 'ha', 'm2': 'm2', 'm²': 'm2', 'm3': 'm3', 'm³': 'm3',
            'kwh': 'kWh', 'mwh': 'MWh', 'gwh': 'GWh', 'tj': 'TJ', 'uur': 'uur', 'uren': 'uur',
            'minuten': 'minuten', 'dagen': 'dagen', 'weken': 'weken', 'maanden': 'maanden',
            'jaar': 'jaar',
        },
        'ambiguous': ['geen'],
        'directions': {
            'stijging': 'rise', 'stijgend': 'rise', 'stijgt': 'rise', 'toename': 'rise',
            'toenemend': 'rise', 'omhoog': 'rise', 'hoger': 'rise', 'meer': 'rise',
            'daling': 'fall', 'dalend': 'fall', 'daalt': 'fall', 'afname': 'fall',
            'afnemend': 'fall', 'omlaag': 'fall', 'lager': 'fall', 'minder': 'fall',
            'stabiel': 'level', 'gelijk': 'level', 'gelijkblijvend': 'level', 'handhaven': 'level',
            'gelijk blijvend': 'level',
        },
    }) -%}
{% endmacro %}


{% macro any_of(words) %}
    {#- Pattern of any of the words, none of which holds a sign that needs more care than these. -#}
    {%- set escaped = [] -%}
    {%- for word in words -%}
        {%- do escaped.append(word | replace('.', '[.]') | replace('+', '[+]')) -%}
    {%- endfor -%}
    {%- do return(escaped | join('|')) -%}
{% endmacro %}


{% macro meaning_of(expression, meanings) %}
    {#- The meaning of a word, from a list of words with their meanings; null if it has none. -#}
    case {{ expression }}
        {%- for word, meaning in meanings.items() if meaning is not none %}
        when '{{ word }}' then {{ meaning if meaning is number else "'" ~ meaning ~ "'" }}
        {%- endfor %}
    end
{%- endmacro %}


{% macro printed_signs(text) %}
    {#-
        A printed text with one sign for each of white space and dashes, and without signs that are
        not to be seen.
    -#}
    trim(translate(
        {{ text }},
        '{{ "\u00a0\u202f\u2009\u2007\t\n\r\u2212\u2010\u2011\u2012\u2013\u2014\u200b\u200c\u200d\u2060\ufeff\u00ad" }}',
        '       ------'
    ))
{%- endmacro %}


{% macro mark_key(text) %}
    {#-
        A mark for "no figure" without what printers add to it: full stops and spaces in
        abbreviations, and asterisks behind it. A mark of nothing else stays as it is.
    -#}
    coalesce(
        nullif(replace(replace(trim(trailing '*' from {{ text }}), '.', ''), ' ', ''), ''), {{ text }}
    )
{%- endmacro %}


{% macro figure_type() %}
    {#- Twelve digits before the decimal point, five printed decimals and one more for half a unit. -#}
    {%- do return('decimal(18, 6)') -%}
{% endmacro %}


{% macro digits_of(number) %}
    {#- A Dutch number without signs between thousands, and with a decimal point. -#}
    replace(replace(replace({{ number }}, '.', ''), ' ', ''), ',', '.')
{%- endmacro %}


{% macro looks_like_a_year(digits) %}
    {#- Whether digits without a unit may be a year that a figure can be compared with. -#}
    (
        length({{ digits }}) = 4 and {{ digits }} between '2000' and '2039'
        and scale is null and unit_hint is null and qualifier_behind is null
    )
{%- endmacro %}


{% macro figure_of(digits) %}
    {#- The figure that digits with a decimal point and the scale stand for; null if it is too large. -#}
    case
        when scale is null then cast({{ digits }} as {{ figure_type() }})
        {%- for scale in [3, 6, 9] %}
        when scale = {{ scale }} and position('.' in {{ digits }} || '.') <= {{ 13 - scale }}
            then cast(cast({{ digits }} as {{ figure_type() }}) * {{ 10 ** scale }} as {{ figure_type() }})
        {%- endfor %}
    end
{%- endmacro %}


{% macro parse_printed_text(relation, text_column, marks, publisher_column=none) %}
    {#-
        Each text is parsed once, however often it is printed: regular expressions are the dearest
        step, and millions of figures are printed with far fewer texts. Digits with a comma and a
        percent sign take one of them, another figure two, and what is no figure at most four.
    -#}
    {%- set words = printed_words() -%}
    {%- set year = '(?:19|20)[0-9]{2}' -%}
    {#- With or without full stops or spaces between thousands, and a comma before decimals. -#}
    {%- set comma_number = (
        '(?:[0-9]{1,12}|[1-9][0-9]{0,2}(?:(?:[.] ?[0-9]{3}){1,3}|(?: [0-9]{3}){1,3}))(?:,[0-9]{1,5})?'
    ) -%}
    {%- set plain_pattern = (
        '^-?([0-9]{1,12}|[1-9][0-9]{0,2}([.][0-9]{3}){1,3})(,[0-9]{1,5})? ?%?$'
    ) -%}
    {#- What cannot be groups of thousands has a point before its decimals. -#}
    {%- set point_number = '[0-9]{1,12}[.][0-9]{1,5}' -%}
    {%- set closing = '(?:[,.]-{1,2})?' -%}
    {%- set note = (
        ' ?[*]{1,3}[)]?| ?[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}[)]?| [0-9]{1,2}[)]| ?[(][a-z]{1,3}[)]'
        ~ '| ?[(](?:in )?' ~ year ~ '(?:[/-][0-9]{2,4})?[)]| in ' ~ year
        ~ '| ?[(](?:' ~ comma_number ~ '|' ~ point_number ~ ') ?%?[)]'
    ) -%}
    {%- set groups = [
        'qualifier', 'signs', 'comma_number', 'point_number', 'first_unit', 'joiner', 'second_comma_number',
        'second_point_number', 'scale_word', 'unit', 'qualifier_behind', 'notes',
    ] -%}
    {%- set figure_pattern = (
        '^(?:(' ~ any_of(words.qualifiers) ~ ') *)?((?:[+-] *)?(?:€ *)?(?:[+-] *)?)'
        ~ '(?:(' ~ comma_number ~ ')|(' ~ point_number ~ '))' ~ closing
        ~ '(?: *(%)? *(' ~ any_of(words.joiners) ~ ') *(?:€ *)?'
        ~ '(?:(' ~ comma_number ~ ')|(' ~ point_number ~ '))' ~ closing ~ ')?'
        ~ '(?: *[(]?(' ~ any_of(words.scales) ~ ')[)]?)?'
        ~ '(?: *[(]?(' ~ any_of(words.units) ~ ')[)]?)?'
        ~ '(?: *(' ~ any_of(words.qualifiers_behind) ~ '))?'
        ~ '((?:' ~ note ~ '){0,2})$'
    ) %}
    with

    marks as (
        select
            area_id,
            {{ mark_key('lower(' ~ printed_signs('mark') ~ ')') }} as mark_key,
            observation_status
        from {{ marks }}
    ),

    {#- Two spellings of a mark may have one key. #}
    general_marks as (
        select
            mark_key,
            min(observation_status) as observation_status
        from marks
        where area_id is null
        group by mark_key
    ),
    {%- if publisher_column %}

    publisher_marks as (
        select
            area_id,
            mark_key,
            min(observation_status) as observation_status
        from marks
        where area_id is not null
        group by area_id, mark_key
    ),
    {%- endif %}

    distinct_texts as (
        select distinct {{ text_column }} as printed_text from {{ relation }}
    ),

    cleaned as (
        select
            printed_text,
            {{ printed_signs('printed_text') }} as cleaned_text
        from distinct_texts
    ),

    recognised as (
        select
            printed_text,
            cleaned_text,
            lower(cleaned_text) as lower_text,
            {{ regexp_like('cleaned_text', plain_pattern) }} as is_plain
        from cleaned
    ),

    matched as (
        select
            *,
            case when not is_plain then {{ mark_key('lower_text') }} end as mark_key,
            case
                when not is_plain then {{ regexp_groups('lower_text', figure_pattern, groups) }}
            end as parts
        from recognised
    ),

    parted as (
        select
            printed_text,
            cleaned_text,
            lower_text,
            is_plain,
            mark_key,
            {%- for group in groups %}
            {{ regexp_group('parts', groups, group) }} as {{ group }}{{ ',' if not loop.last }}
            {%- endfor %}
        from matched
    ),

    worded as (
        select
            printed_text,
            cleaned_text,
            lower_text,
            mark_key,
            qualifier,
            qualifier_behind,
            coalesce(signs, '') as signs,
            first_unit,
            joiner,
            scale_word,
            notes,
            {{ meaning_of('scale_word', words.scales) }} as scale,
            case
                when unit is not null then {{ meaning_of('unit', words.units) }}
                when lower_text like '%!%' escape '!' and is_plain then '%'
                when signs like '%€%' then '€'
            end as unit_hint,
            coalesce(
                {{ meaning_of('qualifier', words.qualifiers) }},
                {{ meaning_of('qualifier_behind', words.qualifiers_behind) }}
            ) as value_qualifier,
            case
                when is_plain then {{ digits_of("replace(lower_text, '%', '')") }}
                else coalesce({{ digits_of('comma_number') }}, point_number)
            end as digits,
            coalesce({{ digits_of('second_comma_number') }}, second_point_number) as second_digits
        from parted
    ),

    calculated as (
        select
            *,
            {{ figure_of('digits') }} as unsigned_figure,
            {{ figure_of('second_digits') }} as second_figure,
            cast(
                case
                    when position('.' in digits) > 0 then length(digits) - position('.' in digits)
                    else 0
                end as integer
            ) as decimals
        from worded
    ),

    understood as (
        select
            *,
            case when signs like '%-%' then -unsigned_figure else unsigned_figure end as figure,
            case
                when digits is null
                    then
                        case
                            when
                                {{ regexp_like('lower_text', '[a-zà-ÿ]{2}|:') }}
                                and lower_text not in ('{{ words.ambiguous | join("', '") }}')
                                and not
                                {{ regexp_like('lower_text', '[.,][.,]+[0-9]|[0-9],[0-9]+[.,][0-9]') }}
                                then 'text'
                            else 'not_understood'
                        end
                when
                    unsigned_figure is null
                    or (qualifier is not null and qualifier_behind is not null)
                    or (qualifier is not null and value_qualifier is null)
                    or (scale_word is not null and scale is null)
                    or (signs like '%€%' and unit_hint <> '€')
                    or signs like '%-%-%' or signs like '%+%+%' or signs like '%+%-%'
                    or signs like '%-%+%'
                    then 'not_understood'
                when joiner is not null
                    then
                        case
                            when
                                second_figure is null
                                or (second_figure < unsigned_figure and signs not like '%-%')
                                or value_qualifier <> 'range'
                                or (joiner = 'en' and qualifier is null)
                                or (first_unit is not null and coalesce(unit_hint, '') <> '%')
                                then 'not_understood'
                            when {{ looks_like_a_year('digits') }} then 'text'
                            else 'range'
                        end
                when value_qualifier = 'range' then 'not_understood'
                when value_qualifier is null then 'number'
                {#- Relative to that year, and no bound. #}
                when {{ looks_like_a_year('digits') }} then 'text'
                when value_qualifier = '≈' then 'approximate'
                else 'bound'
            end as text_kind
        from calculated
    ),

    rounded as (
        select
            *,
            text_kind in ('number', 'bound', 'range', 'approximate') as is_figure,
            case
                when text_kind = 'number'
                    then
                        case decimals
                            when 0 then 0.5
                            when 1 then 0.05
                            when 2 then 0.005
                            when 3 then 0.0005
                            when 4 then 0.00005
                            when 5 then 0.000005
                        end
                        * case scale
                            when 3 then 1000
                            when 6 then 1000000
                            when 9 then 1000000000
                            else 1
                        end
            end as half_unit
        from understood
    ),

    texts as (
        select
            understood.printed_text,
            understood.mark_key,
            case
                when marks.observation_status = 'A' then 'number'
                when marks.observation_status is not null then 'missing'
                else understood.text_kind
            end as value_kind,
            case
                when marks.observation_status = 'A' then 0
                when understood.text_kind in ('number', 'approximate') then understood.figure
            end as value,
            case
                when marks.observation_status = 'A' then 0
                when understood.text_kind = 'number'
                    then cast(understood.figure - understood.half_unit as {{ figure_type() }})
                when
                    understood.text_kind = 'range'
                    or (understood.text_kind = 'bound' and understood.value_qualifier in ('>', '≥'))
                    then understood.figure
            end as value_low,
            case
                when marks.observation_status = 'A' then 0
                when understood.text_kind = 'number'
                    then cast(understood.figure + understood.half_unit as {{ figure_type() }})
                when understood.text_kind = 'range' then understood.second_figure
                when understood.text_kind = 'bound' and understood.value_qualifier in ('<', '≤')
                    then understood.figure
            end as value_high,
            case
                when marks.observation_status is not null then marks.observation_status
                when understood.text_kind <> 'not_understood' then 'A'
            end as observation_status,
            case
                when understood.text_kind in ('bound', 'approximate') then understood.value_qualifier
            end as value_qualifier,
            case when understood.is_figure then understood.unit_hint end as unit_hint,
            case when understood.is_figure then understood.decimals end as decimals,
            case when understood.is_figure then understood.scale end as scale,
            case
                when understood.is_figure and understood.notes is not null
                    then trim(right(understood.cleaned_text, length(understood.notes)))
            end as footnote,
            case
                when understood.is_figure and understood.notes is not null
                    then {{ regexp_first('understood.notes', year ~ '(?:[/-][0-9]{2,4})?') }}
            end as printed_period,
            case
                when understood.text_kind = 'text'
                    then {{ meaning_of('understood.lower_text', words.directions) }}
            end as direction_word
        from rounded as understood
        left join general_marks as marks on understood.mark_key = marks.mark_key
    )
    {%- set numbers = ['value', 'value_low', 'value_high'] %}
    {%- set columns = [
        'value', 'value_low', 'value_high', 'value_qualifier', 'unit_hint', 'decimals', 'scale',
        'footnote', 'printed_period', 'direction_word',
    ] %}

    select
        source_rows.*,
        {%- if publisher_column %}
        {#- What a publisher means by a mark goes before what others mean by it. #}
        case publisher_marks.observation_status
            when 'A' then 'number'
            else coalesce(
                case when publisher_marks.observation_status is not null then 'missing' end,
                texts.value_kind
            )
        end as value_kind,
        coalesce(
            publisher_marks.observation_status, texts.observation_status
        ) as observation_status,
        {%- for column in columns %}
        case
            when publisher_marks.observation_status is null then texts.{{ column }}
            {%- if column in numbers %}
            when publisher_marks.observation_status = 'A' then 0
            {%- endif %}
        end as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
        {%- else %}
        texts.value_kind,
        texts.observation_status,
        {%- for column in columns %}
        texts.{{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
        {%- endif %}
    from {{ relation }} as source_rows
    left join texts on source_rows.{{ text_column }} = texts.printed_text
    {%- if publisher_column %}
    left join publisher_marks
        on
            texts.mark_key = publisher_marks.mark_key
            and source_rows.{{ publisher_column }} = publisher_marks.area_id
    {%- endif %}
{% endmacro %}
