{% test unique_combination_of_columns(model, combination_of_columns) %}
    {{ repeated_keys(model, combination_of_columns) }}
{% endtest %}
