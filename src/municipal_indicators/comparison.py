"""Compares two published files table by table: their columns, and their rows by the primary key."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from municipal_indicators.sql_text import fetch_value, literal

# Columns of the CSV file. A key is written as JSON; without one it is empty.
CHANGES = (
    "table_name varchar, change varchar, key varchar, column_name varchar, a varchar, b varchar"
)


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


def compare(
    one: Path, other: Path, ignored: Iterable[str], examples: int, csv: Path | None = None
) -> Iterator[str]:
    """Compare two database files, called A and B. Both are opened to read only.

    Args:
        one: The file that is called A.
        other: The file that is called B.
        ignored: Tables to leave out, by schema and name.
        examples: Rows to show of each kind and table.
        csv: Where to write all changes of rows, if anywhere: of a row that was added or is gone a
            line for each value, of a changed row a line for each column that differs.

    Yields:
        A line for each difference; none if the files have the same tables with the same rows.

    Raises:
        ComparisonError: If a file is missing, is no DuckDB file, or is held by a program that
            writes it, or if the changes cannot be written.
    """
    left_out = set(ignored)
    with duckdb.connect(config={"memory_limit": "3GB"}) as connection:
        for name, file in (("a", one), ("b", other)):
            if not file.exists():
                raise ComparisonError(f"there is no {file}, expected a published DuckDB file")
            try:
                connection.execute(f"attach {literal(str(file))} as {name} (read_only)")
            except duckdb.Error as error:
                raise ComparisonError(f"{file} cannot be read\n  ({error})") from error
        connection.execute(f"create temp table changes ({CHANGES})")
        in_one, in_other = (read_catalogue(connection, name) for name in ("a", "b"))
        for unknown in sorted(left_out - in_one.keys() - in_other.keys()):
            raise ComparisonError(f"neither file has a table {unknown} to ignore")
        for name in sorted(in_one.keys() | in_other.keys() - left_out):
            if name in left_out:
                continue
            if name not in in_other or name not in in_one:
                yield f"{name}: only in {'A' if name in in_one else 'B'}"
                continue
            yield from _compare_columns(name, in_one[name], in_other[name])
            yield from _compare_rows(
                connection, name, in_one[name], in_other[name], examples, is_recorded=bool(csv)
            )
        if csv:
            try:
                connection.execute(
                    f"copy (from changes order by all) to {literal(str(csv))} (format csv, header)"
                )
            except duckdb.Error as error:
                raise ComparisonError(f"{csv} cannot be written\n  ({error})") from error


def read_catalogue(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, Table]:
    """Return the tables and views of an attached file, by schema and name."""
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


class Differences(NamedTuple):
    """The rows in which a table of file A differs from that of file B.

    Attributes:
        columns: The columns that both have, by name and type.
        key: Columns of the primary key, if both have the same; else empty.
        sources: For each kind of change, what stands behind `from` in a query of its rows:
            `only_b` of those added, `only_a` of those gone, both of those changed.
        counts: For each kind of change, how many rows there are.
    """

    columns: list[str]
    key: list[str]
    sources: dict[str, str]
    counts: dict[str, int]


def find_differences(
    connection: duckdb.DuckDBPyConnection, name: str, one: Table, other: Table
) -> Differences:
    """Find the rows that one of two tables has and the other not.

    Args:
        connection: A connection with the files attached as `a` and `b`; temporary tables `only_a`
            and `only_b` are made in it, and replaced.
        name: Schema and name of the table.
        one: The table in file A.
        other: The table in file B.

    Returns:
        The differences. Without a key a changed row is one that is gone and one that was added.
    """
    shared = [column for column, kind in one.types.items() if other.types.get(column) == kind]
    if not shared:
        return Differences([], [], {}, {})
    columns = ", ".join(f'"{column}"' for column in shared)
    # Millions of whole rows do not fit in memory, their hashes do; few rows remain to be compared.
    connection.execute(
        "create or replace temp table differing as select row_hash from ("
        f"select hash({columns}) as row_hash, 1 as occurs from a.{name}"
        f" union all select hash({columns}), -1 from b.{name}"
        ") group by row_hash having sum(occurs) <> 0"
    )
    for place, elsewhere in (("a", "b"), ("b", "a")):
        connection.execute(
            f"create or replace temp table only_{place} as"
            f" select {columns} from {place}.{name} where hash({columns}) in (from differing)"
            " except all"
            f" select {columns} from {elsewhere}.{name} where hash({columns}) in (from differing)"
        )
    key = one.key if one.key == other.key and set(one.key) <= set(shared) else []
    same = " and ".join(f'only_a."{column}" = only_b."{column}"' for column in key) or "false"
    sources = {
        "added": f"only_b where not exists (from only_a where {same})",
        "gone": f"only_a where not exists (from only_b where {same})",
        "changed": f"only_a inner join only_b on {same}",
    }
    counts = {
        change: fetch_value(connection, f"select count(*) from {source}")
        for change, source in sources.items()
    }
    return Differences(shared, key, sources, counts)


def _compare_rows(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    one: Table,
    other: Table,
    examples: int,
    *,
    is_recorded: bool,
) -> Iterator[str]:
    shared, key, sources, counts = find_differences(connection, name, one, other)
    if not any(counts.values()):
        return
    columns = ", ".join(f'"{column}"' for column in shared)
    before, after = (fetch_value(connection, f"select count(*) from {p}.{name}") for p in "ab")
    summary = ", ".join(f"{count} {change}" for change, count in counts.items())
    yield f"{name}: {before} rows in A, {after} in B; {summary}"
    for change in ("gone", "added"):
        rows = connection.execute(
            f"select {columns} from {sources[change]} order by all limit {examples}"
        ).fetchall()
        for row in rows:
            cells = dict(zip(shared, row, strict=True))
            yield f"  {change}: {_in_words(cells, key or shared)}"
    rows = connection.execute(
        f"select only_a, only_b from {sources['changed']} order by all limit {examples}"
    ).fetchall()
    for old, new in rows:
        changes = ", ".join(
            f"{column} {_shown(old[column])} in A, {_shown(new[column])} in B"
            for column in shared
            if old[column] != new[column]
        )
        yield f"  changed: {_in_words(old, key)}: {changes}"
    if is_recorded:
        for change, source in sources.items():
            _record(connection, name, change, source, shared, key)


def _record(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    change: str,
    source: str,
    columns: list[str],
    key: list[str],
) -> None:
    places = {"added": (None, "only_b"), "gone": ("only_a", None), "changed": ("only_a", "only_b")}
    before, after = places[change]
    connection.execute(
        f"insert into changes select {literal(name)}, {literal(change)}, key, cell.*"
        f" from (select {json_of(before or after or '', key) if key else 'null'} as key,"
        f" unnest({cells_of(before, after, columns)}) as cell from {source})"
        " where cell.a is distinct from cell.b"
    )


def json_of(place: str, columns: list[str]) -> str:
    """Return the SQL of some columns of `only_a` or `only_b` as one text in JSON."""
    cells = ", ".join(f'{literal(column)}: {place}."{column}"' for column in columns)
    return f"cast(to_json({{{cells}}}) as varchar)"


def cells_of(before: str | None, after: str | None, columns: list[str]) -> str:
    """Return the SQL of a list with the texts of each column before and after.

    Args:
        before: `only_a`, or None for a row that was added.
        after: `only_b`, or None for a row that is gone.
        columns: The columns, each to become `column_name`, `a` and `b`.
    """

    def text_of(place: str | None, column: str) -> str:
        return f'cast({place}."{column}" as varchar)' if place else "cast(null as varchar)"

    cells = (
        f"{{'column_name': {literal(column)}, 'a': {text_of(before, column)},"
        f" 'b': {text_of(after, column)}}}"
        for column in columns
    )
    return f"[{', '.join(cells)}]"


def _in_words(cells: dict[str, Any], columns: list[str]) -> str:
    return ", ".join(f"{column} {_shown(cells[column])}" for column in columns)


def _shown(value: Any) -> str:
    return "empty" if value is None else repr(value) if isinstance(value, str) else str(value)
