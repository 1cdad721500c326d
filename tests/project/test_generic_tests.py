"""Tests of the generic tests: each rule that the YAML declares is broken once, and must be named.

Which rules there are is read from the manifest. The compiled query of a test runs in a copy of the
databases that a build made; what breaks a table is rolled back.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

# Tables that the project's own pages leave empty, each with another one whose rows fit it.
EMPTY = {
    "fct_repeated_value": "municipal_indicators.core.fct_indicator_value",
    "rpt_disappeared": (
        "(select *, 'an id' as disappearance_id, 'indicator' as disappeared,"
        " document_id as next_document_id, document_title as next_document_title,"
        " 1 as targets_lost, 1 as targets_of_that_year, 1 as indicators_kept,"
        " true as is_no_longer_mandatory from municipal_indicators.reporting.rpt_indicator_series)"
    ),
}


class Break(NamedTuple):
    """A statement that breaks rules of one kind.

    Attributes:
        statement: The SQL, with `{table}` for the table.
        places: Texts, each of which the place of a row that the test returns must contain.
        found: What the text found of that row must contain.
    """

    statement: str
    places: list[str]
    found: str


@pytest.fixture(scope="module")
def databases(
    built_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a copy of what the build made; queries name the databases after their files."""
    folder = tmp_path_factory.mktemp("databases")
    target = built_project / "target"
    preparation = shutil.copy(target / "preparation.duckdb", folder)
    public = shutil.copy(target / "publication" / "municipal_indicators.duckdb", folder)
    with duckdb.connect(preparation) as connection:
        connection.execute(f"attach '{public}' as municipal_indicators")
        yield connection


@contextmanager
def rolled_back(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    connection.begin()
    try:
        yield
    finally:
        connection.rollback()


def generic_tests(manifest: dict, name: str) -> dict[str, dict]:
    """Return the tests of one kind, by the id of the seed or model that each looks at."""
    found = {
        node["attached_node"]: node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test" and node.get("test_metadata", {}).get("name") == name
    }
    assert found
    return found


def unnoticed(
    connection: duckdb.DuckDBPyConnection, test: dict, table: str, breaks: list[Break]
) -> list[str]:
    """Break a table in several ways, one at a time.

    Args:
        connection: Where the table is, and where the test runs.
        test: The test, as the manifest has it.
        table: The table, with its database and schema.
        breaks: The ways.

    Returns:
        A line for each way that the test did not name.
    """
    query = f"select place, found, expected from ({test['compiled_code']})"
    assert connection.execute(query).fetchall() == [], test["name"]
    missed = []
    for broken in breaks:
        with rolled_back(connection):
            connection.execute(broken.statement.format(table=table))
            rows = connection.execute(query).fetchall()
        missed += [
            f"{test['name']}: {broken.statement}: {lacking} is not among {rows}"
            for lacking in broken.places
            if not any(lacking in place and broken.found in found for place, found, _ in rows)
        ]
    return missed


def setting(columns: Iterable[str], value: str) -> str:
    """Return a statement that sets columns of all rows to a value."""
    return f"update {{table}} set {', '.join(f'{column} = {value}' for column in columns)}"


def breaks_of_seed(path: str, rules: dict) -> list[Break]:
    """Return a way to break each rule of a seed, as its test declares them."""
    row = f"{path}, line 2, column"
    required = rules["key"] + rules.get("required", [])
    accepted = list(rules.get("accepted", {}))
    breaks = [
        Break(setting(required, "null"), [f"{row} {column}" for column in required], "nothing"),
    ]
    if accepted:
        breaks.append(
            Break(setting(accepted, "'999'"), [f"{row} {column}" for column in accepted], "999")
        )
    breaks += [
        Break(
            setting(reference["columns"], "'999'"),
            [f"{row} {', '.join(reference['columns'])}"],
            "999",
        )
        for reference in rules.get("references", [])
    ]
    if not rules.get("may_be_empty"):
        breaks.append(Break("delete from {table}", [path], "no rows"))
    return breaks


def test_every_rule_of_a_seed_can_fail(manifest, databases):
    tests = generic_tests(manifest, "valid_rows")
    seeds = [node for node in manifest["nodes"].values() if node["resource_type"] == "seed"]
    assert tests.keys() == {seed["unique_id"] for seed in seeds}
    missed = []
    for seed in seeds:
        test = tests[seed["unique_id"]]
        breaks = breaks_of_seed(seed["original_file_path"], test["test_metadata"]["kwargs"])
        table = seed["relation_name"]
        missed += unnoticed(databases, test, table, breaks)
        # Not to be rolled back: the rows of an open transaction have no line yet.
        databases.execute(f"insert into {table} from {table} limit 1")
        doubles = databases.execute(test["compiled_code"]).fetchall()
        if not any("in 2 rows" in row[1] for row in doubles):
            missed.append(f"{test['name']}: a key that occurs twice")
    assert missed == []


def breaks_of_table(model: dict, rules: dict) -> list[Break]:
    """Return a way to break each constraint in the contract of a table, and to empty it."""
    name = model["name"]
    keys = [
        constraint["columns"]
        for constraint in model["constraints"]
        if constraint["type"] == "primary_key"
    ]
    breaks = [
        Break(
            "insert into {table} from {table} limit 1", [f"{name}, {', '.join(key)}"], "in 2 rows"
        )
        for key in keys
    ]
    required, foreign = [], []
    for column in model["columns"].values():
        kinds = [constraint["type"] for constraint in column["constraints"]]
        if "not_null" in kinds or any(column["name"] in key for key in keys):
            required.append(column["name"])
        if "foreign_key" in kinds:
            foreign.append(column["name"])
    if required:
        breaks.append(Break(setting(required, "null"), required, "nothing"))
    if foreign:
        places = [f"{name}, column {column}" for column in foreign]
        breaks.append(Break(setting(foreign, "'999'"), places, "999"))
    if not rules.get("may_be_empty"):
        breaks.append(Break("delete from {table}", [name], "no rows"))
    return breaks


def test_every_constraint_of_a_public_table_can_fail(manifest, databases):
    tests = generic_tests(manifest, "constraints_hold")
    models = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    public = [model for model in models if model["contract"]["enforced"]]
    assert tests.keys() == {model["unique_id"] for model in public}
    missed = []
    for model in public:
        test = tests[model["unique_id"]]
        table = model["relation_name"]
        # In a table without constraints: DuckDB refuses most of what follows otherwise.
        kind = "view" if model["config"]["materialized"] == "view" else "table"
        databases.execute(f"create or replace temporary table kept as from {table}")
        databases.execute(f"drop {kind} {table}")
        databases.execute(f"create table {table} as from kept")
        if model["name"] in EMPTY:
            columns = ", ".join(model["columns"])
            databases.execute(
                f"insert into {table} from (select {columns} from {EMPTY[model['name']]} limit 1)"
            )
        rules = test["test_metadata"]["kwargs"]
        missed += unnoticed(databases, test, table, breaks_of_table(model, rules))
    assert missed == []
