{{ config(materialized='view') }}

-- What a municipality prints of its own area, one figure a year: verdicts compare years.
select * from {{ ref('fct_indicator_value') }}
where is_own_area
