{% macro normalised_label(text) %}
    {#-
        A printed label or unit without what differs between pages that mean the same: case, accents,
        white space, signs that are not to be seen, punctuation, articles and the like, numbering
        before it, and footnotes, sources and numbers in brackets behind it. A printed number is no
        key, because later pages number anew.
    -#}
    {%- set folded -%}
        translate(
            lower({{ printed_signs(text) }}),
            'àáâäçèéêëìíîïñòóôöùúûüÿ[]{}',
            'aaaaceeeeiiiinoooouuuuy()()'
        )
    {%- endset -%}
    {#- Ends at the first sign of the label, so that an age such as `0 - 19 jaar` is no number. -#}
    {%- set numbering = (
        '^((nr|nummer)[.]? *[0-9]{1,3}[.:)]?|[(][0-9]{1,3}[)]|[a-z]?[.]?[0-9]{1,2}([.][0-9]{1,2})*'
        ~ '([.:)]| +-)|[0-9]{1,2}([.][0-9]{1,2})+|[-•*])( *[-.:])? *[^0-9 ]'
    ) -%}
    {%- set addition = (
        '( *([*]{1,3}[0-9]?[)]?|[¹²³⁴⁵⁶⁷⁸⁹⁰]+[)]?|[.:;,]|[(]((nr|nummer|bbv|indicator)[. ]*)?[0-9]{1,3}[)]'
        ~ '|[(][a-z][)]|[(]?bron(nen)?: .*|[(](bron|bbv|wettelijk|verplicht)[^()]*[)]'
        ~ '|[(][^()]*jaarlijks[)]|[-(] *vervallen.*)| [0-9]{1,2}[)])+$'
    ) -%}
    {%- set label -%}
        substring({{ folded }}, coalesce(length({{ regexp_first(folded, numbering) }}), 1))
    {%- endset -%}
    {%- set spaced -%}
        replace(
            translate(
                replace(
                    replace({{ regexp_replace_all(label, addition, '') }}, ' t/m ', ' '),
                    ' tot en met ', ' '
                ),
                '()-_,;:/"“”„.`‘’' || chr(39),
                '            '
            ),
            ' 000',
            '000'
        )
    {%- endset -%}
    {#- Full stops and apostrophes (39) go, other punctuation parts words. Each space twice, so that
        every word has a space of its own on both sides. -#}
    {%- set words -%}
        replace(' ' || {{ spaced }} || ' ', ' ', '  ')
    {%- endset -%}
    {%- set without_fillers = regexp_replace_all(
        words, ' (in  de  leeftijd|leeftijd|de|het|van|voor) ', ' '
    ) -%}
    replace(
        replace(
            replace(
                trim({{ regexp_replace_all(without_fillers, ' +', ' ') }}), 'percentage ', '% '
            ),
            'met een ', 'met '
        ),
        'aantal per ', 'per '
    )
{%- endmacro %}
