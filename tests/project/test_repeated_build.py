from pathlib import Path

import duckdb

from municipal_indicators.paths import PUBLISHED
from tests.support.projects import run_dbt, tables_and_views


def export(database: Path, folder: Path) -> dict[str, bytes]:
    """Return each table and view of a database file as CSV, a table ordered by its primary key."""
    exported = {}
    with duckdb.connect(database, read_only=True) as connection:
        keys = dict(
            connection.execute(
                "select schema_name || '.' || table_name, constraint_column_names"
                " from duckdb_constraints() where constraint_type = 'PRIMARY KEY'"
            ).fetchall()
        )
        # The one table that tells when it was made.
        for name in set(tables_and_views(database)) - {"reporting.rpt_publication"}:
            # Whether it was compared with one before, which the first build has not.
            comparison = "rows_added, rows_gone, rows_changed"
            columns = f"* exclude ({comparison})" if name.endswith("_content") else "*"
            path = folder / f"{name}.csv"
            order = ", ".join(keys.get(name, ["all"]))
            connection.execute(
                f"copy (select {columns} from {name} order by {order}) to '{path}'"
                " (format csv, header)"
            )
            exported[name] = path.read_bytes()
    return exported


def test_a_second_build_publishes_the_same_bytes(copy_project, tmp_path):
    project = copy_project()
    published = project / PUBLISHED
    first_file = published.stat().st_ino
    first = export(published, tmp_path)

    outcome = run_dbt(project, "build")

    assert outcome.exit_code == 0, outcome.text
    assert published.stat().st_ino != first_file
    assert "core.fct_indicator_value" in first
    assert export(published, tmp_path) == first
