"""Rewrites the output below each query in README.md and docs/ from the published warehouse.

Answers of MetricFlow are rewritten where it is installed.

python -m tests.support.refresh_documented_output
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb

from tests.support import documented_metrics
from tests.support.documented_queries import connect, documents, refresh

REPOSITORY = Path(__file__).resolve().parents[2]
WAREHOUSE = REPOSITORY / "warehouse/municipal_indicators.duckdb"


def main() -> None:
    """Rewrite the documents whose output has changed, and name them."""
    if not WAREHOUSE.exists():
        sys.exit(f"There is no {WAREHOUSE.relative_to(REPOSITORY)}: run make build first.")
    with connect(WAREHOUSE) as connection:
        for document in filter(Path.exists, documents(REPOSITORY)):
            before = document.read_text(encoding="utf-8")
            try:
                after = refresh(before, connection)
            except duckdb.Error as error:
                sys.exit(f"{document.relative_to(REPOSITORY)}: {error}")
            if find_spec("dbt_metricflow") and document == REPOSITORY / documented_metrics.GUIDE:
                after = documented_metrics.refresh(after, REPOSITORY)
            if after != before:
                document.write_text(after, encoding="utf-8")
                print(f"Rewrote {document.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()
