"""The Spark target: the whole project on a cluster, compared with the published file."""

import datetime
import math
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from pyhive import hive

from municipal_indicators.checksum import sha256
from municipal_indicators.publication.tables import PROVENANCE_PREFIX
from municipal_indicators.spark_cluster import Cluster, running_cluster
from tests.support.projects import (
    DOCUMENT,
    copy_sources,
    find_line,
    generate,
    keep_first_publisher,
    query,
    read_rows,
    run_dbt,
    seed_file,
    set_cell,
    tables_with_data,
    write_rows,
)

# Results of a logarithm, say, may differ in their last bits from one engine to the next.
RELATIVE_TOLERANCE = 1e-12
# A build of all takes some ten minutes on an idle machine of two cores.
BUILD_SECONDS = 1500

Row = tuple[object, ...]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with pytest.MonkeyPatch.context() as patch:
        with running_cluster() as cluster:
            for name, value in cluster.environment().items():
                patch.setenv(name, value)
            processes = cluster.all_processes()
            yield cluster
        assert not cluster.folder.exists()
        assert [number for number in processes if is_running(number)] == []


@pytest.fixture(scope="module")
def project(cluster, tmp_path_factory) -> Path:
    """Copy the project, never built with DuckDB, and build all of it on the cluster."""
    project = tmp_path_factory.mktemp("spark") / "project"
    copy_sources(project)
    keep_first_publisher(project)
    outcome = run_dbt(project, "build", "--target", "spark", timeout=BUILD_SECONDS)
    assert outcome.exit_code == 0, outcome.text
    assert "PASS dim_area_keeps_its_constraints" in outcome.text
    return project


@pytest.fixture
def connection(project, cluster) -> Iterator[hive.Connection]:
    connection = hive.connect("127.0.0.1", cluster.port)
    yield connection
    connection.close()


def is_running(process: int) -> bool:
    try:
        # Empty for a process that has ended and was not waited for.
        return Path(f"/proc/{process}/cmdline").read_bytes() != b""
    except OSError:
        return False


def listening_addresses(processes: list[int]) -> set[str]:
    """Return the addresses that processes listen on, as the kernel writes them."""
    sockets = set()
    for process in processes:
        for descriptor in Path(f"/proc/{process}/fd").glob("*"):
            try:
                sockets.add(str(descriptor.readlink()))
            except OSError:
                continue
    addresses = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text(encoding="ascii").splitlines()[1:]:
            cells = line.split()
            # The local address, the state, of which 0A is listening, and the number of the socket.
            local, state = cells[1], cells[3]
            if state == "0A" and f"socket:[{cells[9]}]" in sockets:
                addresses.add(local.rsplit(":", 1)[0])
    return addresses


