"""29 real pages of 21 publishers, recorded as they are: nothing lost, nothing added.

The seeds hold for each page the rows that a controller types, and `page_cells.csv` what a careful
reader of its text says of every figure: its area, year and value type, or the years that it may
belong to where the text leaves that open. An empty year is one that the page does not print.
"""

import csv
from collections.abc import Iterator

import pytest

from tests.support.projects import REPOSITORY, query, seed_file

OF_THE_PAGES = "document_id not like 'amersfoort%'"
# What a word of the reader stands for: budgeted figures count as targets, baselines as realised.
MEANT = {
    "realisation": {"realisation", "baseline"},
    "target": {"target", "budget"},
    "unknown": {None, "forecast"},
}
# Left open by the reader, though the page tells it: a school year (2016-2017), the last columns of
# the row, and that a last measurement was realised.
TOLD_BY_THE_PAGE = {
    ("waalwijk-jaarstukken-2018", "algemene-indicatoren", 10, 1),
    ("waalwijk-jaarstukken-2018", "algemene-indicatoren", 10, 2),
    ("oss-evaluatie-2018", "verkeer", 1, 1),
    ("flevoland-begroting-2020", "bestuur", 2, 5),
    ("flevoland-begroting-2020", "bestuur", 2, 6),
}
# Its column does not say whether it is realised or expected, though another line does.
UNTOLD_BY_THE_PAGE = {("flevoland-begroting-2020", "bestuur", 2, 4)}


def page_cells() -> Iterator[tuple[tuple[str, str, int, int], dict[str, str]]]:
    """Yield the place of each figure of the pages, and what a reader says of it."""
    path = REPOSITORY / "tests/fixtures/page_cells.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield (row["document_id"], row["table_id"], int(row["line"]), int(row["cell"])), row


def seed_rows(seed: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a seed about the pages."""
    with seed_file(REPOSITORY, seed).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not row["document_id"].startswith("amersfoort"):
                yield row


@pytest.fixture(scope="module")
def recorded(delivered) -> dict[tuple[str, str, int, int], tuple]:
    """Return what the warehouse says of each printed cell of the pages."""
    columns = "document_id, table_id, line, cell, area_id, printed_value"
    found = query(
        delivered,
        f"select {columns}, period, year, value_type, null, placement, 'fact' from"
        " (from core.fct_indicator_value union all by name from core.fct_repeated_value)"
        f" where {OF_THE_PAGES} union all"
        f" select {columns}, period, year, value_type, candidate_periods, placement, 'unplaced'"
        f" from core.fct_unplaced_value where {OF_THE_PAGES}",
    )
    return {row[:4]: row[4:] for row in found}


def test_every_cell_is_recorded_once_as_printed(recorded):
    cells = dict(page_cells())
    assert len(cells) == 629
    assert recorded.keys() == cells.keys()
    for place, row in cells.items():
        assert recorded[place][1] == row["printed_value"], place


def test_settled_cells_are_facts_about_what_the_page_says(recorded):
    facts = 0
    for place, row in page_cells():
        area, _, _, year, value_type, _, _, table = recorded[place]
        if row["placement"] != "certain" or not row["year"] or place in UNTOLD_BY_THE_PAGE:
            continue
        assert (area, str(year)) == (row["area_id"], row["year"][-4:]), place
        if place not in TOLD_BY_THE_PAGE:
            assert value_type in MEANT[row["value_type"]], place
        # Without a word for what it is, a figure with a year has no place yet.
        assert table == ("fact" if value_type else "unplaced"), place
        facts += table == "fact"
    assert facts == 455


def test_open_cells_keep_what_remains_possible(recorded):
    unplaced = 0
    for place, row in page_cells():
        area, _, period, _, value_type, candidates, placement, table = recorded[place]
        if (row["placement"] == "certain" and row["year"]) or place in TOLD_BY_THE_PAGE:
            continue
        assert (area, table) == (row["area_id"], "unplaced"), place
        unplaced += 1
        if row["placement"] == "certain":
            assert (period, candidates, placement) == (None, None, "printed"), place
            continue
        assert placement == "ambiguous", place
        assert value_type in {None, *MEANT[row["value_type"]]}, place
        if period is None:
            possible = row["candidate_years"].replace("(no year)", "unknown")
            assert set(candidates.split("|")) == set(possible.split("|")), place
        else:
            # The year is printed with the figure, and only its column is open.
            assert period in row["candidate_years"], place
    assert unplaced == 158


def test_tables_are_rebuilt_as_printed(delivered):
    printed: dict[tuple[str, str, int], dict[int, str]] = {}
    stray: dict[tuple[str, str, int], list[str]] = {}
    for row in seed_rows("document_columns"):
        place = row["document_id"], row["table_id"], 0
        printed.setdefault(place, {})[int(row["position"])] = row["printed_header"]
    for row in seed_rows("published_values"):
        place = row["document_id"], row["table_id"], int(row["line"])
        if row["position"]:
            printed.setdefault(place, {})[int(row["position"])] = row["printed_value"]
        else:
            stray.setdefault(place, []).append(row["printed_value"])
    labels = {
        (row["document_id"], row["table_id"], int(row["line"])): (
            row["printed_label"],
            row["printed_unit"] or None,
        )
        for row in seed_rows("document_lines")
    }
    rebuilt = query(
        delivered,
        "select document_id, table_id, line, printed_label, printed_unit, unplaced_cells,"
        f" columns('cell_.*') from reporting.rpt_published_table where {OF_THE_PAGES}",
    )
    assert len(rebuilt) == len(labels) + len({place[:2] for place in labels})
    for document, table, line, label, unit, unplaced, *cells in rebuilt:
        place = document, table, line
        if line:
            assert (label, unit) == labels[place], place
        assert {i: text for i, text in enumerate(cells, 1) if text} == printed.get(place, {})
        assert unplaced == (" | ".join(stray[place]) if place in stray else None), place


def test_other_areas_stand_beside_the_publisher_only(delivered):
    ((others,),) = query(
        delivered, "select count(*) from core.fct_indicator_value where not is_own_area"
    )
    assert others > 30
    for table in ("assessment.fct_target_assessment", "reporting.rpt_programme_scorecard"):
        assert not query(
            delivered,
            f"select area_id from {table} where area_id not in"
            " (select area_id from core.dim_document)",
        )
