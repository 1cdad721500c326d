"""Writes values as SQL text, for statements in which parameters cannot stand.

DuckDB takes none where it makes a view or a comment. Elsewhere it imports pandas for them, where
that is installed, which takes longer than the statement.
"""

from collections.abc import Iterable


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
