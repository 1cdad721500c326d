"""Copies of the project, and what tests do with them: run dbt, change seeds, ask the result."""

import atexit
import csv
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from municipal_indicators.keep import kept_lines
from municipal_indicators.publication.tables import PROVENANCE_PREFIX

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = str(Path(sys.executable).with_name("municipal-indicators"))
# The first page and its municipality; documents of others do not change what is tested of it.
PUBLISHER = "GM0307"
DOCUMENT = "amersfoort-begroting-2018"
# More than a failing build lists.
UNREADABLE = [f"{number},,5" for number in range(1, 13)]
NOT_COPIED = (".git", ".venv*", "target", "logs", "__pycache__", ".*_cache", "*.duckdb*")

# Importing dbt takes a sixth of a build: done once, in a process that each command is a fork of.
_DBT = multiprocessing.get_context("forkserver")
_DBT.set_forkserver_preload(["dbt.cli.main", "dbt.adapters.factory", "duckdb"])


class Outcome(NamedTuple):
    """How a dbt command ended.

    Attributes:
        exit_code: Zero when all went well.
        text: All that dbt wrote, without colours.
    """

    exit_code: int
    text: str


def run_dbt(
    project: Path,
    *arguments: str,
    timeout: int = 300,
    with_files: bool = False,
    **variables: str,
) -> Outcome:
    """Run dbt in a copy of the project, with nothing but the project to go by.

    Args:
        project: The copy.
        arguments: The command and its options, for example "build".
        timeout: Seconds after which the test fails.
        with_files: Whether it writes its log and artifacts as for a user; they take a tenth of a
            build.
        variables: Environment variables to add.

    Returns:
        How the command ended.

    Raises:
        TimeoutError: If it did not end in time.
    """
    empty_home = project.parent / "home"
    empty_home.mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DBT_")}
    if not with_files:
        environment |= {"DBT_WRITE_JSON": "false", "DBT_LOG_LEVEL_FILE": "none"}
    environment |= {"HOME": str(empty_home), **variables}
    with tempfile.NamedTemporaryFile(mode="r", encoding="utf-8") as output:
        process = _DBT.Process(
            target=_run_dbt_here,
            args=(project, ["--no-use-colors", *arguments], environment, output.name),
        )
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise TimeoutError(f"dbt took more than {timeout} seconds:\n{output.read()}")
        return Outcome(process.exitcode, output.read())


def _run_dbt_here(
    project: Path, arguments: list[str], environment: dict[str, str], output: str
) -> None:
    """Make this process the command dbt."""
    from dbt.cli.main import cli

    with Path(output).open("wb") as file:
        for descriptor in (1, 2):
            os.dup2(file.fileno(), descriptor)
    os.chdir(project)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [str(Path(sys.executable).parent / "dbt"), *arguments]
    try:
        cli()
    finally:
        # A fork ends without what Python does at the end of a command.
        atexit._run_exitfuncs()


def generate(*options: str | Path) -> str:
    """Write landing files of made-up figures, and return what the command says."""
    command = [COMMAND, "generate", "--project-dir", REPOSITORY, *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def query(database: Path, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
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


def keep_first_publisher(project: Path) -> None:
    """Take the documents of all other publishers out of a copy, so that tests can name its rows."""
    subprocess.run([COMMAND, "keep", PUBLISHER], cwd=project, check=True, capture_output=True)


def first_publisher_seeds() -> dict[str, list[str]]:
    """Return the lines of each seed as `keep_first_publisher` leaves it."""
    here = Path.cwd()
    os.chdir(REPOSITORY)
    try:
        return kept_lines([PUBLISHER])
    finally:
        os.chdir(here)


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


def seed_file(project: Path, seed: str) -> Path:
    """Return the CSV file of a seed in a copy of the project."""
    (file,) = (project / "seeds").rglob(f"{seed}.csv")
    return file


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
