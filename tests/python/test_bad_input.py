import os
import re
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from municipal_indicators.checksum import sha256
from municipal_indicators.paths import PUBLISHED
from tests.support.projects import (
    COMMAND,
    DOCUMENT,
    Outcome,
    find_line,
    query,
    read_rows,
    run_dbt,
    seed_file,
    set_cell,
    write_rows,
)

FIRST_ROW = {"document_id": DOCUMENT, "table_id": "indicatoren", "line": "1"}
LAST_CELL = {**FIRST_ROW, "cell": "5"}
RUNNING_TEXT = {"document_id": DOCUMENT, "table_id": "toelichting"}

# Damages a CSV file and returns the line at which that should be found.
Damage = Callable[[Path], int]


def cell(column: str, text: str, **where: str) -> Damage:
    """Put another text in one cell."""

    def damage(path: Path) -> int:
        line = find_line(path, **where)
        set_cell(path, line, column, text)
        return line

    return damage


def repeated_row(**changes: str) -> Damage:
    """Repeat the row of the last cell below itself, with some of its cells changed."""

    def damage(path: Path) -> int:
        line = find_line(path, **LAST_CELL)
        rows = read_rows(path)
        row = dict(zip(rows[0], rows[line - 1], strict=True)) | changes
        write_rows(path, [*rows[:line], list(row.values()), *rows[line:]])
        return line + 1

    return damage


def missing_column(column: str) -> Damage:
    def damage(path: Path) -> int:
        rows = read_rows(path)
        position = rows[0].index(column)
        write_rows(path, [row[:position] + row[position + 1 :] for row in rows])
        return 1

    return damage


def extra_column(column: str) -> Damage:
    def damage(path: Path) -> int:
        header, *rows = read_rows(path)
        write_rows(path, [[*header, column], *([*row, "x"] for row in rows)])
        return 1

    return damage


def saved_as_windows_1252(path: Path) -> int:
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.encode("cp1252"))
    return next(line for line, row in enumerate(text.splitlines(), 1) if not row.isascii())


def short_row(path: Path) -> int:
    rows = read_rows(path)
    write_rows(path, [*rows, rows[-1][:-1]])
    return len(rows) + 1


def header_only(path: Path) -> int:
    write_rows(path, read_rows(path)[:1])
    return 1


def empty_file(path: Path) -> int:
    path.write_text("", encoding="utf-8")
    return 1


def semicolons(path: Path) -> int:
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    return 1


class Case(NamedTuple):
    """One kind of bad input.

    Attributes:
        seed: Name of the seed that is damaged.
        damage: What is done to its file.
        parts: What one line of the output says, beside the name of the file.
    """

    seed: str
    damage: Damage
    parts: list[str]


CASES = {
    "a figure that cannot be read": Case(
        "published_values",
        cell("printed_value", "12,,5", **LAST_CELL),
        ["line {line}, column printed_value", "found '12,,5'", "expected a number as printed"],
    ),
    "a label that no seed knows": Case(
        "published_values",
        cell("printed_label", "Deelnemers Buurtwacht", **RUNNING_TEXT),
        [
            "line {line}, column printed_label",
            "found 'Deelnemers Buurtwacht'",
            "expected a label of seeds/indicator_labels.csv",
        ],
    ),
    "a row typed twice": Case(
        "published_values",
        repeated_row(),
        [
            "line {line}, column document_id, table_id, line, cell",
            f"found {DOCUMENT}, indicatoren, 1, 5 in 2 rows",
            "expected one row",
        ],
    ),
    "a year twice in one row": Case(
        "published_values",
        repeated_row(cell="6"),
        ["line {line}, column year", "found year 2019", "expected a year after 2019"],
    ),
    "a figure for one year in two tables": Case(
        "published_values",
        cell("year", "2017", **RUNNING_TEXT),
        [
            "line {line}, column year",
            "found 2 figures for target 2017 of Deelnemers Burgernet",
            "expected one",
        ],
    ),
    "a year outside the printed header": Case(
        "published_values",
        cell("year", "2025", **LAST_CELL),
        [
            "line {line}, column year",
            "found target 2025",
            "expected a column of seeds/document_columns.csv",
        ],
    ),
    "a missing column": Case(
        "areas",
        missing_column("area_kind"),
        ["line {line}", "column area_kind is missing", "expected area_id,area_kind,name_nl"],
    ),
    "an extra column": Case(
        "areas",
        extra_column("remark"),
        ["line {line}", "found unknown column 'remark'", "expected area_id,area_kind,name_nl"],
    ),
    "a row too short": Case(
        "areas",
        short_row,
        ["line {line}", "found 2 cells", "expected 3 (area_id, area_kind, name_nl)"],
    ),
    "a header without rows": Case(
        "areas",
        header_only,
        ["found no rows below the header", "expected at least one"],
    ),
    "an empty file": Case(
        "areas",
        empty_file,
        ["found an empty file", "area_id,area_kind,name_nl"],
    ),
    "semicolons between the cells": Case(
        "areas",
        semicolons,
        ["line {line}", "found cells separated by semicolons", "expected commas"],
    ),
    "a space behind a figure": Case(
        "published_values",
        cell("printed_value", "8,5% ", **LAST_CELL),
        ["line {line}, column printed_value", "found '8,5% '", "expected no space"],
    ),
    "text that was once read in another encoding": Case(
        "bbv_indicators",
        cell("name_nl", "CliÃ«nten", bbv_number="32"),
        ["line {line}, column name_nl", "found 'CliÃ«nten'", "expected 'Cliënten'"],
    ),
    "text where a whole number belongs": Case(
        "published_values",
        cell("line", "een", **LAST_CELL),
        ["line {line}, column line", "found 'een'", "expected a whole number"],
    ),
    "a value that is not in the list of accepted ones": Case(
        "published_values",
        cell("value_type", "streef", **LAST_CELL),
        ["line {line}, column value_type", "found streef", "expected one of realisation, target"],
    ),
    "a reference to an unknown document": Case(
        "document_tables",
        cell("document_id", "amersfoort-begroting-2099", **RUNNING_TEXT),
        [
            "line {line}, column document_id",
            "found amersfoort-begroting-2099",
            "expected a row of seeds/documents.csv",
        ],
    ),
}


