select
    document_id || ', table ' || table_id
    || ', line ' || cast(line as {{ dbt.type_string() }})
    || ', cell ' || cast(cell as {{ dbt.type_string() }}) as place,
    printed_value || ' as ' || coalesce(cast(value as {{ dbt.type_string() }}), 'nothing')
    || ' within ' || coalesce(cast(value_low as {{ dbt.type_string() }}), 'no lower end')
    || ' and ' || coalesce(cast(value_high as {{ dbt.type_string() }}), 'no upper end') as found,
    'a value inside its interval, exactly when the status is A' as expected
from {{ ref('fct_indicator_value') }}
where
    (value is null) = (observation_status = 'A')
    or value < value_low
    or value > value_high
    or (
        value_qualifier is null
        and value is not null
        and (value_low is null or value_high is null or value_low >= value_high)
    )
