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
            partition by area_id, document_kind, budget_year, lower(trim(title))
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

-- Figures of others are printed to compare with, so an area of the same kind has the publisher's
-- own figure beside it.
own_figures as (
    select distinct
        document_id,
        table_id,
        indicator_id
    from cells
    where area_id = publisher_id
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
    left join own_figures
        on
            cells.document_id = own_figures.document_id
            and cells.table_id = own_figures.table_id
            and cells.indicator_id = own_figures.indicator_id
    where
        cells.area_id <> cells.publisher_id
        and areas.area_kind = publishers.area_kind
        and own_figures.document_id is null
)

select * from programmes_of_others
union all
select * from parents_of_others
union all
select * from editions_entered_twice
union all
select
    '{{ delivered_as('published_values') }}, ' || document_id || ', table ' || table_id
    || ' (' || indicator_id || ')' as place,
    'figures of ' || area_id || ' only' as found,
    'figures of ' || publisher_id || ' beside them, which published the document' as expected
from figures_of_others
