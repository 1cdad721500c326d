"""What the last build leaves to a person: contradictions and gaps without a reason on record."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

# For each seed of decisions its columns, the reasons left empty, and what tells one to decide.
QUERIES = {
    "accepted_findings": """
        select finding_id, figures, null, null, arithmetic_nl
        from quality.fct_finding
        where finding_status = 'open'
        order by finding_id
    """,
    "known_gaps": """
        select
            document_id, table_id, line, position, null, null,
            concat_ws(' ', indicator_id, value_type, period)
        from quality.fct_coverage
        where coverage_status = 'missing' and reason_nl is null
        order by document_id, table_id, line, position
    """,
}


class NothingBuiltError(Exception):
    """The last build did not come as far as what was asked for."""


def undecided(built: Path, seed: str) -> Iterator[tuple[list[object], str]]:
    """Find the rows that a build asks for.

    Args:
        built: The database file in which the build makes the public tables, published or not.
        seed: Name of a seed of decisions, a key of `QUERIES`.

    Yields:
        The cells of a row of the seed, its reasons empty, and in words what it is about.

    Raises:
        NothingBuiltError: If there is no such file, or the table is not in it.
    """
    try:
        with duckdb.connect(built, read_only=True) as connection:
            rows = connection.execute(QUERIES[seed]).fetchall()
    except (duckdb.IOException, duckdb.CatalogException) as error:
        raise NothingBuiltError(
            f"The last build did not come as far as {seed}: run dbt build, and mend first what else"
            f" it names.\n  ({error})"
        ) from error
    for *cells, about in rows:
        yield cells, about
