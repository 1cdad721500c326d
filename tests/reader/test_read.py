"""The command that reads a page."""

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner

from municipal_indicators.reader.cli import read

PAGE = "Indicator\n\n2017\n\n2018\n\nBanen\n\n5\n\n6\n"


# Words that no list has.
STRANGE = "\n\n".join(
    ["Waar het om gaat", "Kwint", "Zwelp", "Elders", "Banen", *"567", "Fietsen", *"123"]
)
HEADERS = """\
printed_header,role,value_type,period,area
Waar het om gaat,label,,,
Kwint,value,realisation,2018,Waterbeek
zwelp,value,target,2019,
Elders,value,realisation,2018,Nederland
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    # The name tells another edition than the options do.
    path = tmp_path / "elders_begroting_2030.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def years(page: Path, *options: str) -> list[str]:
    result = CliRunner().invoke(read, [str(page), "--cells", "-", *options])
    assert result.exit_code == 0, result.output
    return [row["year"] for row in csv.DictReader(io.StringIO(result.stdout))]


def test_what_the_user_says_settles_bare_years(page: Path) -> None:
    options = ("--publisher", "Waterbeek", "--kind", "jaarstukken", "--budget-year", "2018")
    assert years(page, *options) == ["2017", "2018"]


def test_nothing_is_taken_from_the_name_of_the_file(page: Path) -> None:
    assert years(page) == ["", ""]


def test_an_unknown_kind_is_a_warning(page: Path) -> None:
    result = CliRunner().invoke(read, [str(page), "--cells", "-", "--kind", "folder"])
    assert result.exit_code == 0
    assert "neither a plan nor a report" in result.stderr


def test_several_pages_are_read_and_one_that_cannot_be_is_named(page: Path) -> None:
    picture = page.with_name("foto.png")
    picture.write_bytes(b"\x89PNG")
    result = CliRunner().invoke(read, ["--cells", "-", str(page), str(picture), str(page)])
    assert result.exit_code == 1
    assert "foto.png" in result.stderr
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["printed_value"] for row in rows] == ["5", "6", "5", "6"]
    assert {row["page"] for row in rows} == {page.name}


@pytest.mark.parametrize("form", ["txt", "html"])
def test_a_header_file_says_what_headers_mean(tmp_path: Path, form: str) -> None:
    page = tmp_path / f"vreemd.{form}"
    if form == "html":
        texts = STRANGE.strip().split("\n\n")
        rows = "".join(f"<tr><td>{'<td>'.join(texts[at : at + 4])}</tr>" for at in (0, 4, 8))
        page.write_text(f"<table>{rows}</table>", encoding="utf-8")
    else:
        page.write_text(STRANGE, encoding="utf-8")
    assert years(page, "--publisher", "Waterbeek") == [""] * 6
    headers = tmp_path / "koppen.csv"
    headers.write_text(HEADERS, encoding="utf-8")
    result = CliRunner().invoke(
        read,
        [str(page), "--cells", "-", "--publisher", "Waterbeek", "--header", str(headers)],
    )
    rows = csv.DictReader(io.StringIO(result.stdout))
    places = [(row["area"], row["year"], row["value_type"], row["printed_value"]) for row in rows]
    assert places == [
        ("", "2018", "realisation", "5"),
        ("", "2019", "target", "6"),
        ("Nederland", "2018", "realisation", "7"),
        ("", "2018", "realisation", "1"),
        ("", "2019", "target", "2"),
        ("Nederland", "2018", "realisation", "3"),
    ]


def test_one_line_below_a_header_that_is_not_understood_is_shown_open(tmp_path: Path) -> None:
    page = tmp_path / "vreemd.html"
    page.write_text(
        "<table><tr><th>Waar het om gaat<th>Kwint<th>Zwelp</tr><tr><td>Banen<td>5<td>6</tr></table>"
        "<table><tr><td>Telefoon<td>14 033</tr></table>",
        encoding="utf-8",
    )
    assert years(page) == ["", ""]


@pytest.mark.parametrize(
    ("text", "changed", "problem"),
    [
        ("label,,,", "kop,,,", "line 2, column role: found 'kop', expected one of value, label"),
        ("target", "doel", "line 4, column value_type: found 'doel', expected one of realisation"),
        ("2019", "ooit", "line 4, column period: found 'ooit', expected a period such as 2018"),
        ("label,,,", "label,,2018,", "line 2, column period: found '2018', expected nothing"),
        ("label,,,", "label,,", "line 2: found 4 cells, expected 5"),
        (
            "printed_header",
            "kop",
            "line 1: found kop,role,value_type,period,area, expected printed",
        ),
    ],
)
def test_a_header_file_that_cannot_be_meant_is_refused_with_its_place(
    page: Path, text: str, changed: str, problem: str
) -> None:
    headers = page.with_name("koppen.csv")
    headers.write_text(HEADERS.replace(text, changed, 1), encoding="utf-8")
    result = CliRunner().invoke(read, [str(page), "--cells", "-", "--header", str(headers)])
    assert result.exit_code == 1
    assert problem in result.stderr.replace("koppen.csv: ", "")


def test_cells_go_to_a_file(page: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(read, [str(page), "--cells", str(tmp_path / "cells.csv")])
    assert result.exit_code == 0
    assert (
        (tmp_path / "cells.csv").read_text(encoding="utf-8").startswith("table,line,printed_label")
    )


def test_outside_the_project_it_says_so(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(page.parent)
    result = CliRunner().invoke(read, [str(page), "--cells", "-"])
    assert result.exit_code == 1
    assert "expected the folder of the project" in result.output
