"""What the last build leaves to a person: contradictions and gaps without a reason on record."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from municipal_indicators.sql_text import literal

# For each seed of decisions the model that tells what is lacking, and the query that finds it: the
# columns of the seed, the reasons left empty, and in words what the row is about.
LACKING = {
    "accepted_findings": (
        "fct_finding",
        """
        select finding_id, figures, null, null, arithmetic_nl
        from built.quality.fct_finding
        where finding_status = 'open'
        order by finding_id
        """,
    ),
    "known_gaps": (
        "fct_coverage",
        """
        select
            document_id, table_id, line, position, null, null,
            concat_ws(' ', indicator_id, value_type, period)
        from built.quality.fct_coverage
        where coverage_status = 'missing' and reason_nl is null
        order by document_id, table_id, line, position
        """,
    ),
}


class NotBuiltError(Exception):
    """The last build did not come as far as what was asked for."""


def undecided(private: Path, built: Path, seed: str) -> Iterator[tuple[list[object], str]]:
    """Find the rows that a build asks for.

    Args:
        private: The database of seeds and figures, which knows what has passed since the last
            publication.
        built: The database in which the public tables are made, published or not.
        seed: Name of a seed of decisions, a key of `LACKING`.

    Yields:
        The cells of a row of the seed, its reasons empty, and in words what it is about.

    Raises:
        NotBuiltError: If nothing was built, or the last build stopped before it came to them: what
            stands in the tables then is older.
    """
    model, query = LACKING[seed]
    try:
        with duckdb.connect() as connection:
            connection.execute(f"attach {literal(str(private))} as private (read_only)")
            connection.execute(f"attach {literal(str(built))} as built (read_only)")
            passed = connection.execute(
                "select split_part(unique_id, '.', 3) from private.runs.passed_nodes"
            ).fetchall()
            rows = connection.execute(query).fetchall()
    except duckdb.Error as error:
        raise NotBuiltError(f"Nothing to read {seed} from: run dbt build.\n  ({error})") from error
    # After a publication nothing is left of what passed, nor of what was to be decided.
    if (passed or rows) and (model,) not in passed:
        raise NotBuiltError(
            f"The last build did not come as far as {model}, which tells what {seed} lacks: mend"
            " what it names, and build again."
        )
    for *cells, about in rows:
        yield cells, about
