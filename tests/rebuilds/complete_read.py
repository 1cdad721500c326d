"""Reads a published warehouse as a whole, and tells which publication it is.

Every publication of these tests carries its number in two tables, and the warehouse itself records
how many rows each table has. A read is complete when all of that agrees.

Run as a program it reads until a file appears, as a BI tool would, and prints what it has seen.
"""

import json
import os
import sys
import time
from pathlib import Path

import duckdb

# A seed, and the column of its first row that carries the number of the publication.
MARKS = {"areas": "name_nl", "partners": "printed_name"}
MARKED = """
    select area_nl from core.dim_area
    union all
    select printed_name from core.dim_partner where sequence = 1
"""
# Between two reads: the builds need the processors too.
PAUSE_SECONDS = 0.3


class TornReadError(Exception):
    """A read that belongs to no single publication."""


def read_publication(connection: duckdb.DuckDBPyConnection) -> str:
    """Read the whole warehouse over one connection.

    Returns:
        The mark of the publication.

    Raises:
        TornReadError: If two tables carry different marks, or a table has other rows than recorded.
    """
    marks = {mark for (mark,) in connection.execute(MARKED).fetchall()}
    if len(marks) != 1:
        raise TornReadError(f"marks of several publications: {sorted(marks)}")
    recorded = connection.execute(
        "select item_name, row_count from reporting.rpt_publication_content"
        " where item_kind = 'table'"
    ).fetchall()
    if not recorded:
        raise TornReadError("no table is recorded")
    for table, row_count in recorded:
        (counted,) = connection.execute(f"select count(*) from {table}").fetchone()
        if counted != row_count:
            raise TornReadError(f"{table} has {counted} rows, {row_count} are recorded")
    return marks.pop()


def read_until(stop: Path, database: Path, keep_seconds: float) -> dict:
    """Read again and again until a file appears, or the process that started this one ends.

    Args:
        stop: The file.
        database: The published warehouse.
        keep_seconds: How long a connection is kept; zero opens one for each read.

    Returns:
        `reads`, `connections`, the marks seen in order as `marks`, and `errors` in words.
    """
    parent = os.getppid()

    def is_over() -> bool:
        # Nobody will ever tell a reader to stop whose test was killed.
        return stop.exists() or os.getppid() != parent

    seen = {"reads": 0, "connections": 0, "marks": [], "errors": []}
    while not is_over():
        try:
            with duckdb.connect(database, read_only=True) as connection:
                seen["connections"] += 1
                until = time.monotonic() + keep_seconds
                first = None
                while True:
                    mark = read_publication(connection)
                    seen["reads"] += 1
                    first = first or mark
                    if mark != first:
                        raise TornReadError(f"one connection saw {first}, then {mark}")
                    if seen["marks"][-1:] != [mark]:
                        seen["marks"].append(mark)
                    time.sleep(PAUSE_SECONDS)
                    if is_over() or time.monotonic() > until:
                        break
        except (duckdb.Error, TornReadError) as error:
            seen["errors"].append(f"{type(error).__name__}: {error}")
    return seen


if __name__ == "__main__":
    print(json.dumps(read_until(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]))))
