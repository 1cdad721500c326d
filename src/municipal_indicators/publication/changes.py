"""What a publication changes against the one before: the table reporting.rpt_publication_change."""

from pathlib import Path
from typing import NamedTuple

import duckdb

from municipal_indicators.comparison import cells_of, find_differences, json_of, read_catalogue
from municipal_indicators.publication.tables import PROVENANCE_PREFIX, create
from municipal_indicators.sql_text import literal

# Comparing millions of rows would take as long as building them: their numbers are recorded anyway.
ROWS_COMPARED = 1_000_000
# Of each table and kind of change; how many there are in all stands beside the table's row count.
ROWS_LISTED = 1_000


class Counts(NamedTuple):
    """How many rows of a table were added, are gone and were changed."""

    added: int
    gone: int
    changed: int


def record_changes(connection: duckdb.DuckDBPyConnection, previous: Path) -> dict[str, Counts]:
    """Write the table of changes.

    Args:
        connection: A connection with the new tables attached as `b`; the database in use gets the
            table.
        previous: The publication before; without one, or where it cannot be read as one, nothing
            counts as changed.

    Returns:
        For each table that was compared, how many rows were added, gone and changed.
    """
    create(connection, "rpt_publication_change")
    if not previous.exists():
        return {}
    try:
        connection.execute(f"attach {literal(str(previous))} as a (read_only)")
    except duckdb.Error:
        return {}
    connection.execute("create temp sequence change_number")
    tables = _compared(connection)
    if not tables:
        return {}
    counts = dict.fromkeys(tables, Counts(0, 0, 0))
    return counts | {table: _record(connection, table) for table in _differing(connection, tables)}


def _compared(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the tables that both files have, and that are small enough."""
    return [
        table
        for (table,) in connection.execute(
            "select schema_name || '.' || table_name as name from duckdb_tables()"
            " where database_name in ('a', 'b')"
            f" and not starts_with(table_name, '{PROVENANCE_PREFIX}')"
            " group by name"
            f" having count(*) = 2 and max(estimated_size) <= {ROWS_COMPARED} order by name"
        ).fetchall()
    ]


def _differing(connection: duckdb.DuckDBPyConnection, tables: list[str]) -> list[str]:
    """Return the tables whose rows are not all the same: most are, and one query finds them."""
    sums = " union all ".join(
        f"select '{table}' as name, (select sum(hash(one)) from a.{table} as one)"
        f" is distinct from (select sum(hash(other)) from b.{table} as other) as differs"
        for table in tables
    )
    differing = connection.execute(f"select name from ({sums}) where differs").fetchall()
    return sorted(name for (name,) in differing)


def _record(connection: duckdb.DuckDBPyConnection, table: str) -> Counts:
    one, other = (read_catalogue(connection, database)[table] for database in ("a", "b"))
    differences = find_differences(connection, table, one, other)
    if not differences.counts:
        return Counts(0, 0, 0)
    # A row without a key is told by all of it.
    told_by = differences.key or differences.columns
    for change, place in (("added", "only_b"), ("gone", "only_a")):
        connection.execute(
            "insert into reporting.rpt_publication_change select nextval('change_number'), *"
            f" from (select {literal(table)}, {literal(change)}, {json_of(place, told_by)} as key,"
            f" null, null, null from {differences.sources[change]} order by key"
            f" limit {ROWS_LISTED})"
        )
    cells = cells_of("only_a", "only_b", differences.columns)
    connection.execute(
        "insert into reporting.rpt_publication_change select nextval('change_number'), *"
        f" from (select {literal(table)}, 'changed', key, cell.*"
        f" from (select {json_of('only_a', told_by)} as key, unnest({cells}) as cell"
        f" from {differences.sources['changed']} order by key limit"
        f" {ROWS_LISTED * len(differences.columns)})"
        " where cell.a is distinct from cell.b order by key, cell.column_name)"
    )
    return Counts(**differences.counts)
