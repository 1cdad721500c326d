-- What is typed twice says the same, and what follows a rule keeps to it.
-- The number of mandatory indicators in each annex of the Regeling beleidsindicatoren.
{% set annex_totals = {'in_annex_2016': 39, 'in_annex_2017': 37, 'in_annex_2018': 34} %}
with

printed_values as {{ inline() }} (
    select * from {{ ref('int_resolved_cell') }}
),

labels as (
    select * from {{ ref('stg_indicator_labels') }}
),

indicators as (
    select * from {{ ref('stg_indicators') }}
),

relations as (
    select * from {{ ref('stg_indicator_relations') }}
),

mandatory_indicators as (
    select * from {{ ref('stg_bbv_indicators') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

document_tables as (
    select * from {{ ref('stg_document_tables') }}
),

programmes as (
    select * from {{ ref('stg_programmes') }}
),

units as (
    select
        unit,
        min(unit_nl) as unit_nl,
        max(unit_nl) as other_unit_nl,
        min(unit_en) as unit_en,
        max(unit_en) as other_unit_en
    from indicators
    group by unit
),

wrong_indicators as (
    select
        indicators.indicator_id,
        'bbv_number' as column_name,
        indicators.indicator_set || ' with number '
        || coalesce({{ as_text('indicators.bbv_number') }}, 'nothing') as found,
        'bbv with a number, or own without one' as expected
    from indicators
    where (indicators.indicator_set = 'bbv') <> (indicators.bbv_number is not null)
    union all
    select
        indicators.indicator_id,
        'name_nl, source_organisation' as column_name,
        indicators.name_nl || ', ' || indicators.source_organisation as found,
        mandatory_indicators.name_nl || ', ' || mandatory_indicators.source_organisation
        || ', as in {{ delivered_as('bbv_indicators') }}' as expected
    from indicators
    inner join mandatory_indicators on indicators.bbv_number = mandatory_indicators.bbv_number
    where
        indicators.name_nl <> mandatory_indicators.name_nl
        or indicators.source_organisation <> mandatory_indicators.source_organisation
    union all
    select
        indicators.indicator_id,
        'unit' as column_name,
        indicators.unit as found,
        'that of ' || mandatory_indicators.unit_nl || ', as in {{ delivered_as('bbv_indicators') }}'
            as expected
    from indicators
    inner join mandatory_indicators on indicators.bbv_number = mandatory_indicators.bbv_number
    where
        (indicators.unit = 'percent') <> (position('%' in mandatory_indicators.unit_nl) > 0)
        or (position('per_1000_' in indicators.unit) > 0)
        <> (position('per 1.000 ' in mandatory_indicators.unit_nl) > 0)
        or (position('per_10000_' in indicators.unit) > 0)
        <> (position('per 10.000 ' in mandatory_indicators.unit_nl) > 0)
        or (position('euro' in indicators.unit) > 0)
        <> (
            position('euro' in lower(mandatory_indicators.unit_nl)) > 0
            or position('Kosten per' in mandatory_indicators.unit_nl) = 1
        )
    union all
    select
        indicators.indicator_id,
        'unit_nl, unit_en' as column_name,
        indicators.unit_nl || ', ' || indicators.unit_en as found,
        'the words that other indicators have for ' || indicators.unit as expected
    from indicators
    inner join units on indicators.unit = units.unit
    where units.unit_nl <> units.other_unit_nl or units.unit_en <> units.other_unit_en
    union all
    select
        indicators.indicator_id,
        'unit' as column_name,
        indicators.unit as found,
        other_indicators.unit || ', whose words it has' as expected
    from indicators
    inner join indicators as other_indicators
        on
            indicators.unit <> other_indicators.unit
            and (
                indicators.unit_nl = other_indicators.unit_nl
                or indicators.unit_en = other_indicators.unit_en
            )
    union all
    select
        indicators.indicator_id,
        'unit_nl' as column_name,
        indicators.unit || ' as ' || indicators.unit_nl as found,
        'per 1.000 in words for a unit that starts with per_1000, and the like' as expected
    from indicators
    where
        (position('per_1000_' in indicators.unit) = 1)
        <> (position('per 1.000 ' in indicators.unit_nl) = 1)
        or (position('per_10000_' in indicators.unit) = 1)
        <> (position('per 10.000 ' in indicators.unit_nl) = 1)
        or (indicators.unit = 'percent') <> (position('%' in indicators.unit_nl) > 0)
    union all
    select
        indicators.indicator_id,
        'lower_bound, upper_bound' as column_name,
        coalesce({{ as_text('indicators.lower_bound') }}, 'nothing') || ', '
        || coalesce({{ as_text('indicators.upper_bound') }}, 'nothing') as found,
        '0 and 100, or nothing instead of 100 where a percent sign is printed' as expected
    from indicators
    left join mandatory_indicators on indicators.bbv_number = mandatory_indicators.bbv_number
    where
        indicators.unit = 'percent'
        and (
            coalesce(indicators.lower_bound, -1) <> 0
            or coalesce(indicators.upper_bound, 100) <> 100
            or (
                indicators.upper_bound is null
                and position('%' in coalesce(mandatory_indicators.unit_nl, '')) = 0
                and indicators.indicator_id not in (
                    select labels.indicator_id
                    from labels
                    left join printed_values on labels.printed_label = printed_values.printed_label
                    where
                        position('%' in labels.label_key || coalesce(labels.unit_key, '')) > 0
                        or printed_values.unit_hint = '%'
                )
            )
        )
),

-- A label may leave its unit to another column; what it names fits its indicator and factor.
labels_with_units as (
    select
        labels.*,
        indicators.unit,
        labels.label_key || ' ' || coalesce(labels.unit_key, '') || ' ' as label_and_unit,
        case
            when position('per_10000_' in indicators.unit) > 0 then 10000
            when position('per_1000_' in indicators.unit) > 0 then 1000
            else 0
        end as kept_base,
        count(*) over (
            partition by labels.label_key, labels.unit_key, labels.publisher_area_id
        ) as times_listed
    from labels
    inner join indicators on labels.indicator_id = indicators.indicator_id
),

wrong_labels as (
    select
        printed_label,
        'an indicator in ' || unit || ', factor ' || {{ as_text('factor') }} as found,
        'an indicator in the unit that the label names, with the factor between the two' as expected
    from labels_with_units
    where
        -- A sign behind a number is about that number: roads that use over 95% of their capacity.
        ({{ regexp_like('label_key', '(^|[^0-9 ]) *%') }} and unit <> 'percent')
        or (position(' per 10000 ' in label_and_unit) > 0 and 10000 * factor <> kept_base)
        or (position(' per 1000 ' in label_and_unit) > 0 and 1000 * factor <> kept_base)
    union all
    select
        printed_label,
        {{ as_text('times_listed') }} || ' rows for ' || label_key as found,
        'one row for all spellings of a label, its unit and publisher' as expected
    from labels_with_units
    where times_listed > 1
),

paired_relations as (
    select
        relations.*,
        indicators.unit,
        count(*) over (
            partition by
                relations.relation_kind, relations.indicator_id, relations.other_indicator_id
        ) as times_related
    from relations
    inner join indicators on relations.indicator_id = indicators.indicator_id
),

wrong_relations as (
    select
        relation_id,
        'factor' as column_name,
        coalesce({{ as_text('factor') }}, 'nothing') as found,
        case
            when relation_kind = 'part_of' then 'nothing'
            when relation_kind = 'rate_of' then 'the number in the unit ' || unit
            else '100, as both are shares'
        end as expected
    from paired_relations
    where
        (relation_kind = 'part_of') <> (factor is null)
        or (relation_kind in ('complement', 'share_of') and factor <> 100)
        or (
            relation_kind = 'rate_of'
            and position(
                'per_' || {{ as_text('cast(factor as integer)') }} || '_' in unit
            ) <> 1
        )
    union all
    select
        relations.relation_id,
        'indicator_id, other_indicator_id' as column_name,
        indicators.unit || ' and ' || other_indicators.unit as found,
        'two indicators in one unit' as expected
    from relations
    inner join indicators on relations.indicator_id = indicators.indicator_id
    inner join indicators as other_indicators
        on relations.other_indicator_id = other_indicators.indicator_id
    where
        relations.relation_kind in ('part_of', 'complement')
        and indicators.unit <> other_indicators.unit
    union all
    select
        relations.relation_id,
        'indicator_id, other_indicator_id' as column_name,
        'shares of ' || wholes.other_indicator_id || ' and ' || other_wholes.other_indicator_id
            as found,
        'shares of one whole' as expected
    from relations
    inner join relations as wholes
        on relations.indicator_id = wholes.indicator_id and wholes.relation_kind = 'share_of'
    inner join relations as other_wholes
        on
            relations.other_indicator_id = other_wholes.indicator_id
            and other_wholes.relation_kind = 'share_of'
    where
        relations.relation_kind = 'complement'
        and wholes.other_indicator_id <> other_wholes.other_indicator_id
    union all
    select
        relation_id,
        'indicator_id, other_indicator_id' as column_name,
        relation_kind || ' of ' || indicator_id || ' and ' || other_indicator_id as found,
        'two indicators, related once in this way' as expected
    from paired_relations
    where indicator_id = other_indicator_id or times_related > 1
),

numbered_mandatory_indicators as (
    select
        *,
        row_number() over (order by bbv_number) as expected_number,
        min(task_field_nl) over (partition by task_field_number) as first_task_field_nl,
        min(task_field_number) over (partition by task_field_nl) as first_task_field_number
    from mandatory_indicators
),

wrong_mandatory_indicators as (
    select
        'column bbv_number (' || name_nl || ')' as place,
        {{ as_text('bbv_number') }} as found,
        {{ as_text('expected_number') }} || ', for they are numbered without a gap'
            as expected
    from numbered_mandatory_indicators
    where bbv_number <> expected_number
    union all
    select
        'column task_field_nl (' || name_nl || ')' as place,
        {{ as_text('task_field_number') }} || ' ' || task_field_nl as found,
        {{ as_text('first_task_field_number') }} || ' ' || first_task_field_nl
        || ', one name for a number' as expected
    from numbered_mandatory_indicators
    where task_field_nl <> first_task_field_nl or task_field_number <> first_task_field_number
    {% for column, total in annex_totals.items() %}
    union all
    select
        'column {{ column }}' as place,
        cast(count(case when {{ column }} then 1 end) as {{ dbt.type_string() }}) as found,
        '{{ total }}, as many as the annex has' as expected
    from mandatory_indicators
    having
        count(case when {{ column }} then 1 end) <> {{ total }}
        and {{ 'false' if flags.EMPTY else 'true' }}
    {% endfor %}
),

wrong_documents as (
    select
        documents.document_id,
        areas.area_id || ' as ' || areas.area_kind || ', ' || documents.document_kind || ', '
        || {{ as_text('documents.budget_year') }}
        || ', '
        || documents.title as found
    from documents
    inner join {{ ref('stg_areas') }} as areas on documents.area_id = areas.area_id
    where
        areas.area_kind not in ('municipality', 'province', 'region')
        or documents.document_id not like
        '%-' || documents.document_kind || '-'
        || {{ as_text('documents.budget_year') }}
        or documents.title
        not like '%' || {{ as_text('documents.budget_year') }} || '%'
),

wrong_programmes as (
    select
        programmes.programme_id,
        'task_field_number' as column_name,
        {{ as_text('programmes.task_field_number') }} as found,
        'a main task field of {{ delivered_as('task_fields') }}' as expected
    from programmes
    left join {{ ref('stg_task_fields') }} as task_fields
        on {{ as_text('programmes.task_field_number') }} = task_fields.task_field_code
    where task_fields.task_field_code is null
    union all
    select
        programmes.programme_id,
        'parent_programme_id' as column_name,
        'neither a table nor a sub-programme' as found,
        'a programme that a document prints tables of, or the parent of one' as expected
    from programmes
    left join document_tables on programmes.programme_id = document_tables.programme_id
    left join programmes as sub_programmes
        on
            programmes.programme_id = sub_programmes.parent_programme_id
            and programmes.programme_id <> sub_programmes.programme_id
    where document_tables.table_id is null and sub_programmes.programme_id is null
),

-- What a document lists, in the order of the page.
listed as (
    {% for seed, key in {
        'objectives': 'objective_id', 'initiatives': 'initiative_id', 'partners': 'partner_id'
    }.items() %}
    select
        '{{ delivered_as(seed) }}' as list_place,
        {{ key }} as listed_id,
        document_id,
        sequence
    from {{ ref('stg_' ~ seed) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

numbered_lists as (
    select
        *,
        row_number() over (
            partition by list_place, document_id order by sequence, listed_id
        ) as expected_sequence
    from listed
),

wrong_lists as (
    select
        list_place,
        document_id,
        listed_id,
        'sequence' as column_name,
        {{ as_text('sequence') }} as found,
        {{ as_text('expected_sequence') }}
        || ', for they are numbered without a gap'
            as expected
    from numbered_lists
    where sequence <> expected_sequence
    union all
    select
        '{{ delivered_as('initiatives') }}' as list_place,
        initiatives.document_id,
        initiatives.initiative_id as listed_id,
        'parent_initiative_id' as column_name,
        initiatives.parent_initiative_id as found,
        'a heading above it in the same document' as expected
    from {{ ref('stg_initiatives') }} as initiatives
    inner join {{ ref('stg_initiatives') }} as parents
        on initiatives.parent_initiative_id = parents.initiative_id
    where
        initiatives.document_id <> parents.document_id
        or initiatives.sequence <= parents.sequence
),

wrong_statements as (
    select
        statements.document_id,
        statements.statement_id,
        statements.statement_kind
        || ' of '
        || coalesce(statements.printed_value, 'nothing') as found,
        'a figure for a realisation or target, and none for a rise or fall' as expected
    from {{ ref('stg_statements') }} as statements
    where
        (statements.statement_kind in ('realisation', 'target_missed'))
        <> (statements.printed_value is not null)
    union all
    select
        statements.document_id,
        statements.statement_id,
        statements.printed_value as found,
        printed_values.printed_value
        || ', the target in {{ delivered_as('published_values') }}' as expected
    from {{ ref('stg_statements') }} as statements
    inner join printed_values
        on
            statements.document_id = printed_values.document_id
            and statements.indicator_id = printed_values.indicator_id
            and statements.year = printed_values.year
            and printed_values.value_type = 'target'
    where
        statements.statement_kind = 'target_missed'
        and statements.printed_value <> printed_values.printed_value
),

-- A rule without a description cannot be explained, one without a query checks nothing.
rules as (
    {% for rule in finding_rules() %}
    select '{{ rule }}' as rule_id
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

wrong_rules as (
    select
        coalesce(rules.rule_id, described_rules.rule_id) as rule_id,
        case when rules.rule_id is null then 'no such rule' else 'no description' end as found
    from rules
    full outer join {{ ref('stg_finding_rules') }} as described_rules
        on rules.rule_id = described_rules.rule_id
    where
        (rules.rule_id is null or described_rules.rule_id is null)
        and {{ 'false' if flags.EMPTY else 'true' }}
),

empty_reasons as (
    select
        '{{ delivered_as('accepted_findings') }}, finding_id ' || finding_id as place,
        reason_nl || ' | ' || reason_en as found
    from {{ ref('stg_accepted_findings') }}
    where length(trim(reason_nl)) < 10 or length(trim(reason_en)) < 10
    union all
    select
        '{{ delivered_as('known_gaps') }}, ' || document_id || ', table ' || table_id
        || ', line ' || {{ as_text('line') }} as place,
        reason_nl || ' | ' || reason_en as found
    from {{ ref('stg_known_gaps') }}
    where length(trim(reason_nl)) < 10 or length(trim(reason_en)) < 10
)

select
    '{{ delivered_as('indicators') }}, column ' || column_name
    || ' (' || indicator_id || ')' as place,
    found,
    expected
from wrong_indicators
union all
select
    '{{ delivered_as('indicator_labels') }} (' || printed_label || ')' as place,
    found,
    expected
from wrong_labels
union all
select
    '{{ delivered_as('indicator_relations') }}, column ' || column_name
    || ' (' || relation_id || ')' as place,
    found,
    expected
from wrong_relations
union all
select
    '{{ delivered_as('bbv_indicators') }}, ' || place as place,
    found,
    expected
from wrong_mandatory_indicators
union all
select
    '{{ delivered_as('documents') }} (' || document_id || ')' as place,
    found,
    'a municipality, province or region, the kind and year of the id, and a title with that year'
        as expected
from wrong_documents
union all
select
    '{{ delivered_as('programmes') }}, column ' || column_name
    || ' (' || programme_id || ')' as place,
    found,
    expected
from wrong_programmes
union all
select
    list_place || ', column ' || column_name || ' (' || document_id || ', '
    || listed_id || ')' as place,
    found,
    expected
from wrong_lists
union all
select
    '{{ delivered_as('statements') }}, column printed_value (' || document_id || ', '
    || statement_id || ')' as place,
    found,
    expected
from wrong_statements
union all
select
    '{{ delivered_as('finding_rules') }}, column rule_id (' || rule_id || ')' as place,
    found,
    'a rule of the project with its description' as expected
from wrong_rules
union all
select
    place,
    found,
    'a reason in words' as expected
from empty_reasons
