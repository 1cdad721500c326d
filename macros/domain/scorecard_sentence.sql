{% macro scorecard_sentence(language) %}
    {#- How an indicator stands, in a sentence; figures stay as printed. -#}
    {%- set words = {
        'nl': {
            'or': ' of ', 'no_year': ' (zonder jaar)',
            'first': ' (eerste cijfer)', 'since': ' sinds ', 'for': ' voor ',
            'target': '; streefcijfer ', 'next_target': '; volgend streefcijfer ',
            'unplaced': '; van een los cijfer is het jaar onbekend: ',
        },
        'en': {
            'or': ' or ', 'no_year': ' (without a year)',
            'first': ' (first figure)', 'since': ' since ', 'for': ' for ',
            'target': '; target ', 'next_target': '; next target ',
            'unplaced': '; the year of a stray figure is unknown: ',
        },
    }[language] -%}
    compared.printed_value || coalesce(
        ' in ' || {{ as_text('compared.year') }},
        case
            when position('unknown' in compared.candidate_periods) = 0
                then ' in ' || replace(compared.candidate_periods, '|', '{{ words['or'] }}')
        end,
        '{{ words.no_year }}'
    )
    || case compared.trend
        when 'no_previous_figure' then '{{ words.first }}'
        else ', ' || trends.word_{{ language }}
    end
    || coalesce(
        '{{ words.since }}' || {{ as_text('compared.previous_year') }}
        || ' (' || compared.previous_printed_value || ')',
        ''
    )
    || coalesce(
        '{{ words.target }}' || judged_targets.target_printed_value
        || '{{ words['for'] }}' || {{ as_text('judged_targets.year') }}
        || ' ' || statuses.word_{{ language }},
        ''
    )
    || coalesce(
        '{{ words.next_target }}' || next_targets.printed_value
        || '{{ words['for'] }}' || {{ as_text('next_targets.year') }},
        ''
    )
    || coalesce('{{ words.unplaced }}' || compared.unplaced_printed_values, '')
    || '.'
{%- endmacro %}
