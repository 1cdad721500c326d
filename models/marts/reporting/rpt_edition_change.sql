select
    changes.edition_change
    || '/' || changes.document_id
    || '/' || changes.indicator_id
    || '/' || changes.area_id
    || coalesce('/' || {{ as_text('changes.year') }}, '') as change_id,
    changes.document_id,
    changes.indicator_id,
    changes.area_id,
    changes.edition_change,
    changes.year,
    changes.previous_document_id,
    changes.before_nl,
    changes.before_en,
    changes.after_nl,
    changes.after_en,
    changes.change_percent,
    changes.extreme,
    changes.target_became,
    indicators.short_label_nl
    || case changes.edition_change
        when 'new_year'
            then
                ': ' || changes.after_nl || ' in ' || {{ as_text('changes.year') }}
                || case changes.extreme
                    when 'lowest' then ', het laagste cijfer van de reeks'
                    when 'highest' then ', het hoogste cijfer van de reeks'
                    else ''
                end
        when 'target_new'
            then
                ': nieuw streefcijfer ' || changes.after_nl
                || ' voor ' || {{ as_text('changes.year') }}
        when 'revised'
            then
                ': het cijfer van ' || {{ as_text('changes.year') }}
                || ' is herzien van ' || changes.before_nl || ' naar ' || changes.after_nl
        when 'target_moved'
            then
                ': het streefcijfer voor ' || {{ as_text('changes.year') }}
                || ' is verlegd van ' || changes.before_nl || ' naar ' || changes.after_nl
                || case changes.target_became
                    when 'stricter' then ' (strenger)'
                    when 'looser' then ' (soepeler)'
                    else ''
                end
        when 'row_new' then ' is nieuw in de tabel'
        else ' staat niet meer in de tabel'
    end
    || '.' as sentence_nl,
    indicators.short_label_en
    || case changes.edition_change
        when 'new_year'
            then
                ': ' || changes.after_en || ' in ' || {{ as_text('changes.year') }}
                || case changes.extreme
                    when 'lowest' then ', the lowest figure of the series'
                    when 'highest' then ', the highest figure of the series'
                    else ''
                end
        when 'target_new'
            then
                ': new target ' || changes.after_en || ' for ' || {{ as_text('changes.year') }}
        when 'revised'
            then
                ': the figure of ' || {{ as_text('changes.year') }}
                || ' was revised from ' || changes.before_en || ' to ' || changes.after_en
        when 'target_moved'
            then
                ': the target for ' || {{ as_text('changes.year') }}
                || ' was moved from ' || changes.before_en || ' to ' || changes.after_en
                || case changes.target_became
                    when 'stricter' then ' (stricter)'
                    when 'looser' then ' (looser)'
                    else ''
                end
        when 'row_new' then ' is new in the table'
        else ' is no longer in the table'
    end
    || '.' as sentence_en
from {{ ref('int_edition_change') }} as changes
inner join {{ ref('dim_indicator') }} as indicators
    on changes.indicator_id = indicators.indicator_id