def ask(connection: hive.Connection, sql: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def content(connection: hive.Connection | duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    """Return the names of the columns of a table, then its rows in a fixed order."""
    cursor = connection.cursor()
    # DuckDB returns the connection, the driver of Spark nothing.
    cursor.execute(f"select * from {table}")
    # Spark puts the name of the table before that of a column.
    names = tuple(column[0].rsplit(".", 1)[-1] for column in cursor.description)
    rows = [
        # The driver of Spark gives a date as text.
        tuple(cell.isoformat() if isinstance(cell, datetime.date) else cell for cell in row)
        for row in cursor.fetchall()
    ]
    return [names, *sorted(rows, key=order)]


def order(row: Row) -> tuple:
    """Return what to sort a row by: first what is exact, then what is nearly so."""
    exact = [repr(cell) for cell in row if not isinstance(cell, float)]
    return exact, [cell for cell in row if isinstance(cell, float)]


def same(cell: object, other: object) -> bool:
    """Tell whether two cells are equal; floating-point numbers but for their last bits."""
    if isinstance(cell, float) and isinstance(other, float):
        return math.isclose(cell, other, rel_tol=RELATIVE_TOLERANCE)
    return type(cell) is type(other) and repr(cell) == repr(other)


def different_tables(connection: hive.Connection, published: Path) -> dict[str, object]:
    """Return the public tables whose columns or rows differ, each with its first difference."""
    differences = {}
    with duckdb.connect(published, read_only=True) as database:
        for table in tables_with_data(published):
            ours, theirs = content(connection, table), content(database, table)
            if len(ours) != len(theirs):
                differences[table] = f"{len(ours) - 1} rows, not {len(theirs) - 1}"
            for row, other in zip(ours, theirs, strict=False):
                cells = [
                    (name, cell, there)
                    for name, cell, there in zip(theirs[0], row, other, strict=False)
                    if not same(cell, there)
                ]
                if cells or len(row) != len(other):
                    differences.setdefault(table, cells)
    return differences


def test_every_public_table_equals_that_of_duckdb_row_by_row(connection, published):
    tables = tables_with_data(published)
    rows = sum(len(content(connection, table)) - 1 for table in tables)
    assert len(tables) > 30
    assert rows > 1000
    assert different_tables(connection, published) == {}


@pytest.mark.parametrize(
    "table, change",
    [
        (
            "core.fct_indicator_value",
            "update core.fct_indicator_value set value = value + 0.000001 where line = 1",
        ),
        (
            "core.fct_indicator_value",
            "update core.fct_indicator_value set footnote = '' where line = 1",
        ),
        ("core.fct_indicator_value", "delete from core.fct_indicator_value where line = 1"),
        (
            "assessment.fct_indicator_progress",
            "update assessment.fct_indicator_progress"
            " set progress_ratio = progress_ratio * (1 + 1e-11)",
        ),
    ],
)
def test_a_difference_is_noticed(connection, published, tmp_path, table, change):
    changed = shutil.copy(published, tmp_path)
    with duckdb.connect(changed) as database:
        database.execute(change)
    assert list(different_tables(connection, Path(changed))) == [table]


def test_both_workers_did_work(project, cluster):
    tasks = cluster.tasks_of_workers()
    print("Tasks by worker:", tasks)
    assert len(tasks) == 2
    assert min(tasks.values()) > 50


def test_the_public_schemas_hold_nothing_else(connection, published):
    names = [
        f"{schema}.{row[1]}"
        for schema in ("core", "assessment", "quality", "reporting")
        for row in ask(connection, f"show tables in {schema}")
    ]
    assert sorted(names) == sorted(tables_with_data(published))


def test_every_column_has_the_description_of_duckdb(connection, published):
    described = [
        (table.split(".")[1], row[0], row[2])
        for table in tables_with_data(published)
        for row in ask(connection, f"describe {table}")
    ]
    assert sorted(described) == query(
        published,
        "select table_name, column_name, comment from duckdb_columns()"
        " where not internal and not starts_with(table_name, ?) order by all",
        PROVENANCE_PREFIX,
    )


def test_nothing_of_duckdb_and_spark_is_left_in_the_project(project):
    assert list(project.rglob("*.duckdb*")) == []
    present = {path.name for path in project.iterdir()}
    assert present.isdisjoint({"metastore_db", "spark-warehouse", "derby.log", "artifacts"})


def test_the_cluster_listens_on_this_machine_only(project, cluster):
    addresses = listening_addresses(cluster.all_processes())
    # 127.0.0.1, and the same written as an address of IPv6.
    assert addresses
    assert addresses <= {"0100007F", "0000000000000000FFFF00000100007F"}


def test_constraints_that_spark_does_not_keep_are_tested(project, connection):
    ask_nothing = connection.cursor()
    ask_nothing.execute(
        "insert into core.dim_area (area_id, area_nl, area_kind)"
        " select area_id, null, area_kind from core.dim_area"
    )
    test = "dim_area_keeps_its_constraints"
    broken = run_dbt(project, "test", "--target", "spark", "--select", test)
    mended = run_dbt(project, "run", "--target", "spark", "--select", "dim_area")
    assert broken.exit_code == 1, broken.text
    assert "dim_area, area_id: found GM0307 in 2 rows, expected one row" in broken.text
    assert "dim_area, column area_nl: found nothing, expected a value" in broken.text
    assert mended.exit_code == 0, mended.text


def test_a_query_that_breaks_its_contract_is_refused(project):
    model = project / "models/marts/core/dim_year.sql"
    before = model.read_text(encoding="utf-8")
    model.write_text(before.replace("as last_day", "as final_day"), encoding="utf-8")
    try:
        outcome = run_dbt(project, "run", "--target", "spark", "--select", "dim_year")
    finally:
        model.write_text(before, encoding="utf-8")
    assert outcome.exit_code == 1
    assert "it gives final_day date and lacks last_day date" in outcome.text


def test_landed_files_are_read_and_stay_as_they_are(project, connection, published, tmp_path):
    landing = tmp_path / "landing"
    generate("--values", "1000", "--folder", landing)
    delivered = {path: sha256(path) for path in landing.rglob("*.parquet")}
    ((typed,),) = query(published, "select count(*) from core.fct_indicator_value")
    outcome = run_dbt(
        project,
        *("run", "--target", "spark", "--vars", f"landing: {landing}"),
        *("--select", "+fct_indicator_value", "dim_document", "dim_accepted_finding"),
    )
    assert outcome.exit_code == 0, outcome.text
    outcome = run_dbt(
        project,
        *("test", "--target", "spark", "--vars", f"landing: {landing}"),
        *("--select", "test_name:valid_rows", "reference_lists_agree"),
    )
    assert outcome.exit_code == 0, outcome.text
    ((in_spark,),) = ask(connection, "select count(*) from core.fct_indicator_value")
    assert in_spark > typed + 500
    on_duckdb = tmp_path / "duckdb"
    copy_sources(on_duckdb)
    keep_first_publisher(on_duckdb)
    outcome = run_dbt(
        on_duckdb,
        *("build", "--vars", f"landing: {landing}", "--select", "+fct_indicator_value"),
        *("--exclude-resource-type", "test", "unit_test"),
    )
    assert outcome.exit_code == 0, outcome.text
    built = on_duckdb / "target/publication/municipal_indicators.duckdb"
    with duckdb.connect(built, read_only=True) as database:
        for table in ("core.fct_indicator_value", "core.dim_document"):
            assert content(connection, table) == content(database, table)
    assert ask(connection, "show tables in landing") == []
    assert {path: sha256(path) for path in landing.rglob("*") if path.is_file()} == delivered


def test_a_failing_build_says_what_and_where(project):
    figures = seed_file(project, "published_values")
    before = read_rows(figures)
    line = find_line(figures, document_id=DOCUMENT, printed_value="8,5%")
    set_cell(figures, line, "printed_value", "8,,5%")
    try:
        outcome = run_dbt(
            project,
            *("build", "--target", "spark"),
            *("--select", "+every_table_is_typed_as_printed"),
            *("--exclude-resource-type", "unit_test"),
            timeout=BUILD_SECONDS,
        )
    finally:
        write_rows(figures, before)
    assert outcome.exit_code != 0
    assert "seeds/published/published_values.csv, column printed_value" in outcome.text
    assert "found '8,,5%'" in outcome.text
