with

source as (
    select * from {{ typed_or_landed(
        ref('document_lines'), source('landing', 'document_lines'), with_lines=true
    ) }} as typed_lines
),

typed as (
    select
        document_id,
        table_id,
        line,
        printed_label,
        printed_unit,
        area_id,
        value_type,
        period,
        programme_id,
        indicator_id,
        evidence,
        seed_line
    from source
)

select * from typed
