select
    'realisation' as value_type,
    'Realisatie' as value_type_nl,
    'Realised' as value_type_en
union all
select
    'target' as value_type,
    'Streefcijfer' as value_type_nl,
    'Target' as value_type_en
