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

from municipal_indicators.publication.changes import record_changes
from municipal_indicators.publication.tables import PROVENANCE_PREFIX, create, insert

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
    connection: duckdb.DuckDBPyConnection,
    previous: Path,
    run: dict[str, Any],
    delivery: Iterable[Iterable[Any]] = (),
) -> None:
    """Write the tables that tell where the content of a database comes from.

    Args:
        connection: A connection with the public tables attached as `b`; the database in use, which
            holds them too, gets the tables.
        previous: The publication before, if there is one.
        run: What only the run knows: the numbers of `data_tests` and `unit_tests`; `seeds`, the
            checksum of each seed by its name; and `partial_areas`, a list of municipalities.
        delivery: Rows about landed files and the project, in the columns of the content.
    """
    changes = record_changes(connection, previous)
    create(connection, "rpt_publication")
    create(connection, "rpt_publication_content")
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
    # Rows of views are worked out when they are read, which can take long.
    tables = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'b'"
        f" and not starts_with(table_name, '{PROVENANCE_PREFIX}') order by all"
    ).fetchall()
    counts = (f"select '{table}', count(*) from b.{table}" for (table,) in tables)
    content = [
        *([*row, None, None, None] for row in delivery),
        *(
            ["seed", name, None, None, checksum, None, None, None, None]
            for name, checksum in sorted(run["seeds"].items())
        ),
        *(
            ["table", table, rows, None, None, None, *changes.get(table, (None, None, None))]
            for table, rows in connection.execute(" union all ".join(counts)).fetchall()
        ),
    ]
    insert(connection, "rpt_publication_content", content)
