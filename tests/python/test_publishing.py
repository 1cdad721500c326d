import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from conftest import PUBLISHED, run_dbt, sha256, tables_and_views

READER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
count = "select count(*) from core.fct_indicator_value"
print(connection.execute(count).fetchall(), flush=True)
sys.stdin.readline()
print(connection.execute(count).fetchall(), flush=True)
"""


def identity(file: Path) -> tuple[int, int, str]:
    """Return what changes when a file is replaced or written to."""
    status = file.stat()
    return status.st_ino, status.st_mtime_ns, sha256(file)


@pytest.fixture(scope="module")
def project(copy_project) -> Path:
    """Copy the project once for all commands that must leave the published file alone."""
    return copy_project()


@pytest.mark.parametrize(
    "command",
    [
        "run",
        "run --select dim_area",
        "test",
        "seed",
        "build --select dim_area",
        "build --exclude every_table_is_typed_as_printed test_type:unit",
    ],
)
def test_anything_but_a_whole_build_leaves_the_published_file_alone(project, command):
    before = identity(project / PUBLISHED)
    outcome = run_dbt(project, *command.split())
    assert outcome.exit_code == 0, outcome.text
    assert identity(project / PUBLISHED) == before


def test_a_build_without_data_publishes_nothing(project):
    before = identity(project / PUBLISHED)
    run_dbt(project, "build", "--empty")
    assert identity(project / PUBLISHED) == before


def test_a_failing_build_leaves_the_published_file_alone(failed_build, published):
    project, outcome = failed_build
    assert outcome.exit_code != 0
    assert "Not published" in outcome.text
    assert sha256(project / PUBLISHED) == sha256(published)
    assert list((project / PUBLISHED).parent.iterdir()) == [project / PUBLISHED]


def test_a_whole_build_replaces_the_published_file_under_an_open_reader(copy_project):
    project = copy_project()
    published = project / PUBLISHED
    before = published.stat().st_ino
    with subprocess.Popen(
        [sys.executable, "-c", READER, published],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        try:
            first_count = reader.stdout.readline()
            outcome = run_dbt(project, "build")
            assert reader.poll() is None
            second_count, _ = reader.communicate("go on\n", timeout=30)
        finally:
            reader.kill()

    assert outcome.exit_code == 0, outcome.text
    assert published.stat().st_ino != before
    assert first_count.startswith("[(")
    assert second_count == first_count
    assert reader.returncode == 0


def test_a_table_that_is_no_longer_a_model_is_not_published(copy_project):
    project = copy_project()
    with duckdb.connect(project / "target/publication" / PUBLISHED.name) as connection:
        connection.execute("create table core.dim_removed (number integer primary key)")

    outcome = run_dbt(project, "build")

    assert outcome.exit_code == 0, outcome.text
    assert "core.dim_area" in tables_and_views(project / PUBLISHED)
    assert "core.dim_removed" not in tables_and_views(project / PUBLISHED)
