{% macro normalised_labels(relation, columns) %}
    {#-
        The select list repeats every column of the relation, then adds for each of the named ones
        a key: the printed label or unit without what differs between pages that mean the same.
        That is case, accents, white space, signs that are not to be seen, punctuation, articles and
        the like, numbering before it, and footnotes, sources and numbers in brackets behind it. A
        printed number is no key, because later pages number anew.
    -#}
    {#- Ends at the first sign of the label, so that an age such as `0 - 19 jaar` is no number. -#}
    {%- set numbering = (
        '^((nr|nummer)[.]? *[0-9]{1,3}[.:)]?|[(][0-9]{1,3}[)]|[a-z]?[.]?[0-9]{1,2}([.][0-9]{1,2})*'
        ~ '([.:)]| +-)|[0-9]{1,2}([.][0-9]{1,2})+|[-•*])( *[-.:])? *[^0-9 ]'
    ) -%}
    {%- set addition = (
        '( *([*]{1,3}[0-9]?[)]?|[¹²³⁴⁵⁶⁷⁸⁹⁰]+[)]?|[.:;,]|[(]((nr|nummer|bbv|indicator)[. ]*)?[0-9]{1,3}[)]'
        ~ '|[(][a-z][)]|[(]?bron(nen)?: .*|[(](bron|bbv|wettelijk|verplicht)[^()]*[)]'
        ~ '|[(][^()]*jaarlijks[)]|[-(] *vervallen.*)| [0-9]{1,2}[)])+$'
    ) %}
    with

    folded as (
        select
            *
            {%- for column in columns %},
            translate(lower({{ visible_text(column) }}), '[]{}', '()()') as folded_{{ column }}
            {%- endfor %}
        from {{ relation }}
    ),

    numbered as (
        select
            *
            {%- for column in columns %},
            {{ regexp_first('folded_' ~ column, numbering) }} as numbering_{{ column }}
            {%- endfor %}
        from folded
    ),

    bare as (
        select
            *
            {%- for column in columns %}
            {%- set label -%}
                substring(folded_{{ column }}, coalesce(length(numbering_{{ column }}), 1))
            {%- endset %},
            {{ regexp_replace_all(label, addition, '') }} as bare_{{ column }}
            {%- endfor %}
        from numbered
    ),

    {#- Full stops and apostrophes (39) go, other punctuation parts words. #}
    parted as (
        select
            *
            {%- for column in columns %},
            translate(
                replace(replace(bare_{{ column }}, ' t/m ', ' '), ' tot en met ', ' '),
                '()-_,;:/"“”„.`‘’' || chr(39),
                '            '
            ) as parted_{{ column }}
            {%- endfor %}
        from bare
    ),

    {#- Each space twice, so that every word has a space of its own on both sides. #}
    worded as (
        select
            *
            {%- for column in columns %}
            {%- set words -%}
                replace(' ' || replace(parted_{{ column }}, ' 000', '000') || ' ', ' ', '  ')
            {%- endset %},
            {{ regexp_replace_all(
                words, ' (in  de  leeftijd|leeftijd|de|het|van|voor) ', ' '
            ) }} as worded_{{ column }}
            {%- endfor %}
        from parted
    ),

    single_spaced as (
        select
            *
            {%- for column in columns %},
            trim({{ regexp_replace_all('worded_' ~ column, ' +', ' ') }}) as spaced_{{ column }}
            {%- endfor %}
        from worded
    )

    select
        *
        {%- for column in columns %},
        replace(
            replace(replace(spaced_{{ column }}, 'percentage ', '% '), 'met een ', 'met '),
            'aantal per ',
            'per '
        ) as {{ column }}_key
        {%- endfor %}
    from single_spaced
{% endmacro %}
