"""Where a publication comes from: the table reporting.rpt_publication and what it counts."""

import hashlib
import json
import subprocess
from collections.abc import Iterable
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import yaml

from municipal_indicators.sql_text import literal, values

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
}
# Files that decide what a build with landing makes of its input.
PROJECT_FILES = (
    "*.yml",
    "macros/**/*.sql",
    "models/**/*.sql",
    "models/**/*.yml",
    "seeds/**/*.csv",
    "seeds/**/*.yml",
    "src/**/*.py",
    "tests/**/*.sql",
)
# The variable that says what to read, and not what to make of it.
VARIABLE_OF_INPUT = "landing"
KEYS = {
    "rpt_publication": "published_at",
    "rpt_publication_content": "item_kind, item_name",
}
DESCRIPTIONS = {
    "rpt_publication": "What built this file, when and from what. One row.",
    "rpt_publication_content": (
        "What went in and what came out. Grain: seed, landed file or table, and the project; the"
        " provenance itself is left out."
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


def project_checksum(variables: dict[str, Any]) -> str:
    """Return a checksum of all that decides what a build makes of its input.

    Args:
        variables: The variables of the command line.

    Returns:
        SHA-256 that changes with any file of the project, a variable or the version of DuckDB.
    """
    digest = hashlib.sha256(duckdb.__version__.encode())
    used = {name: value for name, value in variables.items() if name != VARIABLE_OF_INPUT}
    digest.update(json.dumps(used, sort_keys=True, default=str).encode())
    for path in sorted({path for pattern in PROJECT_FILES for path in Path().glob(pattern)}):
        # The name and size too, so that text cannot move from one file to the next unnoticed.
        content = path.read_bytes()
        digest.update(f"{path.as_posix()} {len(content)}".encode() + content)
    return digest.hexdigest()


def record_publication(
    database: Path,
    run: dict[str, Any],
    delivery: Iterable[Iterable[Any]] = (),
) -> None:
    """Write the tables that tell where the content of a database file comes from.

    Args:
        database: A closed database file with the public tables.
        run: What only the run knows: the numbers of `data_tests` and `unit_tests`; `seeds`, the
            checksum of each seed by its name; and `partial_areas`, a list of municipalities.
        delivery: Rows about landed files and the project, in the columns of the content.

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
            ",".join(run["partial_areas"]) or None,
        ]
        insert(connection, "rpt_publication", [publication])
        content = [
            *([*row] for row in delivery),
            *(["seed", name, None, None, sha, None] for name, sha in sorted(run["seeds"].items())),
        ]
        # Rows of views are worked out when they are read, which can take long.
        tables = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables()"
            " where not internal and not starts_with(table_name, 'rpt_publication') order by all"
        ).fetchall()
        counts = (f"select '{table}', count(*) from {table}" for (table,) in tables)
        content += [
            ["table", table, rows, None, None, None]
            for table, rows in connection.execute(" union all ".join(counts)).fetchall()
        ]
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

    Args:
        connection: A connection that may write.
        table: Its name.
        rows: The values of each row in the order of the columns.
    """
    connection.execute(f"insert into reporting.{table} values {values(rows)}")
