"""What a publication says of its differences from the one before."""

import csv
import io
import json
import zipfile
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from municipal_indicators.cli import main
from municipal_indicators.paths import OPEN_DATA, PUBLISHED
from municipal_indicators.publication import changes
from municipal_indicators.publication.changes import record_changes
from tests.support.projects import Outcome, query, read_rows, run_dbt, seed_file, write_rows

CHANGES = "select * exclude (change_number) from reporting.rpt_publication_change order by all"
COUNTS = (
    "select item_name, rows_added, rows_gone, rows_changed"
    " from reporting.rpt_publication_content where item_kind = 'table'"
)


@pytest.fixture(scope="module")
def changed(copy_project) -> tuple[Path, Outcome]:
    """Publish with a partner less, one more, and another name of an indicator."""
    project = copy_project()
    partners = seed_file(project, "partners")
    header, *rows = read_rows(partners)
    last = dict(zip(header, rows[-1], strict=True))
    new = list((last | {"partner_id": "choir", "printed_name": "Koor"}).values())
    write_rows(partners, [header, *rows[:-1], new])
    indicators = seed_file(project, "indicators")
    text = indicators.read_text(encoding="utf-8")
    assert text.count("Burgernet participants,") == 1
    indicators.write_text(
        text.replace("Burgernet participants,", "Members of Burgernet,"), encoding="utf-8"
    )
    return project, run_dbt(project, "build")


def test_a_first_publication_is_compared_with_nothing(published):
    assert query(published, CHANGES) == []
    assert {row[1:] for row in query(published, COUNTS)} == {(None, None, None)}


def test_rows_are_told_by_their_key_with_old_and_new_values(changed):
    project, outcome = changed
    assert outcome.exit_code == 0, outcome.text
    listed = query(project / PUBLISHED, CHANGES)
    partners = [row[1:] for row in listed if row[0] == "core.dim_partner"]
    assert [(change, json.loads(key)["partner_id"], *rest) for change, key, *rest in partners] == [
        ("added", "choir", None, None, None),
        ("gone", "symfora-meander", None, None, None),
    ]
    key = json.dumps({"indicator_id": "burgernet-participants"}, separators=(",", ":"))
    assert (
        *("core.dim_indicator", "changed", key),
        *("indicator_en", "Burgernet participants", "Members of Burgernet"),
    ) in listed


def test_the_numbers_stand_beside_each_table_and_at_the_end_of_the_build(changed):
    project, outcome = changed
    counts = {name: numbers for name, *numbers in query(project / PUBLISHED, COUNTS)}
    assert counts["core.dim_partner"] == [1, 1, 0]
    assert counts["core.dim_indicator"] == [0, 0, 1]
    assert counts["core.dim_area"] == [0, 0, 0]
    added, gone, altered = (sum(numbers) for numbers in zip(*counts.values(), strict=True))
    tables = sum(1 for numbers in counts.values() if any(numbers))
    assert (
        f"Changed since the publication before: {added} rows added, {altered} changed and {gone}"
        f" gone, in {tables} tables"
    ) in outcome.text


def test_the_open_data_has_the_changes(changed, monkeypatch):
    project, _ = changed
    monkeypatch.chdir(project)
    exported = CliRunner().invoke(main, ["export"])
    assert exported.exit_code == 0, exported.output
    with zipfile.ZipFile(OPEN_DATA) as packed:
        rows = list(csv.DictReader(io.StringIO(packed.read("changes.csv").decode())))
    assert len(rows) == len(query(PUBLISHED, CHANGES)) > 3
    assert "Members of Burgernet" in {row["new_value"] for row in rows}


def test_a_build_of_the_same_says_that_nothing_differs(changed):
    project, _ = changed
    outcome = run_dbt(project, "build")
    assert "No row differs from the publication before" in outcome.text
    assert query(project / PUBLISHED, CHANGES) == []
    assert {row[1:] for row in query(project / PUBLISHED, COUNTS)} == {(0, 0, 0)}


def make(path: Path, *rows: str) -> Path:
    with duckdb.connect(path) as connection:
        connection.execute("create schema reporting; create schema core")
        connection.execute("create table core.figures (figure integer, label varchar)")
        for row in rows:
            connection.execute(f"insert into core.figures {row}")
    return path


def recorded(before: Path, after: Path) -> tuple[dict, list[tuple]]:
    """Return how many rows differ, and the changes that are listed."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{after}' as b; use b")
        counts = record_changes(connection, before)
        return counts, connection.execute(CHANGES).fetchall()


def test_many_rows_are_counted_and_the_first_listed(tmp_path, monkeypatch):
    monkeypatch.setattr(changes, "ROWS_LISTED", 2)
    before = make(tmp_path / "before.duckdb", "values (0, 'x')")
    after = make(tmp_path / "after.duckdb", "select range, 'x' from range(10)")
    counts, listed = recorded(before, after)
    assert counts == {"core.figures": (9, 0, 0)}
    # Without a key a row is told by all of it.
    assert [row[:3] for row in listed] == [
        ("core.figures", "added", '{"figure":1,"label":"x"}'),
        ("core.figures", "added", '{"figure":2,"label":"x"}'),
    ]


def test_large_tables_are_not_compared(tmp_path, monkeypatch):
    monkeypatch.setattr(changes, "ROWS_COMPARED", 5)
    before = make(tmp_path / "before.duckdb", "values (0, 'x')")
    after = make(tmp_path / "after.duckdb", "select range, 'x' from range(10)")
    assert recorded(before, after) == ({}, [])


def test_a_file_that_is_no_publication_does_not_keep_a_new_one_back(tmp_path):
    before = tmp_path / "before.duckdb"
    before.write_text("no database", encoding="utf-8")
    after = make(tmp_path / "after.duckdb", "values (0, 'x')")
    assert recorded(before, after) == ({}, [])
