"""Writes values as SQL text, for statements in which parameters cannot stand, and reads one value.

DuckDB takes none where it makes a view or a comment. Elsewhere it imports pandas for them, where
that is installed, which takes longer than the statement.
"""

from collections.abc import Iterable
from typing import Any

import duckdb


def literal(value: str | int | None) -> str:
    """Return a value as SQL text."""
    if value is None:
        return "null"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def literals(ids: Iterable[str]) -> str:
    """Return ids as a list in SQL, for the right side of `in` or `not in`.

    Without ids it is a list with an empty text, which is no id: a list cannot be empty.
    """
    return f"({', '.join(literal(one) for one in ids) or literal('')})"


def values(rows: Iterable[Iterable[str | int | None]]) -> str:
    """Return rows as they stand in SQL behind the word `values`."""
    return ", ".join(f"({', '.join(literal(value) for value in row)})" for row in rows)


def fetch_row(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    """Return the row of a query that always has one, such as a count."""
    row = connection.execute(sql).fetchone()
    if row is None:
        raise LookupError(f"no row, expected one: {sql}")
    return row


def fetch_value(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    """Return the whole number that a query gives."""
    return int(fetch_row(connection, sql)[0])
