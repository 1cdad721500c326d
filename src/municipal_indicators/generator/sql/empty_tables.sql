create table totals (
    document_id varchar, table_id varchar, printed_rows bigint, printed_cells bigint
);
create table lines (
    document_id varchar, table_id varchar, line bigint, printed_label varchar
);
create table gaps (
    document_id varchar, table_id varchar, line bigint, position bigint
);
create table figures_nearby (
    document_id varchar, indicator_id varchar, area_id varchar, year bigint, value_type varchar,
    printed_value varchar
);
