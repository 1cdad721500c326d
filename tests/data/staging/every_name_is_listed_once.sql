-- One thing has one row, whatever its id; a second one by the same name was typed twice. Case and
-- what cannot be seen do not make two names. Two municipalities may each measure by the same name
-- what they define differently.
{% set names = {
    'areas': ['area_id', ['area_kind'], 'name_nl'],
    'indicators': ['indicator_id', ['unit', 'source_organisation', 'definition_nl'], 'name_nl'],
    'programmes': ['programme_id', ['area_id', 'parent_programme_id'], 'name_nl'],
    'initiatives': [
        'initiative_id', ['document_id', 'programme_id', 'parent_initiative_id'], 'printed_heading'
    ],
    'partners': ['partner_id', ['document_id', 'programme_id'], 'printed_name'],
} %}
with

named as (
    {% for seed, (key, within, name) in names.items() %}
    select
        '{{ delivered_as(seed) }}, column {{ name }} (' || {{ key }} || ')' as place,
        {{ key }} as row_key,
        {{ name }} as row_name,
        min({{ key }}) over (
            partition by {{ within | join(', ') }}, lower({{ visible_text(name) }})
        ) as first_key
    from {{ ref('stg_' ~ seed) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

-- The codes of Statistics Netherlands: two letters for the kind of area, then digits.
coded_areas as (
    select
        *,
        translate(area_id, '0123456789', '9999999999') as code_form
    from {{ ref('stg_areas') }}
),

malformed_codes as (
    select
        '{{ delivered_as('areas') }}, column area_id (' || name_nl || ')' as place,
        area_id as found,
        'GM and four digits for a municipality, PV and two digits for a province, and no such code'
        || ' for another area' as expected
    from coded_areas
    where
        (area_kind = 'municipality') <> (code_form = 'GM9999')
        or (area_kind = 'province') <> (code_form = 'PV99')
),

-- One label may lead to two indicators in two tables, but not where it only looks like one label.
document_lines as (
    select
        *,
        {{ visible_text('printed_label') }} as visible_label
    from {{ ref('int_document_line') }}
),

labels_alike as (
    select
        publisher_id,
        visible_label
    from document_lines
    group by publisher_id, visible_label
    having min(printed_label) <> max(printed_label) and min(indicator_id) <> max(indicator_id)
)

select
    place,
    row_name as found,
    'a name of its own, which ' || first_key || ' does not have' as expected
from named
where row_key <> first_key
union all
select * from malformed_codes
union all
select
    {{ source_place('document_lines', 'seed_line', "document_id || ', table ' || table_id") }}
    || ', column printed_label (' || document_lines.document_id || ', table '
    || document_lines.table_id || ', line ' || {{ as_text('document_lines.line') }} || ')' as place,
    '''' || document_lines.printed_label || ''' as ' || document_lines.indicator_id as found,
    'one spelling or one indicator for labels that look the same' as expected
from document_lines
inner join labels_alike
    on
        document_lines.publisher_id = labels_alike.publisher_id
        and document_lines.visible_label = labels_alike.visible_label
