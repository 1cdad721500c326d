{% macro parse_dutch_number(relation, text_column) %}
    {#-
        The select list repeats every column of the relation, then adds what the printed text says.
        Each text is parsed once, however often it is printed: regular expressions are the dearest
        step, and millions of figures are printed with far fewer texts.
        A number is: an optional bound, euro sign and minus, digits with or without full stops
        between thousands, at most five decimals after a comma, an optional percent sign and note.
    -#}
    {%- set number_pattern = (
        '^(<=|>=|[<>≤≥])? *€? *-?([0-9]{1,3}([.][0-9]{3}){1,3}|[0-9]{1,12})(,[0-9]{1,5})?'
        ~ ' *%?( *([*]{1,3}|[(][A-Za-z]{1,3}[)]))?$'
    ) -%}
    {%- set numeral_pattern = '-?[0-9][0-9.]*(?:,[0-9]+)?' -%}
    {%- set note_pattern = '(?:[*]{1,3}|[(][A-Za-z]{1,3}[)])$' -%}

    select
        source_rows.*,
        texts.value,
        texts.value_qualifier,
        texts.unit_hint,
        texts.decimals,
        texts.value_low,
        texts.value_high,
        texts.observation_status,
        texts.footnote
    from {{ relation }} as source_rows
    left join (
    select
        printed_text,
        case when is_number then numeral end as value,
        case
            when not is_number then null
            when cleaned_text like '<=%' or cleaned_text like '≤%' then '≤'
            when cleaned_text like '>=%' or cleaned_text like '≥%' then '≥'
            when cleaned_text like '<%' then '<'
            when cleaned_text like '>%' then '>'
        end as value_qualifier,
        case
            when not is_number then null
            when position('%' in cleaned_text) > 0 then 'percent'
            when position('€' in cleaned_text) > 0 then 'euro'
        end as unit_hint,
        case when is_number then printed_decimals end as decimals,
        case
            when not is_number then null
            when cleaned_text like '<%' or cleaned_text like '≤%' then null
            when cleaned_text like '>%' and cleaned_text not like '>=%' then numeral
            else cast(numeral - half_unit as {{ figure_type() }})
        end as value_low,
        case
            when not is_number then null
            when cleaned_text like '>%' or cleaned_text like '≥%' then null
            when cleaned_text like '<%' and cleaned_text not like '<=%' then numeral
            else cast(numeral + half_unit as {{ figure_type() }})
        end as value_high,
        case
            when is_number then 'A'
            when lower(cleaned_text) in (
                '-', 'nb', 'n.b.', 'nnb', 'n.n.b.', 'niet beschikbaar', 'niet bekend', 'nog niet bekend'
            ) then 'O'
            when lower(cleaned_text) in ('nvt', 'n.v.t.', 'niet van toepassing') then 'M'
        end as observation_status,
        case when is_number then {{ regexp_first('cleaned_text', note_pattern) }} end as footnote
    from (
        select
            numbered.*,
            case printed_decimals
                when 0 then 0.5
                when 1 then 0.05
                when 2 then 0.005
                when 3 then 0.0005
                when 4 then 0.00005
                when 5 then 0.000005
            end as half_unit
        from (
            select
                recognised.*,
                cast(
                    case
                        when is_number
                            then replace(
                                replace({{ regexp_first('cleaned_text', numeral_pattern) }}, '.', ''),
                                ',',
                                '.'
                            )
                    end as {{ figure_type() }}
                ) as numeral,
                cast(
                    case
                        when position(',' in cleaned_text) > 0
                            then length({{ regexp_first('cleaned_text', ',[0-9]+') }}) - 1
                        else 0
                    end as integer
                ) as printed_decimals
            from (
                select
                    cleaned.*,
                    {{ regexp_like('cleaned_text', number_pattern) }} as is_number
                from (
                    select
                        distinct_texts.printed_text,
                        trim(
                            translate(
                                distinct_texts.printed_text,
                                '{{ "\u00a0\u202f\u2009\t\u2212\u2013" }}',
                                '    --'
                            )
                        ) as cleaned_text
                    from (
                        select distinct {{ text_column }} as printed_text from {{ relation }}
                    ) as distinct_texts
                ) as cleaned
            ) as recognised
        ) as numbered
    ) as classified
    ) as texts
        on source_rows.{{ text_column }} = texts.printed_text
{% endmacro %}


{% macro figure_type() %}
    {#- Twelve digits before the decimal point, five printed decimals and one more for half a unit. -#}
    {%- do return('decimal(18, 6)') -%}
{% endmacro %}
