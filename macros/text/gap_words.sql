{% macro gap_size(gap, target_decimals, value_decimals, unit, language) %}
    {#- The size of a gap as text, with the decimals of the more precise of both figures. -#}
    case
        when {{ target_decimals }} > {{ value_decimals }}
            then {{ reader_number('abs(' ~ gap ~ ')', target_decimals, language) }}
        else {{ reader_number('abs(' ~ gap ~ ')', value_decimals, language) }}
    end
    || case
        when {{ unit }} <> 'percent' then ''
        {%- if language == 'en' %}
        when abs({{ gap }}) = 1 then ' percentage point'
        {%- endif %}
        else '{{ " procentpunt" if language == "nl" else " percentage points" }}'
    end
{%- endmacro %}


{% macro gap_words(gap, size, verdict, worse_sign, language) %}
    {#- A gap in words of the direction, never with a sign: a reader takes a minus for a fall. -#}
    {%- set words = {
        'nl': ['precies gelijk', '{size} beter', '{size} verschil',
               'nog {size} te gaan', '{size} te hoog', '{size} te laag'],
        'en': ['exactly equal', '{size} better', '{size} difference',
               '{size} to go', '{size} too high', '{size} too low'],
    }[language] -%}
    {%- set fields = {'size': size} -%}
    case
        when {{ gap }} is null then null
        when {{ gap }} = 0 then {{ filled(words[0], fields) }}
        when {{ verdict }} in ('met', 'reached') then {{ filled(words[1], fields) }}
        when {{ verdict }} in ('undecided', 'not_comparable') or {{ worse_sign }} is null
            then {{ filled(words[2], fields) }}
        when {{ gap }} * {{ worse_sign }} < 0 then {{ filled(words[1], fields) }}
        when {{ verdict }} <> 'missed' then {{ filled(words[3], fields) }}
        when {{ gap }} > 0 then {{ filled(words[4], fields) }}
        else {{ filled(words[5], fields) }}
    end
{%- endmacro %}
