"""Every example of docs/sql_clients.md, run by the client that it is about."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from municipal_indicators.checksum import sha256
from municipal_indicators.paths import PUBLISHED
from tests.support.projects import REPOSITORY

PROGRAMS = REPOSITORY / ".venv-clients/bin"
GUIDE = REPOSITORY / "docs/sql_clients.md"
EXAMPLE = re.compile(
    r"^#+ (?P<title>[^\n]*)\n+```(?P<kind>sh|python)\n(?P<code>.*?)```"
    r"\n+```text\n(?P<output>.*?)```",
    re.DOTALL | re.MULTILINE,
)
# How each client says that it does not write, given the connection that its example opens.
WRITING = {
    "DuckDB": 'warehouse.execute("delete from core.dim_area")',
    "pandas": 'warehouse.sql("create table core.mine as from figures")',
    "Polars": 'warehouse.sql("create table core.mine as from figures")',
    "SQLAlchemy": 'warehouse.execute(text("delete from core.dim_area"))',
}
EXAMPLES = {found["title"]: found for found in EXAMPLE.finditer(GUIDE.read_text(encoding="utf-8"))}


def run_client(project: Path, *command: str) -> subprocess.CompletedProcess:
    """Run a program of the clients' environment in a copy of the project."""
    program, *arguments = command
    assert (PROGRAMS / program).exists(), "The clients are missing: run make install-clients."
    return subprocess.run(
        [PROGRAMS / program, *arguments], cwd=project, capture_output=True, text=True, timeout=120
    )


def run_example(project: Path, found: re.Match, more: str = "") -> subprocess.CompletedProcess:
    """Run an example of the guide, with more code behind it if that is given."""
    if found["kind"] == "sh":
        return run_client(project, *shlex.split(found["code"]), *shlex.split(more))
    return run_client(project, "python", "-c", found["code"] + more)


def test_the_guide_has_an_example_of_every_client():
    assert set(EXAMPLES) == {"DuckDB CLI", *WRITING}


@pytest.mark.parametrize("client", EXAMPLES)
def test_an_example_prints_what_the_guide_says(built_project, client):
    completed = run_example(built_project, EXAMPLES[client])
    assert completed.returncode == 0, completed.stderr
    assert completed.stdout == EXAMPLES[client]["output"]


@pytest.mark.parametrize("client", WRITING)
def test_a_client_refuses_to_write(built_project, client):
    before = sha256(built_project / PUBLISHED)
    completed = run_example(built_project, EXAMPLES[client], more=WRITING[client])
    assert completed.returncode != 0
    assert "read-only mode" in completed.stderr
    assert sha256(built_project / PUBLISHED) == before


def test_the_cli_refuses_to_write(built_project):
    before = sha256(built_project / PUBLISHED)
    more = '-c "delete from core.dim_area"'
    completed = run_example(built_project, EXAMPLES["DuckDB CLI"], more)
    assert completed.returncode != 0
    assert "read-only mode" in completed.stderr
    assert sha256(built_project / PUBLISHED) == before


def test_the_cli_reads_no_other_file_with_the_setting_of_the_security_guide(built_project):
    setting = "set enable_external_access = false"
    assert f'-cmd "{setting}"' in (REPOSITORY / "docs/security.md").read_text(encoding="utf-8")
    cli = ("duckdb", "-readonly", "-cmd", setting, str(PUBLISHED), "-c")
    inside = run_client(built_project, *cli, "select count(*) from core.dim_area")
    outside = run_client(built_project, *cli, "select content from read_text('README.md')")
    assert inside.returncode == 0, inside.stderr
    assert "file system operations are disabled" in outside.stderr


def test_the_clients_are_at_the_versions_that_the_guide_names(built_project):
    guide = GUIDE.read_text(encoding="utf-8")
    versions = "import duckdb, duckdb_engine; print(duckdb.__version__, duckdb_engine.__version__)"
    duckdb_version, engine_version = run_client(
        built_project, "python", "-c", versions
    ).stdout.split()
    assert f"[DuckDB CLI](#duckdb-cli) {duckdb_version} " in guide
    assert f"[Python: DuckDB](#duckdb) {duckdb_version}," in guide
    assert engine_version.startswith("0.17")
    assert run_client(built_project, "duckdb", "--version").stdout.startswith(f"v{duckdb_version}")
