"""Where a publication comes from: the table reporting.rpt_publication and what it counts."""

import subprocess
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

import duckdb
import yaml

# What the two tables hold, column by column: name, type and meaning.
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
}
CONTENT = {
    "item_kind": ("varchar", "seed: a file that was read; table: a table or view to be read."),
    "item_name": ("varchar", "Name of the seed, or schema and name of the table."),
    "row_count": ("bigint", "Rows of the table; empty for a seed."),
    "checksum": ("varchar", "SHA-256 of the seed file as dbt read it; empty for a table."),
}
KEYS = {
    "rpt_publication": "published_at",
    "rpt_publication_content": "item_kind, item_name",
}
DESCRIPTIONS = {
    "rpt_publication": "What built this file, when and from what. One row.",
    "rpt_publication_content": (
        "What went in and what came out. Grain: seed or table; the provenance itself is left out."
    ),
}


def git_revision() -> str | None:
    """Return the commit of the working folder, with -dirty if tracked files were changed.

    Returns:
        The full hash; None where there is no git or no commit.
    """
    try:
        return subprocess.run(
            ["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"],
            capture_output=True,
            text=True,
            check=True,
            timeout=10,
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None


def record_publication(database: Path, run: dict) -> None:
    """Write the tables that tell where the content of a database file comes from.

    Args:
        database: A closed database file with the public tables.
        run: What only the run knows: the numbers of `data_tests` and `unit_tests`, and `seeds`, the
            checksum of each seed by its name.

    Raises:
        duckdb.IOException: If the file cannot be written.
    """
    with duckdb.connect(database) as connection:
        # One transaction: each would wait for the disk.
        connection.begin()
        create(connection, "rpt_publication", PUBLICATION)
        create(connection, "rpt_publication_content", CONTENT)
        publication = [
            datetime.now(timezone.utc).replace(tzinfo=None).isoformat(),
            yaml.safe_load(Path("dbt_project.yml").read_text(encoding="utf-8"))["version"],
            git_revision(),
            version("dbt-core"),
            duckdb.__version__,
            run["data_tests"],
            run["unit_tests"],
        ]
        insert(connection, "rpt_publication", [publication])
        content = [
            ["seed", name, None, checksum] for name, checksum in sorted(run["seeds"].items())
        ]
        tables = connection.execute(
            "select table_schema || '.' || table_name from information_schema.tables"
            " where not starts_with(table_name, 'rpt_publication') order by all"
        ).fetchall()
        counts = connection.execute(
            " union all ".join(f"select '{table}', count(*) from {table}" for (table,) in tables)
        ).fetchall()
        content += [["table", table, row_count, None] for table, row_count in counts]
        insert(connection, "rpt_publication_content", content)
        connection.commit()


def create(
    connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, tuple[str, str]]
) -> None:
    """Create an empty table of the schema reporting, with a comment on each column.

    Args:
        connection: A connection that may write.
        table: Its name; an existing table is replaced.
        columns: For each column its type and meaning.
    """
    types = ", ".join(f"{name} {kind}" for name, (kind, _) in columns.items())
    statements = [
        f"create or replace table reporting.{table} ({types}, primary key ({KEYS[table]}))",
        f"comment on table reporting.{table} is {literal(DESCRIPTIONS[table])}",
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

    The values stand in the statement: parameters would make DuckDB import pandas where it is
    installed, which takes longer than everything else here.

    Args:
        connection: A connection that may write.
        table: Its name.
        rows: The values of each row in the order of the columns.
    """
    values = ", ".join(f"({', '.join(literal(value) for value in row)})" for row in rows)
    connection.execute(f"insert into reporting.{table} values {values}")


def literal(value: str | int | None) -> str:
    """Return a value as SQL text."""
    if value is None:
        return "null"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
