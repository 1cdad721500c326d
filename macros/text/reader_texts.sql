{% macro reader_number(value, decimals, language) %}
    {#-
        A number as a reader writes it: a mark between the thousands, and the decimals that were
        printed, none more.
    -#}
    {%- set thousands, mark = ('.', ',') if language == 'nl' else (',', '.') -%}
    case when {{ value }} < 0 then '-' else '' end
    || {{ whole_number_text('floor(abs(' ~ value ~ '))', thousands) }}
    || case
        when {{ decimals }} > 0
            then
                '{{ mark }}'
                || substring(
                    cast(
                        cast(abs({{ value }}) - floor(abs({{ value }})) as decimal(18, 6))
                        as {{ dbt.type_string() }}
                    ),
                    3,
                    {{ decimals }}
                )
        else ''
    end
{%- endmacro %}


{% macro capitalised(text) -%}
    upper(substring({{ text }}, 1, 1)) || substring({{ text }}, 2)
{%- endmacro %}


{% macro filled(pattern, fields) %}
    {#- SQL text of a pattern, in which names in braces stand for the expressions of `fields`. -#}
    {%- set parts = [] -%}
    {%- for piece in pattern.split('{') -%}
        {%- set name, _, rest = piece.rpartition('}') if '}' in piece else ('', '', piece) -%}
        {%- if name -%}
            {%- do parts.append(fields[name]) -%}
        {%- endif -%}
        {%- if rest -%}
            {%- do parts.append("'" ~ rest ~ "'") -%}
        {%- endif -%}
    {%- endfor -%}
    {{ parts | join(' || ') }}
{%- endmacro %}
