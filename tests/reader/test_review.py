"""From a saved page to reviewed seeds: what `read` writes, and what `accept` makes of it."""

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from municipal_indicators.reader.cli import accept, read
from tests.support.projects import (
    DOCUMENT,
    copy_sources,
    keep_first_publisher,
    read_rows,
    seed_file,
    set_cell,
)

EDITION = ("--publisher", "Amersfoort", "--kind", "Programmarekening", "--budget-year", "2019")
# Banen is a known label.
PAGE = """
<table>
  <tr><th>Indicator<th>Eenheid<th>Realisatie 2018<th>Realisatie 2019<th>Streefwaarde 2019
    <th>Nederland 2019</tr>
  <tr><td>Banen<td>per 1.000 inwoners 15 - 64 jaar<td>801,5<td>812,0<td>&gt; 800<td>792,1</tr>
  <tr><td>Bankjes in het park<td>aantal<td>12<td><td>15<td></tr>
</table>
"""
BENCHES = (
    "benches,Bankjes,Benches,own,,number,aantal,number,higher_is_better,1,2018,0,,Gemeente,"
    "registration,Aantal bankjes.,Number of benches.\n"
)
COUNTS = {"printed_rows": "2", "printed_cells": "6", "printed_columns": "4"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a copy of the project."""
    copy_sources(tmp_path / "project")
    keep_first_publisher(tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def folder(project: Path) -> Path:
    """Read the page, and return its review folder."""
    (project / "pagina.html").write_text(PAGE, encoding="utf-8")
    result = run(read, "pagina.html", *EDITION)
    assert result.exit_code == 0, result.output
    return project / "review/amersfoort-jaarstukken-2019"


@pytest.fixture
def reviewed(folder: Path) -> Path:
    """Fill in what only a person can know."""
    for column, text in COUNTS.items():
        set_cell(folder / "document_tables.csv", 2, column, text)
    set_cell(folder / "areas.csv", 2, "area_id", "NL00")
    set_cell(folder / "areas.csv", 2, "area_kind", "country")
    set_cell(folder / "indicator_labels.csv", 2, "indicator_id", "benches")
    with (folder / "indicators.csv").open("a", encoding="utf-8") as file:
        file.write(BENCHES)
    return folder


def run(command: Callable[..., None], *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def seeds(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(project.glob("seeds/**/*.csv"))}


def test_a_page_becomes_rows_of_the_seeds(folder: Path) -> None:
    (document,) = records(folder / "documents.csv")
    assert (document["area_id"], document["document_kind"]) == ("GM0307", "jaarstukken")
    columns = [
        (row["value_type"], row["period"], row["area_id"])
        for row in records(folder / "document_columns.csv")
    ]
    assert columns == [
        ("realisation", "2018", ""),
        ("realisation", "2019", ""),
        ("target", "2019", ""),
        ("realisation", "2019", "?Nederland"),
    ]
    units = [row["printed_unit"] for row in records(folder / "document_lines.csv")]
    assert units == ["per 1.000 inwoners 15 - 64 jaar", "aantal"]
    cells = [
        (row["line"], row["cell"], row["position"], row["printed_value"], row["placement"])
        for row in records(folder / "published_values.csv")
    ]
    assert cells == [
        ("1", "1", "1", "801,5", "printed"),
        ("1", "2", "2", "812,0", "printed"),
        ("1", "3", "3", "> 800", "printed"),
        ("1", "4", "4", "792,1", "printed"),
        ("2", "1", "1", "12", "printed"),
        ("2", "2", "3", "15", "printed"),
    ]


def test_only_labels_that_a_build_would_not_know_are_asked_for(folder: Path) -> None:
    labels = [row["printed_label"] for row in records(folder / "indicator_labels.csv")]
    assert labels == ["Bankjes in het park"]


def test_the_report_shows_the_table_with_what_is_open(project: Path, folder: Path) -> None:
    report = (folder / "verslag.html").read_text(encoding="utf-8")
    assert "&gt; 800" in report
    assert "<small>kolom van de cel</small>" in report
    assert 'class="open"' not in report
    (project / "open.txt").write_text(
        "Indicator\n\nRealisatie 2018\n\nStreefwaarde 2019\n\nBanen\n\n5\n\n6\n\nA & B\n\n7\n",
        encoding="utf-8",
    )
    assert run(read, "open.txt", *EDITION, "--folder", project / "open").exit_code == 0
    report = (project / "open/verslag.html").read_text(encoding="utf-8")
    assert "A &amp; B" in report
    assert '<span class="open">7</span>' in report


def test_an_open_figure_keeps_its_candidates(project: Path) -> None:
    (project / "open.txt").write_text(
        "Indicator\n\nRealisatie 2018\n\nStreefwaarde 2019\n\nBanen\n\n5\n\n6\n\nFietsen\n\n7\n",
        encoding="utf-8",
    )
    assert run(read, "open.txt", *EDITION, "--folder", project / "open").exit_code == 0
    *_, cell = records(project / "open/published_values.csv")
    assert (cell["position"], cell["candidate_positions"]) == ("", "1|2")
    assert cell["placement"] == "ambiguous"


def test_a_review_is_not_overwritten(folder: Path) -> None:
    result = run(read, "pagina.html", *EDITION)
    assert result.exit_code == 1
    assert "may hold a review" in result.output


def test_a_review_folder_needs_the_edition(project: Path) -> None:
    (project / "pagina.html").write_text(PAGE, encoding="utf-8")
    result = run(read, "pagina.html", "--publisher", "Amersfoort")
    assert result.exit_code == 2
    assert "--budget-year" in result.output


def test_what_a_person_must_fill_in_is_not_accepted(project: Path, folder: Path) -> None:
    before = seeds(project)
    result = run(accept, folder)
    assert result.exit_code == 1
    assert "document_tables.csv, line 2, column printed_cells: found nothing" in result.output
    assert "areas.csv, line 2, column area_id: found '?Nederland'" in result.output
    assert "indicator_labels.csv, line 2, column indicator_id: found nothing" in result.output
    assert seeds(project) == before


def test_accepted_rows_stand_behind_those_that_were_there(project: Path, reviewed: Path) -> None:
    before = seeds(project)
    result = run(accept, reviewed)
    assert result.exit_code == 0, result.output
    after = seeds(project)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {
        "areas.csv",
        "document_columns.csv",
        "document_lines.csv",
        "document_tables.csv",
        "documents.csv",
        "indicator_labels.csv",
        "indicators.csv",
        "published_values.csv",
    }
    assert all(after[name].startswith(before[name]) for name in changed)
    assert (
        read_rows(seed_file(project, "published_values"))[-6:]
        == (read_rows(reviewed / "published_values.csv")[1:])
    )


def test_accepting_twice_changes_nothing(project: Path, reviewed: Path) -> None:
    assert run(accept, reviewed).exit_code == 0
    once = seeds(project)
    result = run(accept, reviewed)
    assert result.exit_code == 0
    assert "everything is there already" in result.output
    assert seeds(project) == once


def test_an_edition_that_exists_gives_way_only_on_request(project: Path, reviewed: Path) -> None:
    assert run(accept, reviewed).exit_code == 0
    once = seeds(project)
    set_cell(reviewed / "published_values.csv", 2, "printed_value", "801,6")
    result = run(accept, reviewed)
    assert result.exit_code == 1
    assert "--replace" in result.output
    assert seeds(project) == once
    assert run(accept, reviewed, "--replace").exit_code == 0
    assert seeds(project)["published_values.csv"] == once["published_values.csv"].replace(
        b"801,5", b"801,6"
    )


def test_a_row_that_differs_from_the_list_is_refused(project: Path, reviewed: Path) -> None:
    set_cell(reviewed / "areas.csv", 2, "area_id", "GM0307")
    result = run(accept, reviewed)
    assert result.exit_code == 1
    assert (
        "areas.csv, line 2, column area_kind: found 'country', expected 'municipality'"
        in result.output
    )


def test_the_code_of_a_new_area_is_filled_in_once(project: Path, reviewed: Path) -> None:
    assert run(accept, reviewed).exit_code == 0
    *_, column = records(seed_file(project, "document_columns"))
    assert column["area_id"] == "NL00"


@pytest.mark.parametrize(
    ("seed", "line", "column", "text", "problem"),
    [
        (
            "published_values", 3, "placement", "zeker",
            "placement: found 'zeker', expected one of printed, inferred, likely, ambiguous",
        ),
        (
            "published_values", 3, "position", "9",
            "document_id, table_id, position: found"
            " 'amersfoort-jaarstukken-2019 / tabel-1 / 9', expected a row of document_columns.csv",
        ),
        (
            "published_values", 3, "cell", "1",
            "document_id, table_id, line, cell: found"
            " 'amersfoort-jaarstukken-2019 / tabel-1 / 1 / 1' again, expected one row, as on"
            " line 2",
        ),
        (
            "indicator_labels", 2, "indicator_id", "bench",
            "indicator_id: found 'bench', expected a row of indicators.csv",
        ),
    ],
)  # fmt: skip
def test_a_row_that_breaks_a_rule_is_refused_with_its_place(
    project: Path, reviewed: Path, seed: str, line: int, column: str, text: str, problem: str
) -> None:
    before = seeds(project)
    set_cell(reviewed / f"{seed}.csv", line, column, text)
    result = run(accept, reviewed)
    assert result.exit_code == 1
    assert f"{seed}.csv, line {line}, column {problem}" in result.output
    assert seeds(project) == before


def test_a_damaged_file_is_refused_with_its_place(project: Path, reviewed: Path) -> None:
    before = seeds(project)
    set_cell(reviewed / "published_values.csv", 3, "cell", "twee")
    result = run(accept, reviewed)
    assert result.exit_code == 1
    assert "published_values.csv, line 3, column cell: found 'twee'" in result.output
    assert seeds(project) == before


def test_rows_of_another_edition_are_refused(project: Path, reviewed: Path) -> None:
    set_cell(reviewed / "document_lines.csv", 3, "document_id", DOCUMENT)
    result = run(accept, reviewed)
    assert result.exit_code == 1
    assert f"document_lines.csv, line 3, column document_id: found '{DOCUMENT}'" in result.output


def test_an_edition_can_go_to_a_landing_folder(project: Path, reviewed: Path) -> None:
    before = seeds(project)
    landing = project / "landing"
    assert run(accept, reviewed, "--landing", landing).exit_code == 0
    assert seeds(project) == before
    landed = landing / "published_values/amersfoort-jaarstukken-2019.csv"
    assert landed.read_text(encoding="utf-8") == (
        (reviewed / "published_values.csv").read_text(encoding="utf-8")
    )
    assert "already" in run(accept, reviewed, "--landing", landing).output


def test_lines_of_several_areas_are_divided(project: Path) -> None:
    (project / "gebieden.html").write_text(
        "<table><tr><th>Indicator<th>Gebied<th>2017<th>2018</tr>"
        "<tr><td>Banen<td>Amersfoort<td>1<td>2</tr><tr><td>Banen<td>Nederland<td>3<td>4</tr>"
        "</table>",
        encoding="utf-8",
    )
    assert run(read, "gebieden.html", *EDITION, "--folder", project / "gebieden").exit_code == 0
    lines = records(project / "gebieden/document_lines.csv")
    assert [line["area_id"] for line in lines] == ["", "?Nederland"]


def test_a_column_of_one_area_has_it(project: Path) -> None:
    (project / "gebieden.html").write_text(
        "<table><tr><th>Indicator<th>Periode<th>Waarde<th>Benchmark<th>Waarde</tr>"
        "<tr><td>Banen<td>2017<td>1<td>Nederland<td>2</tr></table>",
        encoding="utf-8",
    )
    assert run(read, "gebieden.html", *EDITION, "--folder", project / "gebieden").exit_code == 0
    columns = records(project / "gebieden/document_columns.csv")
    assert [column["area_id"] for column in columns] == ["", "?Nederland"]
    (line,) = records(project / "gebieden/document_lines.csv")
    assert (line["area_id"], line["period"]) == ("", "2017")


def test_a_figure_between_brackets_stays_in_its_cell(project: Path) -> None:
    (project / "haakjes.html").write_text(
        "<table><tr><th>Indicator<th>Realisatie 2018</tr><tr><td>Banen<td>0,76<br>(1)</tr></table>",
        encoding="utf-8",
    )
    assert run(read, "haakjes.html", *EDITION, "--folder", project / "haakjes").exit_code == 0
    (cell,) = records(project / "haakjes/published_values.csv")
    assert (cell["position"], cell["printed_value"]) == ("1", "0,76 (1)")


def test_candidates_keep_the_order_of_the_figures_that_are_settled(project: Path) -> None:
    (project / "open.txt").write_text(
        "\n\n".join(
            ["Indicator", "Realisatie 2017", "Realisatie 2018", "Streefwaarde 2019"]
            + ["Banen", "5", "6", "7", "Opkomst", "51%", "52%", "(2015: 45%)", "53%"]
        ),
        encoding="utf-8",
    )
    assert run(read, "open.txt", *EDITION, "--folder", project / "open").exit_code == 0
    cells = records(project / "open/published_values.csv")[3:]
    assert [(cell["position"], cell["candidate_positions"]) for cell in cells] == [
        ("1", ""),
        ("2", ""),
        # In the column before, where 52% stands, or in the next one: a person says so.
        ("", ""),
        ("", ""),
    ]


def test_what_a_build_would_not_take_is_named(project: Path) -> None:
    (project / "tekens.html").write_text(
        "<table><tr><th>Indicator<th>Realisatie 2018<th>Realisatie 2019</tr>"
        "<tr><td>Banen<td>12<td>#</tr></table>"
        "<p>Fietsen</p><table><tr><td>Wegen<td>5</tr><tr><td>Paden<td>6</tr></table>",
        encoding="utf-8",
    )
    result = run(read, "tekens.html", *EDITION, "--folder", project / "tekens")
    assert result.exit_code == 0
    assert "Zeg wat '#' is" in result.output
    assert "Geef 2 cijfers zonder begrepen kolom hun position" in result.output


def test_the_shipped_edition_is_read_as_it_was_recorded_or_left_open(project: Path) -> None:
    """The tables of the first edition as its page prints them, without what stands empty."""
    columns, lines, cells = defaultdict(list), defaultdict(list), defaultdict(list)
    for rows, seed in (
        (columns, "document_columns"), (lines, "document_lines"), (cells, "published_values"),
    ):  # fmt: skip
        for row in records(seed_file(project, seed)):
            if row["document_id"] == DOCUMENT and row["table_id"] != "toelichting":
                rows[row["table_id"]].append(row)
    texts = []
    for table in columns:
        texts.append(table)
        years = [column["period"] for column in columns[table]]
        texts.append("Indicator | Realisatie cijfers | Streefcijfers | |||||||")
        texts.append("---|---|---|---|---|---|---|---|---|---|")
        texts.append(" | ".join([*years, "|"]))
        for line in lines[table]:
            values = [c["printed_value"] for c in cells[table] if c["line"] == line["line"]]
            texts.append(" | ".join([line["printed_label"], *values, "|"]))
    (project / "pagina.txt").write_text("\n".join(texts), encoding="utf-8")
    options = ("--publisher", "Amersfoort", "--kind", "begroting", "--budget-year", "2018")
    assert run(read, "pagina.txt", *options).exit_code == 0
    recorded = [row for rows in cells.values() for row in rows]
    found = records(project / f"review/{DOCUMENT}/published_values.csv")
    assert [row["printed_value"] for row in found] == [row["printed_value"] for row in recorded]
    for ours, theirs in zip(found, recorded, strict=True):
        places = (ours["position"] or ours["candidate_positions"]).split("|")
        wanted = (theirs["position"] or theirs["candidate_positions"]).split("|")
        assert set(wanted) <= set(places), (ours, theirs)