class Refusal(NamedTuple):
    """What came of building a damaged copy of the project.

    Attributes:
        parts: What one line of the output should say.
        outcome: How the build ended.
        is_published_file_intact: Whether the published file kept its content.
    """

    parts: list[str]
    outcome: Outcome
    is_published_file_intact: bool


@pytest.fixture(scope="module")
def refusals(copy_project, request) -> dict[str, Refusal]:
    """Build a copy for each case that is about to be tested, two at a time."""

    def build(case: Case) -> Refusal:
        project = copy_project()
        before = sha256(project / PUBLISHED)
        file = f"seeds/{case.seed}.csv"
        line = case.damage(project / file)
        outcome = run_dbt(project, "build")
        parts = [part.format(line=line) for part in [file, *case.parts]]
        return Refusal(parts, outcome, sha256(project / PUBLISHED) == before)

    names = [
        item.callspec.params["name"]
        for item in request.session.items
        if item.module is request.module and hasattr(item, "callspec")
    ]
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(names, pool.map(build, [CASES[name] for name in names]), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_refused_and_explained(refusals, name):
    parts, outcome, is_published_file_intact = refusals[name]
    assert outcome.exit_code != 0, outcome.text
    assert is_published_file_intact
    assert re.search("Not published|nothing was built or published", outcome.text), outcome.text
    messages = outcome.text.splitlines()
    assert any(all(part in message for part in parts) for message in messages), (
        f"No line of the output holds all of {parts}:\n{outcome.text}"
    )


def test_a_file_saved_as_windows_1252_is_refused_and_explained_before_dbt_starts(copy_project):
    project = copy_project()
    before = sha256(project / PUBLISHED)
    file = "seeds/partners.csv"
    line = saved_as_windows_1252(project / file)

    checked = subprocess.run(
        [COMMAND, "check"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    outcome = run_dbt(project, "build")

    # dbt reads seeds before anything of the project runs, and fails without naming the file.
    assert outcome.exit_code != 0
    assert sha256(project / PUBLISHED) == before
    assert checked.returncode != 0
    assert "nothing was built or published" in checked.stdout
    parts = [f"{file}, line {line}", "column printed_name", "Justitiële", "expected", "UTF-8"]
    assert any(all(part in message for part in parts) for message in checked.stdout.splitlines()), (
        f"No line of the output holds all of {parts}:\n{checked.stdout}"
    )


def test_the_check_before_dbt_finds_no_fault_with_the_seeds(built_project):
    check = [COMMAND, "check"]
    assert subprocess.run(check, cwd=built_project).returncode == 0


def test_a_file_saved_as_csv_utf_8_by_a_spreadsheet_is_read(copy_project):
    project = copy_project()
    path = seed_file(project, "areas")
    byte_order_mark = b"\xef\xbb\xbf"
    path.write_bytes(byte_order_mark + path.read_bytes().replace(b"\n", b"\r\n"))
    before = query(project / PUBLISHED, "select * from core.dim_area order by all")

    outcome = run_dbt(project, "build")

    assert outcome.exit_code == 0, outcome.text
    assert query(project / PUBLISHED, "select * from core.dim_area order by all") == before
