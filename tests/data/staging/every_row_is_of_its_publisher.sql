-- What a document prints is about the municipality that published it.
with

documents as (
    select * from {{ ref('stg_documents') }}
),

programmes as (
    select * from {{ ref('stg_programmes') }}
),

cells as {{ inline() }} (
    select * from {{ ref('int_resolved_cell') }}
),

areas as (
    select * from {{ ref('stg_areas') }}
),

rows_of_programmes as (
    {% for seed, key in {
        'document_tables': 'table_id',
        'document_lines': "table_id || ', line ' || " ~ as_text('line'),
        'objectives': 'objective_id',
        'initiatives': 'initiative_id',
        'partners': 'partner_id',
    }.items() %}
    select
        '{{ delivered_as(seed) }}' as seed_place,
        document_id,
        {{ key }} as row_key,
        programme_id
    from {{ ref('stg_' ~ seed) }}
    where programme_id is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

programmes_of_others as (
    select
        rows_of_programmes.seed_place || ', column programme_id (' || documents.document_id || ', '
        || rows_of_programmes.row_key || ')' as place,
        programmes.programme_id || ' of ' || programmes.area_id as found,
        'a programme of ' || documents.area_id || ', which published the document' as expected
    from rows_of_programmes
    inner join documents on rows_of_programmes.document_id = documents.document_id
    inner join programmes on rows_of_programmes.programme_id = programmes.programme_id
    where programmes.area_id <> documents.area_id
),

parents_of_others as (
    select
        '{{ delivered_as('programmes') }}, column parent_programme_id ('
        || programmes.programme_id || ')' as place,
        parents.programme_id || ' of ' || parents.area_id as found,
        'a programme of ' || programmes.area_id as expected
    from programmes
    inner join programmes as parents on programmes.parent_programme_id = parents.programme_id
    where parents.area_id <> programmes.area_id
),

-- Budgets of one year may differ, as one proposed and one adopted do, and then their titles do too.
repeated_editions as (
    select
        *,
        min(document_id) over (
            partition by area_id, document_kind, budget_year, lower({{ visible_text('title') }})
        ) as first_document_id
    from documents
),

editions_entered_twice as (
    select
        '{{ delivered_as('documents') }} (' || document_id || ')' as place,
        title || ' of ' || area_id || ', as ' || first_document_id || ' is' as found,
        'each edition once, or titles that tell two apart' as expected
    from repeated_editions
    where document_id <> first_document_id
),

figures_of_others as (
    select distinct
        cells.document_id,
        cells.table_id,
        cells.indicator_id,
        cells.area_id,
        cells.publisher_id
    from cells
    inner join areas on cells.area_id = areas.area_id
    inner join areas as publishers on cells.publisher_id = publishers.area_id
    where
        cells.area_id <> cells.publisher_id
        and areas.area_kind = publishers.area_kind
),

-- Figures of others are printed to compare with: a line or column of the publisher stands beside
-- those of an area of the same kind, though its cells may be blank.
compared_indicators as (
    select distinct
        document_lines.document_id,
        document_lines.indicator_id
    from figures_of_others
    inner join {{ ref('int_document_line') }} as document_lines
        on
            figures_of_others.document_id = document_lines.document_id
            and figures_of_others.indicator_id = document_lines.indicator_id
    left join {{ ref('stg_document_columns') }} as document_columns
        on
            document_lines.document_id = document_columns.document_id
            and document_lines.table_id = document_columns.table_id
    where
        coalesce(
            document_lines.area_id, document_columns.area_id, document_lines.publisher_id
        ) = document_lines.publisher_id
)

select * from programmes_of_others
union all
select * from parents_of_others
union all
select * from editions_entered_twice
union all
select
    '{{ delivered_as('published_values') }}, ' || figures_of_others.document_id || ', table '
    || figures_of_others.table_id || ' (' || figures_of_others.indicator_id || ')' as place,
    'figures of ' || figures_of_others.area_id || ' only' as found,
    'a line or column of ' || figures_of_others.publisher_id || ', which published the document'
        as expected
from figures_of_others
left join compared_indicators
    on
        figures_of_others.document_id = compared_indicators.document_id
        and figures_of_others.indicator_id = compared_indicators.indicator_id
where compared_indicators.document_id is null
