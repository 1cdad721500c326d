from collections.abc import Iterator

import duckdb
import pytest

from tests.support.documented_queries import (
    DocumentedQuery,
    connect,
    documents,
    find_queries,
    refresh,
    render,
    without_trailing_spaces,
)
from tests.support.projects import REPOSITORY

EXAMPLE = """\
Two areas:

```sql
select area_id
from core.dim_area
where area_id = 'GM0307'
```

```text
stale
```

```sql
select 1
```

Words in between.

```text
no output
```
"""


@pytest.fixture(scope="module")
def warehouse(delivered) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(delivered) as connection:
        yield connection


@pytest.fixture(scope="module")
def documented() -> list[tuple[str, DocumentedQuery]]:
    """Return each query in the documentation, with the place where it stands."""
    return [
        (f"{path.relative_to(REPOSITORY)}, line {query.line}", query)
        for path in documents(REPOSITORY)
        if path.exists()
        for query in find_queries(path.read_text(encoding="utf-8"))
    ]


def failure(connection: duckdb.DuckDBPyConnection, sql: str) -> str | None:
    """Return why a query cannot be run, or None if it can."""
    try:
        connection.execute(sql).fetchall()
    except duckdb.Error as error:
        return str(error)
    return None


def is_current(connection: duckdb.DuckDBPyConnection, query: DocumentedQuery) -> bool:
    return query.output is None or (
        failure(connection, query.sql) is None
        and without_trailing_spaces(query.output) == render(connection, query.sql)
    )


def test_the_readme_shows_a_query_with_its_output():
    readme = documents(REPOSITORY)[0]
    assert readme.exists(), "There is no README.md."
    queries = find_queries(readme.read_text(encoding="utf-8"))
    assert [query for query in queries if query.output is not None]


def test_no_query_of_the_documentation_is_overlooked():
    texts = [path.read_text(encoding="utf-8") for path in documents(REPOSITORY) if path.exists()]
    assert texts
    for text in texts:
        assert text.lower().count("```sql") == len(find_queries(text))


def test_every_documented_query_runs(warehouse, documented):
    assert documented
    failures = {place: failure(warehouse, query.sql) for place, query in documented}
    assert {place: reason for place, reason in failures.items() if reason} == {}


def test_every_documented_output_is_that_of_the_warehouse(warehouse, documented):
    assert documented
    stale = [place for place, query in documented if not is_current(warehouse, query)]
    assert stale == [], "Run: python -m tests.support.refresh_documented_output"


def test_only_the_block_directly_below_a_query_is_its_output():
    first, second = find_queries(EXAMPLE)
    assert (first.line, first.output) == (3, "stale\n")
    assert (second.line, second.output) == (13, None)


def test_stale_output_is_noticed(warehouse):
    assert not is_current(warehouse, find_queries(EXAMPLE)[0])


def test_a_query_that_does_not_run_is_noticed(warehouse):
    assert "no_such_table" in failure(warehouse, "select * from no_such_table")
    assert "read-only" in failure(warehouse, "create table core.new_table (number integer)")


def test_refreshing_rewrites_output_and_nothing_else(warehouse):
    refreshed = refresh(EXAMPLE, warehouse)
    first, second = find_queries(refreshed)
    assert "GM0307" in first.output
    assert is_current(warehouse, first)
    assert second.output is None
    assert refreshed.replace(first.output, "stale\n") == EXAMPLE
    assert refresh(refreshed, warehouse) == refreshed


def test_output_is_what_python_prints_without_the_width_of_a_terminal(warehouse):
    sql = "select * from core.fct_indicator_value order by all"
    assert render(warehouse, sql) == without_trailing_spaces(str(warehouse.sql(sql)))
