"""The command that reads a page."""

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner

from municipal_indicators.reader.cli import read

PAGE = "Indicator\n\n2017\n\n2018\n\nBanen\n\n5\n\n6\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    # The name tells another edition than the options do.
    path = tmp_path / "elders_begroting_2030.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def years(page: Path, *options: str) -> list[str]:
    result = CliRunner().invoke(read, [str(page), *options])
    assert result.exit_code == 0, result.output
    return [row["year"] for row in csv.DictReader(io.StringIO(result.stdout))]


def test_what_the_user_says_settles_bare_years(page: Path) -> None:
    options = ("--publisher", "Waterbeek", "--kind", "jaarstukken", "--budget-year", "2018")
    assert years(page, *options) == ["2017", "2018"]


def test_nothing_is_taken_from_the_name_of_the_file(page: Path) -> None:
    assert years(page) == ["", ""]


def test_an_unknown_kind_is_a_warning(page: Path) -> None:
    result = CliRunner().invoke(read, [str(page), "--kind", "folder"])
    assert result.exit_code == 0
    assert "neither a plan nor a report" in result.stderr


def test_several_pages_are_read_and_one_that_cannot_be_is_named(page: Path) -> None:
    picture = page.with_name("foto.png")
    picture.write_bytes(b"\x89PNG")
    result = CliRunner().invoke(read, [str(page), str(picture), str(page)])
    assert result.exit_code == 1
    assert "foto.png" in result.stderr
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["printed_value"] for row in rows] == ["5", "6", "5", "6"]
    assert {row["page"] for row in rows} == {page.name}


def test_cells_go_to_a_file(page: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(read, [str(page), "--cells", str(tmp_path / "cells.csv")])
    assert result.exit_code == 0
    assert (
        (tmp_path / "cells.csv").read_text(encoding="utf-8").startswith("table,line,printed_label")
    )


def test_outside_the_project_it_says_so(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(page.parent)
    result = CliRunner().invoke(read, [str(page)])
    assert result.exit_code == 1
    assert "expected the folder of the project" in result.output
