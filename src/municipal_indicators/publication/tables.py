"""The tables that tell what a publication is: their columns, and how they are written."""

import duckdb

from municipal_indicators.sql_text import literal, values

# What the names of these tables begin with.
PROVENANCE_PREFIX = "rpt_publication"

# What the tables hold, column by column: name, type and meaning.
PUBLICATION = {
    "published_at": ("timestamp", "Moment of publication, in UTC."),
    "project_version": ("varchar", "Version of the project in dbt_project.yml."),
    "git_revision": (
        "varchar",
        "Commit of the project, followed by -dirty if files were changed since; empty outside git.",
    ),
    "dbt_version": ("varchar", "Version of dbt that built the tables."),
    "duckdb_version": ("varchar", "Version of DuckDB that wrote the file."),
    "data_tests": ("integer", "Data tests that ran; all passed, or nothing was published."),
    "unit_tests": ("integer", "Unit tests that ran along; all passed."),
    "partial_areas": (
        "varchar",
        "Municipalities whose rows this run built anew, separated by commas, while the others were"
        " taken over from the publication before; empty if everything was built.",
    ),
}
CONTENT = {
    "item_kind": (
        "varchar",
        "seed, landed_file: a file that was read; table: a table to be read; project: all"
        " that decides what is built, recorded if files were landed.",
    ),
    "item_name": (
        "varchar",
        "Name of the seed, folder and name of the landed file, or schema and name of the table.",
    ),
    "row_count": ("bigint", "Rows of the table or landed file; empty for others."),
    "byte_count": ("bigint", "Size of the landed file in bytes; empty for others."),
    "checksum": (
        "varchar",
        "SHA-256 of the seed file as dbt read it, or of the landed file; for the project, one that"
        " changes with any file of it, a variable or the version of DuckDB. Empty for a table.",
    ),
    "areas": (
        "varchar",
        "Municipalities that the rows of a landed file belong to, separated by commas; empty for a"
        " list that belongs to all, and for other items.",
    ),
    "rows_added": (
        "bigint",
        "Rows of the table that the publication before did not have; empty for other items, and"
        " where the two were not compared.",
    ),
    "rows_gone": ("bigint", "Rows that only the publication before had."),
    "rows_changed": (
        "bigint",
        "Rows with the same key and other values; without a key, one is gone and one was added.",
    ),
}
CHANGE = {
    "change_number": ("integer", "Number of the change in this publication."),
    "table_name": ("varchar", "Schema and name of the table."),
    "change": ("varchar", "added, gone or changed."),
    "row_key": (
        "varchar",
        "Key of the row as JSON, or all of a row of a table without a key.",
    ),
    "column_name": ("varchar", "Column of a changed row that has another value; else empty."),
    "old_value": ("varchar", "Its value in the publication before, as text."),
    "new_value": ("varchar", "Its value in this publication, as text."),
}
# Each table with its columns, its key and what it is about.
TABLES = {
    "rpt_publication": (
        PUBLICATION,
        "published_at",
        "What built this file, when and from what. One row.",
    ),
    "rpt_publication_content": (
        CONTENT,
        "item_kind, item_name",
        "What went in and what came out. Grain: seed, landed file or table, and the project; the"
        " provenance itself is left out.",
    ),
    "rpt_publication_change": (
        CHANGE,
        "change_number",
        "What differs from the publication before: at most 1,000 rows of each table and kind of"
        " change; how many there are in all stands in rpt_publication_content. Views, tables that"
        " only one of the two has and tables of more than a million rows are not compared. Grain:"
        " added or gone row, or column of a changed row.",
    ),
}


def create(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Create an empty table of the schema reporting, with a comment on each column.

    Args:
        connection: A connection that may write.
        table: One of `TABLES`; an existing table is replaced.
    """
    columns, key, description = TABLES[table]
    types = ", ".join(f"{name} {kind}" for name, (kind, _) in columns.items())
    statements = [
        f"create or replace table reporting.{table} ({types}, primary key ({key}))",
        f"comment on table reporting.{table} is {literal(description)}",
    ]
    statements += [
        f"comment on column reporting.{table}.{name} is {literal(meaning)}"
        for name, (_, meaning) in columns.items()
    ]
    connection.execute(";\n".join(statements))


def insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: list[list[str | int | None]]
) -> None:
    """Insert rows into a table of the schema reporting.

    Args:
        connection: A connection that may write.
        table: Its name.
        rows: The values of each row in the order of the columns.
    """
    connection.execute(f"insert into reporting.{table} values {values(rows)}")
