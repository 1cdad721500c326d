{% macro finding_sentences() %}
    {#-
        What the figures of an indicator say, by language: how they moved, how that stands to the target,
        and a figure without a year. The subject is singular; names in braces are filled in.
    -#}
    {%- do return({
        'nl': {
            'movements': {
                'none': '{subject} is niet als getal gedrukt',
                'undated': '{subject} was {unplaced} in {unplaced_years}',
                'superseded':
                    '{subject} was {latest} in {year}; een later cijfer, {unplaced}, hoort bij {unplaced_years}',
                'single': '{subject} was {latest} in {year}',
                'apart': '{subject} was {first} in {first_year} en {latest} in {year}',
                'equal': '{subject} was in {year} met {latest} even hoog als in {first_year}',
                'steady': '{subject} bleef nagenoeg gelijk: {first} in {first_year}, {latest} in {year}',
                'rose': '{subject} steeg van {first} in {first_year} naar {latest} in {year}',
                'fell': '{subject} daalde van {first} in {first_year} naar {latest} in {year}',
            },
            'verdicts': {
                'met_now': '; het streefcijfer van {target} is gehaald',
                'missed_now': '; het streefcijfer van {target} is niet gehaald',
                'met': '; het streefcijfer van {target} voor {target_year} is gehaald',
                'missed': '; het streefcijfer van {target} voor {target_year} is niet gehaald',
                'not_comparable':
                    '; met het streefcijfer van {target} voor {target_year} is het niet te vergelijken',
                'undecided':
                    '; of het streefcijfer van {target} voor {target_year} is gehaald, is niet te beslissen',
                'equalled': ', gelijk aan het streefcijfer voor {target_year}',
                'reached': ', al onder het streefcijfer van {target} voor {target_year}',
                'reached_above': ', al boven het streefcijfer van {target} voor {target_year}',
                'on_track': ', op koers naar {target} in {target_year}',
                'at_risk':
                    '; in dit tempo komt het streefcijfer van {target} voor {target_year} niet in zicht',
                'open':
                    '; over het streefcijfer van {target} voor {target_year} is nog niets te zeggen',
            },
            'unplaced': '; van nog een cijfer, {unplaced}, is het jaar onbekend',
        },
        'en': {
            'movements': {
                'none': '{subject} is not printed as a number',
                'undated': '{subject} was {unplaced} in {unplaced_years}',
                'superseded':
                    '{subject} was {latest} in {year}; a later figure, {unplaced}, belongs to {unplaced_years}',
                'single': '{subject} was {latest} in {year}',
                'apart': '{subject} was {first} in {first_year} and {latest} in {year}',
                'equal': '{subject} was {latest} in {year}, as in {first_year}',
                'steady': '{subject} hardly changed: {first} in {first_year}, {latest} in {year}',
                'rose': '{subject} rose from {first} in {first_year} to {latest} in {year}',
                'fell': '{subject} fell from {first} in {first_year} to {latest} in {year}',
            },
            'verdicts': {
                'met_now': '; the target of {target} was met',
                'missed_now': '; the target of {target} was missed',
                'met': '; the target of {target} for {target_year} was met',
                'missed': '; the target of {target} for {target_year} was missed',
                'not_comparable':
                    '; it cannot be compared with the target of {target} for {target_year}',
                'undecided':
                    '; whether the target of {target} for {target_year} was met cannot be decided',
                'equalled': ', equal to the target for {target_year}',
                'reached': ', already below the target of {target} for {target_year}',
                'reached_above': ', already above the target of {target} for {target_year}',
                'on_track': ', on track for {target} in {target_year}',
                'at_risk': '; at this pace the target of {target} for {target_year} is out of reach',
                'open': '; nothing can be said yet about the target of {target} for {target_year}',
            },
            'unplaced': '; the year of another figure, {unplaced}, is unknown',
        },
    }) -%}
{% endmacro %}
