"""What the tests share: a built copy of the project, so that no test touches the real one.

The project is copied and built once for a whole run of the tests, as `built_project`. A test that
changes something works in a copy of that, which `copy_project` makes.
"""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest
from data_package import PROVENANCE_PREFIX

REPOSITORY = Path(__file__).resolve().parents[1]
PUBLISHED = Path("warehouse/municipal_indicators.duckdb")
# The real page; documents that are added later do not change what is tested of it.
DOCUMENT = "amersfoort-begroting-2018"
# More than a failing build lists.
UNREADABLE = [f"onleesbaar {number}" for number in range(1, 13)]
NOT_COPIED = (".git", ".venv*", "target", "logs", "__pycache__", ".*_cache", "*.duckdb*")


class Outcome(NamedTuple):
    """How a dbt command ended.

    Attributes:
        exit_code: Zero when all went well.
        text: All that dbt wrote, without colours.
    """

    exit_code: int
    text: str


def run_dbt(project: Path, *arguments: str, timeout: int = 300, **variables: str) -> Outcome:
    """Run dbt in a copy of the project, with nothing but the project to go by.

    Args:
        project: The copy.
        arguments: The command and its options, for example "build".
        timeout: Seconds after which the test fails.
        variables: Environment variables to add.

    Returns:
        How the command ended.
    """
    empty_home = project.parent / "home"
    empty_home.mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DBT_")}
    completed = subprocess.run(
        [Path(sys.executable).parent / "dbt", "--no-use-colors", *arguments],
        cwd=project,
        env={**environment, "HOME": str(empty_home), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    return Outcome(completed.returncode, completed.stdout)


def sha256(path: Path) -> str:
    """Return the fingerprint of the content of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def query(database: Path, sql: str, *parameters: object) -> list[tuple]:
    """Return the rows of a query on a database file, which is opened to read only."""
    with duckdb.connect(database, read_only=True) as connection:
        return connection.execute(sql, parameters).fetchall()


def tables_and_views(database: Path) -> list[str]:
    """Return the names of all tables and views in a database file, each with its schema."""
    names = query(
        database,
        "select schema_name || '.' || table_name from duckdb_tables()"
        " union all select schema_name || '.' || view_name from duckdb_views() where not internal"
        " order by all",
    )
    return [name for (name,) in names]


def tables_with_data(published: Path) -> list[str]:
    """Return the public tables, without those about the publication of the file."""
    return [name for name in tables_and_views(published) if PROVENANCE_PREFIX not in name]


def read_rows(csv_path: Path) -> list[list[str]]:
    """Return the rows of a CSV file, the header first."""
    with csv_path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(csv_path: Path, rows: list[list[str]]) -> None:
    """Write the rows of a CSV file, the header first."""
    with csv_path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def set_cell(csv_path: Path, line: int, column: str, text: str) -> None:
    """Change one cell of a CSV file, whose header is on line 1."""
    rows = read_rows(csv_path)
    rows[line - 1][rows[0].index(column)] = text
    write_rows(csv_path, rows)


def find_line(csv_path: Path, **cells: str) -> int:
    """Return the line of the first row of a CSV file that holds the given cells."""
    header, *rows = read_rows(csv_path)
    for line, row in enumerate(rows, start=2):
        if cells.items() <= dict(zip(header, row, strict=True)).items():
            return line
    raise LookupError(f"{csv_path.name} has no row with {cells}")


def copy_sources(destination: Path) -> None:
    """Copy what belongs to the project, and nothing that was installed or built.

    Args:
        destination: Folder that does not exist yet.
    """
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "-co", "--exclude-standard"],
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        listed = ""
    if not listed:
        shutil.copytree(REPOSITORY, destination, ignore=shutil.ignore_patterns(*NOT_COPIED))
        return
    for name in filter(None, listed.split("\0")):
        # A file that was removed but is still tracked is listed too.
        if (REPOSITORY / name).is_file():
            (destination / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / name, destination / name)


@pytest.fixture(scope="session")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project and build it with a plain `dbt build`; for tests that only read."""
    project = tmp_path_factory.mktemp("built") / "project"
    copy_sources(project)
    outcome = run_dbt(project, "build", "--write-json")
    assert outcome.exit_code == 0, outcome.text
    return project


@pytest.fixture(scope="session")
def published(built_project: Path) -> Path:
    """Return the warehouse file that the build has published."""
    return built_project / PUBLISHED


@pytest.fixture(scope="session")
def manifest(built_project: Path) -> dict:
    """Return what dbt knows of the project."""
    return json.loads((built_project / "target/manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def copy_project(
    built_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Path]:
    """Return a function that makes a copy of the built project, to change at will."""

    def copy() -> Path:
        return shutil.copytree(built_project, tmp_path_factory.mktemp("copy") / "project")

    return copy


@pytest.fixture(scope="session")
def failed_build(copy_project: Callable[[], Path]) -> tuple[Path, Outcome]:
    """Build a copy with unreadable figures, and return it with how the build ended."""
    project = copy_project()
    figures = project / "seeds/published_values.csv"
    for line, text in enumerate(UNREADABLE, start=2):
        set_cell(figures, line, "printed_value", text)
    return project, run_dbt(project, "build")
