"""Compares two published files table by table: their columns, and their rows by the primary key."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from municipal_indicators.sql_text import fetch_value, literal


class ComparisonError(Exception):
    """A file that cannot be compared, in words."""


class Table(NamedTuple):
    """What the catalogue says of a table or view.

    Attributes:
        types: The type of each column, in the order of the columns.
        key: Columns of its primary key; empty for a view.
    """

    types: dict[str, str]
    key: list[str]


def compare(one: Path, other: Path, ignored: Iterable[str], examples: int) -> Iterator[str]:
    """Compare two database files, called A and B. Both are opened to read only.

    Args:
        one: The file that is called A.
        other: The file that is called B.
        ignored: Tables to leave out, by schema and name.
        examples: Rows to show of each kind and table.

    Yields:
        A line for each difference; none if the files have the same tables with the same rows.

    Raises:
        ComparisonError: If a file is missing, is no DuckDB file, or is held by a program that
            writes it.
    """
    left_out = set(ignored)
    with duckdb.connect() as connection:
        for name, file in (("a", one), ("b", other)):
            if not file.exists():
                raise ComparisonError(f"there is no {file}, expected a published DuckDB file")
            try:
                connection.execute(f"attach {literal(str(file))} as {name} (read_only)")
            except duckdb.Error as error:
                raise ComparisonError(f"{file} cannot be read\n  ({error})") from error
        in_one, in_other = (_read_catalogue(connection, name) for name in ("a", "b"))
        for unknown in sorted(left_out - in_one.keys() - in_other.keys()):
            raise ComparisonError(f"neither file has a table {unknown} to ignore")
        for name in sorted(in_one.keys() | in_other.keys() - left_out):
            if name in left_out:
                continue
            if name not in in_other or name not in in_one:
                yield f"{name}: only in {'A' if name in in_one else 'B'}"
                continue
            yield from _compare_columns(name, in_one[name], in_other[name])
            yield from _compare_rows(connection, name, in_one[name], in_other[name], examples)


def _read_catalogue(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, Table]:
    columns = connection.execute(
        "select schema_name || '.' || table_name, column_name, data_type from duckdb_columns()"
        f" where database_name = '{database}' and not internal order by column_index"
    ).fetchall()
    keys: dict[str, list[str]] = dict(
        connection.execute(
            "select schema_name || '.' || table_name, constraint_column_names"
            " from duckdb_constraints()"
            f" where database_name = '{database}' and constraint_type = 'PRIMARY KEY'"
        ).fetchall()
    )
    tables: dict[str, Table] = {}
    for name, column, kind in columns:
        tables.setdefault(name, Table({}, keys.get(name, []))).types[column] = kind
    return tables


def _compare_columns(name: str, one: Table, other: Table) -> Iterator[str]:
    for column in [*one.types, *(column for column in other.types if column not in one.types)]:
        in_one, in_other = one.types.get(column), other.types.get(column)
        if in_one is None or in_other is None:
            yield f"{name}: column {column} only in {'B' if in_one is None else 'A'}"
        elif in_one != in_other:
            yield f"{name}: column {column} is {in_one} in A, {in_other} in B"
    if one.key != other.key:
        yield f"{name}: the key is {', '.join(one.key)} in A, {', '.join(other.key)} in B"


def _compare_rows(
    connection: duckdb.DuckDBPyConnection, name: str, one: Table, other: Table, examples: int
) -> Iterator[str]:
    shared = [column for column, kind in one.types.items() if other.types.get(column) == kind]
    if not shared:
        return
    columns = ", ".join(f'"{column}"' for column in shared)
    for place, elsewhere in (("a", "b"), ("b", "a")):
        connection.execute(
            f"create or replace temp table only_{place} as"
            f" select {columns} from {place}.{name}"
            f" except all select {columns} from {elsewhere}.{name}"
        )
    lacking, added = (fetch_value(connection, f"select count(*) from only_{p}") for p in "ab")
    if not lacking and not added:
        return
    counts = [fetch_value(connection, f"select count(*) from {place}.{name}") for place in "ab"]
    yield (
        f"{name}: {counts[0]} rows in A, {counts[1]} in B; {lacking} only in A, {added} only in B"
    )
    key = one.key if one.key == other.key and set(one.key) <= set(shared) else []
    same = " and ".join(f'only_a."{column}" = only_b."{column}"' for column in key) or "false"
    for place, elsewhere in (("a", "b"), ("b", "a")):
        rows = connection.execute(
            f"from only_{place} where not exists (from only_{elsewhere} where {same})"
            f" order by all limit {examples}"
        ).fetchall()
        for row in rows:
            cells = dict(zip(shared, row, strict=True))
            yield f"  only in {place.upper()}: {_in_words(cells, key or shared)}"
    if key:
        rows = connection.execute(
            f"select only_a, only_b from only_a inner join only_b on {same}"
            f" order by all limit {examples}"
        ).fetchall()
        for before, after in rows:
            changes = ", ".join(
                f"{column} {_shown(before[column])} in A, {_shown(after[column])} in B"
                for column in shared
                if before[column] != after[column]
            )
            yield f"  changed: {_in_words(before, key)}: {changes}"


def _in_words(cells: dict[str, Any], columns: list[str]) -> str:
    return ", ".join(f"{column} {_shown(cells[column])}" for column in columns)


def _shown(value: Any) -> str:
    return "empty" if value is None else repr(value) if isinstance(value, str) else str(value)
