import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import yaml

from municipal_indicators.checksum import sha256
from municipal_indicators.paths import PUBLISHED
from municipal_indicators.publication.publish import compact_copy, replacing
from municipal_indicators.publication.tables import TABLES
from tests.support.projects import query, run_dbt, tables_and_views

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
        "test --select dim_area",
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


def test_a_publication_says_what_it_was_built_from(built_project, published, manifest):
    ((row, tables),) = query(
        published,
        "select p, (select count(*) from reporting.rpt_publication_content"
        " where item_kind = 'table') from reporting.rpt_publication as p",
    )
    project = yaml.safe_load((built_project / "dbt_project.yml").read_text(encoding="utf-8"))
    data_tests = [node for node in manifest["nodes"].values() if node["resource_type"] == "test"]
    assert row["project_version"] == project["version"]
    assert row["duckdb_version"] == duckdb.__version__
    assert row["data_tests"] == len(data_tests)
    # The copy that the tests build is outside git.
    assert row["git_revision"] is None
    # All but the tables of the provenance itself.
    assert [(tables + len(TABLES),)] == query(published, "select count(*) from duckdb_tables()")


def test_a_publication_records_the_checksum_of_every_seed(published, manifest):
    recorded = dict(
        query(
            published,
            "select item_name, checksum from reporting.rpt_publication_content"
            " where item_kind = 'seed'",
        )
    )
    assert recorded == {
        node["name"]: node["checksum"]["checksum"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "seed"
    }


def test_a_publication_records_the_rows_of_every_table(published):
    recorded = query(
        published,
        "select item_name, row_count from reporting.rpt_publication_content"
        " where item_kind = 'table'",
    )
    assert recorded
    for table, row_count in recorded:
        assert query(published, f"select count(*) from {table}") == [(row_count,)], table


def test_the_revision_of_a_changed_checkout_says_so(copy_project):
    project = copy_project()
    git = ["git", "-C", project, "-c", "user.name=test", "-c", "user.email=test@localhost"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "First"]):
        subprocess.run([*git, *command], check=True)
    with (project / "README.md").open("a", encoding="utf-8") as readme:
        readme.write("Changed.\n")

    assert run_dbt(project, "build").exit_code == 0

    ((revision,),) = query(
        project / PUBLISHED, "select git_revision from reporting.rpt_publication"
    )
    assert re.fullmatch("[0-9a-f]{40}-dirty", revision)


def test_a_second_build_at_the_same_time_is_told_to_wait(copy_project):
    project = copy_project()
    before = identity(project / PUBLISHED)
    # DuckDB locks a file for the process that writes to it, as a build does all the time.
    holder = (
        "import duckdb, sys; connection = duckdb.connect(sys.argv[1]);"
        " print('open', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, project / "target/preparation.duckdb"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        try:
            assert other.stdout.readline() == "open\n"
            outcome = run_dbt(project, "build")
        finally:
            other.kill()

    assert outcome.exit_code != 0
    assert "target/preparation.duckdb is in use, by another dbt command" in outcome.text
    assert "Wait until it has ended" in outcome.text
    assert identity(project / PUBLISHED) == before


LIMITED = """
import resource, sys
from pathlib import Path
from municipal_indicators.publication.publish import compact_copy, replacing
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
with replacing(Path(sys.argv[2])) as new:
    with compact_copy(Path(sys.argv[1]), new):
        pass
"""


@pytest.mark.skipif(os.name != "posix", reason="the limit on file sizes is a thing of Unix")
def test_a_copy_that_does_not_fit_leaves_the_published_file_alone(built_project, tmp_path):
    published = tmp_path / "published.duckdb"
    published.write_bytes(b"the previous publication")

    completed = subprocess.run(
        [sys.executable, "-c", LIMITED, built_project / PUBLISHED, published],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "File too large" in completed.stderr
    assert published.read_bytes() == b"the previous publication"
    assert list(tmp_path.iterdir()) == [published]


@pytest.mark.skipif(os.name != "posix", reason="the limit on file sizes is a thing of Unix")
def test_a_build_that_runs_out_of_space_publishes_nothing_and_says_why(copy_project):
    project = copy_project()
    before = identity(project / PUBLISHED)
    limited = f"ulimit -f 200; exec '{Path(sys.executable).parent / 'dbt'}' build"

    completed = subprocess.run(
        ["bash", "-c", limited],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert completed.returncode != 0
    assert "File too large" in completed.stdout, completed.stdout
    assert identity(project / PUBLISHED) == before


def test_a_build_that_runs_out_of_memory_publishes_nothing_and_says_why(copy_project):
    project = copy_project()
    before = identity(project / PUBLISHED)
    outcome = run_dbt(project, "build", DUCKDB_MEMORY_LIMIT="8MB")
    assert outcome.exit_code != 0
    assert "Out of Memory" in outcome.text
    assert identity(project / PUBLISHED) == before


def publish(content: bytes, published: Path) -> None:
    with replacing(published) as new:
        new.write_bytes(content)


def test_publishing_replaces_the_file_in_one_step(tmp_path):
    published = tmp_path / "warehouse/published.duckdb"
    publish(b"new", published)
    with published.open("rb") as reader:
        publish(b"newer", published)
        assert reader.read() == b"new"
    assert published.read_bytes() == b"newer"
    assert list(published.parent.iterdir()) == [published]


def test_what_fails_halfway_leaves_the_published_file_alone(tmp_path):
    published = tmp_path / "published.duckdb"
    publish(b"new", published)
    with pytest.raises(ZeroDivisionError), replacing(published) as new:
        new.write_bytes(b"half of it")
        raise ZeroDivisionError
    assert published.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [published]


def catalogue(database: Path) -> list[tuple]:
    """Return the tables and views of a database with their columns, keys, rules and comments."""
    return query(
        database,
        "select schema_name, table_name, column_name, data_type, is_nullable, comment"
        " from duckdb_columns() where not internal union all"
        " select schema_name, table_name, constraint_type, constraint_text, null, null"
        " from duckdb_constraints() union all"
        " select schema_name, table_name, comment, null, null, null from duckdb_tables() union all"
        " select schema_name, view_name, comment, sql, null, null from duckdb_views()"
        " where not internal order by all",
    )


def blocks(database: Path) -> tuple[int, int]:
    """Return how many blocks a database file has, and how many of them hold nothing."""
    return query(database, "select total_blocks, free_blocks from pragma_database_size()")[0]


def test_a_published_file_has_no_blocks_of_former_tables(copy_project):
    project = copy_project()
    for _ in range(2):
        outcome = run_dbt(project, "build")
        assert outcome.exit_code == 0, outcome.text
    # What was built over and over has them: without a copy table by table they would be published.
    _, free = blocks(project / "target/publication" / PUBLISHED.name)
    assert free > 20
    total, free = blocks(project / PUBLISHED)
    assert total > 100
    assert free == 0


def test_a_compact_copy_keeps_keys_constraints_comments_and_views(published, tmp_path):
    copy = tmp_path / published.name
    with compact_copy(published, copy):
        pass
    _, free = blocks(copy)
    assert free == 0
    assert catalogue(copy) == catalogue(published)
    kinds = {row[2] for row in catalogue(copy)}
    assert {"PRIMARY KEY", "NOT NULL"} <= kinds
    assert query(copy, "select count(*) from reporting.rpt_indicator_series_as_of") == query(
        published, "select count(*) from reporting.rpt_indicator_series_as_of"
    )
