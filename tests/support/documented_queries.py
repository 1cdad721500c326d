"""Finds the queries in the documentation and says what they return.

A query is a fenced block marked `sql`. A fenced block marked `text` that comes next, with nothing
but blank lines between, is its output.
"""

import io
import re
from contextlib import redirect_stdout
from pathlib import Path
from typing import NamedTuple

import duckdb

QUERY = re.compile(
    r"^```sql\n(?P<sql>.*?)^```[ ]*\n(?:\s*?^```text\n(?P<output>.*?)^```[ ]*$)?",
    re.DOTALL | re.MULTILINE,
)


class DocumentedQuery(NamedTuple):
    """A query in a document.

    Attributes:
        line: Line of the document on which its block starts.
        sql: The query.
        output: The text that the document gives as its result, or None if it gives none.
    """

    line: int
    sql: str
    output: str | None


def documents(root: Path) -> list[Path]:
    """Return the documents of the project that can hold queries, README.md first."""
    return [root / "README.md", *sorted(root.glob("docs/*.md"))]


def find_queries(markdown: str) -> list[DocumentedQuery]:
    """Return the queries in the text of a document, in their order."""
    return [
        DocumentedQuery(markdown.count("\n", 0, found.start()) + 1, found["sql"], found["output"])
        for found in QUERY.finditer(markdown)
    ]


def connect(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Open the warehouse to read only; one thread keeps the order of rows the same each time."""
    return duckdb.connect(warehouse, read_only=True, config={"threads": 1})


def render(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """Run a query and return its result as DuckDB draws it, without spaces at the ends of lines.

    Args:
        connection: Connection to the warehouse.
        sql: The query.

    Returns:
        What str() of the result gives where there is no terminal, whose width would matter.
    """
    result = connection.sql(sql)
    drawn = io.StringIO()
    if result is not None:
        with redirect_stdout(drawn):
            result.show(max_width=120)
    return without_trailing_spaces(drawn.getvalue())


def without_trailing_spaces(text: str) -> str:
    """Return the text without spaces at the ends of its lines or blank lines at its end."""
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip().splitlines())


def refresh(markdown: str, connection: duckdb.DuckDBPyConnection) -> str:
    """Return the text of a document with the output of each query as it is now."""

    def refreshed(found: re.Match) -> str:
        if found["output"] is None:
            return found[0]
        start, end = (found.start("output") - found.start(), found.end("output") - found.start())
        return found[0][:start] + render(connection, found["sql"]) + found[0][end:]

    return QUERY.sub(refreshed, markdown)
