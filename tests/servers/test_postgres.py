"""The PostgreSQL target: the whole project on a real server, compared with the published file."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import duckdb
import psycopg2
import pytest

from municipal_indicators.paths import PUBLISHED
from municipal_indicators.publication.tables import PROVENANCE_PREFIX
from tests.mutation.hostile import plant
from tests.support.postgres_server import Server, find_programs, running_server
from tests.support.projects import (
    DOCUMENT,
    copy_sources,
    find_line,
    keep_first_publisher,
    query,
    read_rows,
    run_dbt,
    seed_file,
    set_cell,
    tables_with_data,
    write_rows,
)

# What docs/postgresql.md tells the owner of the database to run once for a reader.
GUIDE = Path(__file__).parents[2] / "docs/postgresql.md"
READER_PASSWORD = "choose-one"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    try:
        find_programs()
    except FileNotFoundError as error:
        pytest.skip(str(error))
    with running_server() as server, pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment().items():
            patch.setenv(name, value)
        yield server


@pytest.fixture(scope="module")
def project(server, tmp_path_factory) -> Path:
    """Copy the project, never built with DuckDB, and build all of it on the server."""
    project = tmp_path_factory.mktemp("postgres") / "project"
    copy_sources(project)
    everything = ("build", "--target", "postgres", "--select", "fqn:*")
    outcome = run_dbt(project, *everything, timeout=600, with_files=True)
    assert outcome.exit_code == 0, outcome.text
    assert "unit_test" in outcome.text
    return project


@pytest.fixture
def connection(project, server) -> Iterator[psycopg2.extensions.connection]:
    """Open a connection whose changes are taken back."""
    connection = server.connect()
    yield connection
    connection.rollback()
    connection.close()


def ask(connection: psycopg2.extensions.connection, sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def content(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[list[str], list[str]]:
    """Return the columns and the rows of a table, the rows as text and in a fixed order."""
    cursor = connection.cursor()
    # DuckDB returns the connection, psycopg2 nothing.
    cursor.execute(f"select * from {table}")
    columns = [column[0] for column in cursor.description]
    return columns, sorted(repr([_rounded(cell) for cell in row]) for row in cursor.fetchall())


def _rounded(cell: object) -> object:
    """Round what a logarithm gives: its last bits differ from one engine to the next."""
    return f"{cell:.12g}" if isinstance(cell, float) else cell


def different_tables(connection: psycopg2.extensions.connection, published: Path) -> list[str]:
    """Return the public tables whose columns or rows differ from those of the published file."""
    with duckdb.connect(published, read_only=True) as database:
        return [
            table
            for table in tables_with_data(published)
            if content(connection, table) != content(database, table)
        ]


def test_every_public_table_equals_that_of_duckdb_row_by_row(connection, delivered):
    tables = tables_with_data(delivered)
    rows = sum(len(content(connection, table)[1]) for table in tables)
    assert len(tables) > 30
    assert rows > 1000
    assert different_tables(connection, delivered) == []


@pytest.mark.parametrize(
    "change",
    [
        "update core.fct_indicator_value set value = value + 0.000001 where line = 1",
        "update core.fct_indicator_value set footnote = '' where line = 1",
        "delete from core.fct_indicator_value where line = 1",
    ],
)
def test_a_difference_is_noticed(connection, delivered, change):
    connection.cursor().execute(change)
    assert "core.fct_indicator_value" in different_tables(connection, delivered)


def test_the_public_schemas_hold_nothing_else(connection, delivered):
    names = ask(
        connection,
        "select table_schema || '.' || table_name from information_schema.tables"
        " where table_schema in ('core', 'assessment', 'quality', 'reporting')",
    )
    assert sorted(name for (name,) in names) == sorted(tables_with_data(delivered))


def test_primary_keys_and_required_columns_are_those_of_duckdb(connection, delivered):
    keys = ask(
        connection,
        "select usage.table_name, array_agg(usage.column_name::text order by ordinal_position)"
        " from information_schema.table_constraints as keys"
        " inner join information_schema.key_column_usage as usage using (constraint_name)"
        " where constraint_type = 'PRIMARY KEY'"
        " and usage.table_schema in ('core', 'assessment', 'quality', 'reporting')"
        " group by usage.table_name",
    )
    required = ask(
        connection,
        "select table_name, column_name from information_schema.columns"
        " where table_schema in ('core', 'assessment', 'quality', 'reporting')"
        " and is_nullable = 'NO'",
    )
    assert keys and required
    assert dict(keys) == dict(
        query(
            delivered,
            "select table_name, constraint_column_names from duckdb_constraints()"
            " where constraint_type = 'PRIMARY KEY' and not starts_with(table_name, ?)",
            PROVENANCE_PREFIX,
        )
    )
    assert sorted(required) == query(
        delivered,
        "select table_name, column_name from duckdb_columns()"
        " where not internal and not is_nullable and not starts_with(table_name, ?) order by all",
        PROVENANCE_PREFIX,
    )


def test_every_column_has_the_description_of_duckdb(connection, delivered):
    described = ask(
        connection,
        "select table_name, column_name, col_description("
        "   (quote_ident(table_schema) || '.' || quote_ident(table_name))::regclass,"
        "   ordinal_position"
        " ) from information_schema.columns"
        " where table_schema in ('core', 'assessment', 'quality', 'reporting')",
    )
    assert sorted(described) == query(
        delivered,
        "select table_name, column_name, comment from duckdb_columns()"
        " where not internal and not starts_with(table_name, ?) order by all",
        PROVENANCE_PREFIX,
    )


def test_nothing_of_duckdb_runs_for_this_target(project):
    assert list(project.rglob("*.duckdb*")) == []


def test_no_file_that_a_build_writes_holds_the_password(project, server):
    written = [
        path
        for folder in ("target", "logs")
        for path in (project / folder).rglob("*")
        if path.is_file()
    ]
    assert project / "target/manifest.json" in written
    password = server.password.encode()
    assert [path for path in written if password in path.read_bytes()] == []


def test_a_second_build_replaces_the_first(project, server, delivered):
    outcome = run_dbt(project, "build", "--target", "postgres")
    assert outcome.exit_code == 0, outcome.text
    connection = server.connect()
    assert different_tables(connection, delivered) == []
    connection.close()


def test_a_reader_with_the_documented_rights_reads_and_no_more(project, server):
    guide = GUIDE.read_text(encoding="utf-8")
    statements = guide.split("```postgresql\n")[1].split("```")[0]
    assert READER_PASSWORD in statements
    owner = server.connect()
    with owner, owner.cursor() as cursor:
        cursor.execute(statements)
    owner.close()

    reader = server.connect("indicator_reader", READER_PASSWORD)
    reader.autocommit = True
    assert ask(reader, "select count(*) from core.fct_indicator_value")[0][0] > 100
    assert ask(reader, "select count(*) from reporting.rpt_indicator_series_as_of")[0][0] > 100
    for forbidden in (
        "delete from core.dim_area",
        "create table core.mine (number integer)",
        "create table public.mine (number integer)",
        "select * from raw.published_values",
        "select * from intermediate.int_resolved_cell",
    ):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            reader.cursor().execute(forbidden)
    reader.close()

    listed = subprocess.run(
        [find_programs() / "psql", "--command", r"\dt core.*"],
        env={**os.environ, **server.environment("indicator_reader", READER_PASSWORD)},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert listed.returncode == 0, listed.stderr
    assert "fct_indicator_value" in listed.stdout

    # New tables take the place of the old ones in every build, and their rights with them.
    outcome = run_dbt(project, "build", "--target", "postgres")
    assert outcome.exit_code == 0, outcome.text
    reader = server.connect("indicator_reader", READER_PASSWORD)
    assert ask(reader, "select count(*) from core.fct_indicator_value")[0][0] > 100
    reader.close()


def test_hostile_texts_pass_unharmed(server, tmp_path):
    project = tmp_path / "project"
    copy_sources(project)
    keep_first_publisher(project)
    plant(project)
    for target in ("duckdb", "postgres"):
        outcome = run_dbt(project, "build", "--target", target)
        assert outcome.exit_code == 0, outcome.text
    connection = server.connect()
    assert different_tables(connection, project / PUBLISHED) == []
    connection.close()


def test_a_failing_build_says_what_and_where(project):
    figures = seed_file(project, "published_values")
    before = read_rows(figures)
    line = find_line(figures, document_id=DOCUMENT, printed_value="8,5%")
    set_cell(figures, line, "printed_value", "8,,5%")
    try:
        outcome = run_dbt(project, "build", "--target", "postgres")
    finally:
        write_rows(figures, before)
    assert outcome.exit_code != 0
    assert "seeds/published/published_values.csv, column printed_value" in outcome.text
    assert "found '8,,5%'" in outcome.text
