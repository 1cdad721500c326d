from pathlib import Path

import duckdb
import pytest

from tests.support.projects import DOCUMENT, query, read_rows

# Typed from the page by hand, apart from the seeds.
TRANSCRIPTION = Path(__file__).parent / "fixtures" / "amersfoort_begroting_2018_tables.csv"
VALUE_TYPES = {"realisation": "Realisatie cijfers", "target": "Streefcijfers"}


@pytest.fixture(scope="module")
def transcription() -> tuple[list[tuple[str, int]], list[list[str]]]:
    """Return value type and year of each column, and the rows."""
    header, *rows = read_rows(TRANSCRIPTION)
    columns = [name.split("_") for name in header[3:-1]]
    return [(value_type, int(year)) for value_type, year in columns], rows


@pytest.fixture(scope="module")
def expected_rows(transcription) -> list[tuple]:
    """Return the rows of the published tables, with their headers on line 0."""
    columns, rows = transcription
    header = [f"{VALUE_TYPES[value_type]} | {year}" for value_type, year in columns]
    tables = dict.fromkeys(row[0] for row in rows)
    printed = [(table, "0", "Indicator", *header, "") for table in tables]
    printed += [tuple(row) for row in rows]
    return sorted(
        (table, int(line), label, *(cell or None for cell in cells))
        for table, line, label, *cells in printed
    )


def test_the_transcription_is_that_of_the_page(transcription):
    columns, rows = transcription
    assert columns[0] == ("realisation", 2011)
    assert columns[-1] == ("target", 2019)
    assert len(columns) == 9
    assert len(rows) == 17
    assert sum(1 for row in rows for cell in row[3:] if cell) == 108


def test_published_tables_are_rebuilt_cell_for_cell(published, expected_rows):
    width = len(expected_rows[0]) - len(("table", "line", "label", "unplaced"))
    cells = ", ".join(f"cell_{position}" for position in range(1, width + 1))
    rebuilt = query(
        published,
        f"select table_id, line, printed_label, {cells}, unplaced_cells"
        " from reporting.rpt_published_table"
        " where document_id = ? and table_id <> 'toelichting' order by table_id, line",
        DOCUMENT,
    )
    assert rebuilt == expected_rows


def test_positions_beyond_the_printed_table_are_empty(published, expected_rows):
    with duckdb.connect(published, read_only=True) as connection:
        rows = connection.execute(
            "select columns('cell_[0-9]+') from reporting.rpt_published_table"
            " where document_id = ?",
            [DOCUMENT],
        ).fetchall()
    width = len(expected_rows[0]) - len(("table", "line", "label", "unplaced"))
    assert rows
    assert {cell for row in rows for cell in row[width:]} == {None}


@pytest.fixture(scope="module")
def transcribed_figures(transcription) -> list[tuple]:
    """Return table, label, year, value type and printed text of each figure in its column."""
    columns, rows = transcription
    return sorted(
        (table, label, year, value_type, printed)
        for table, _, label, *cells, _ in rows
        for (value_type, year), printed in zip(columns, cells, strict=True)
        if printed
    )


@pytest.fixture(scope="module")
def recorded_figures(published) -> list[tuple]:
    """Return the same of each fact of the page's tables."""
    return query(
        published,
        "select table_id, printed_label, year, value_type, printed_value"
        " from core.fct_indicator_value"
        " where document_id = ? and table_id <> 'toelichting' order by all",
        DOCUMENT,
    )


def test_every_transcribed_figure_is_a_fact(transcribed_figures, recorded_figures):
    assert transcribed_figures
    assert [figure for figure in transcribed_figures if figure not in recorded_figures] == []


def test_every_fact_is_a_transcribed_figure(transcribed_figures, recorded_figures):
    assert recorded_figures
    assert [figure for figure in recorded_figures if figure not in transcribed_figures] == []


def test_no_figure_is_recorded_more_often_than_it_was_transcribed(
    transcribed_figures, recorded_figures
):
    assert len(recorded_figures) == len(transcribed_figures)
