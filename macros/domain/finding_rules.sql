{% macro finding_rules() %}
    {#- The rules that figures are checked by: what int_finding reads, each in a model int_<rule>. -#}
    {%- set rules = [] -%}
    {%- if execute -%}
        {%- for model in graph.nodes['model.' ~ project_name ~ '.int_finding'].depends_on.nodes -%}
            {%- do rules.append(model.split('.int_')[1]) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- do return(rules | sort) -%}
{% endmacro %}
