{% macro period_kind(period) %}
    {#-
        Kind of a period by the way it is written: 2016, 2015/2016, 2016-S1, 2016-Q3, 2016-01-01 or
        2014-2017; null for any other text.
    -#}
    case
        when {{ regexp_like(period, '^[0-9]{4}$') }} then 'year'
        when {{ regexp_like(period, '^[0-9]{4}/[0-9]{4}$') }} then 'school_year'
        when {{ regexp_like(period, '^[0-9]{4}-S[12]$') }} then 'half_year'
        when {{ regexp_like(period, '^[0-9]{4}-Q[1-4]$') }} then 'quarter'
        when {{ regexp_like(period, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$') }} then 'day'
        when {{ regexp_like(period, '^[0-9]{4}-[0-9]{4}$') }} then 'span'
    end
{%- endmacro %}
