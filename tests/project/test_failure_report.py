import re
import shlex

import pytest

from municipal_indicators.checksum import sha256
from municipal_indicators.paths import PUBLISHED
from tests.support.projects import (
    UNREADABLE,
    read_rows,
    run_dbt,
    seed_file,
    set_cell,
    write_rows,
)

SHOWN = 10


def test_the_first_failing_rows_are_listed(failed_build):
    _, outcome = failed_build
    listed = re.findall(r"found '(\d+,,5)', expected", outcome.text)
    assert len(listed) == SHOWN
    assert set(listed) < set(UNREADABLE)
    assert f"and {len(UNREADABLE) - SHOWN} more" in outcome.text


@pytest.fixture(scope="module")
def shown(failed_build) -> str:
    """Return the output of the command that the failing build printed."""
    project, outcome = failed_build
    command = re.findall(r"All rows: (dbt show .*)", outcome.text)[0]
    program, *arguments = shlex.split(command)
    assert program == "dbt"
    shown = run_dbt(project, *arguments)
    assert shown.exit_code == 0, shown.text
    return shown.text


def test_the_printed_command_shows_every_failing_row(shown):
    assert [text for text in UNREADABLE if f"'{text}'" not in shown] == []


def test_the_printed_command_shows_failing_rows_in_full(shown):
    assert "seeds/published/published_values.csv, line 2, column printed_value" in shown
    assert "expected" in shown
    assert "a number as printed in Dutch, such as 8,5% or 16.500, a mark such as n.b., or" in shown


def test_one_build_tells_open_findings_and_gaps_beside_other_failures(copy_project):
    project = copy_project()
    before = sha256(project / PUBLISHED)
    set_cell(seed_file(project, "published_values"), 6, "printed_value", "1,,5")
    set_cell(seed_file(project, "indicators"), 2, "unit_en", "another unit")
    decisions = [seed_file(project, seed) for seed in ("accepted_findings", "known_gaps")]
    removed = {}
    for file in decisions:
        *rows, removed[file] = read_rows(file)
        write_rows(file, rows)

    outcome = run_dbt(project, "build")

    assert "line 6, column printed_value" in outcome.text
    assert "seeds/reference/indicators.csv, column unit_nl, unit_en" in outcome.text
    finding, gap = (removed[file] for file in decisions)
    assert f"accepted_findings.csv, finding_id {finding[0]}: found" in outcome.text
    document, table, line, position, *_ = gap
    place = f"known_gaps.csv, {document}, table {table}, line {line}, position {position}: found no"
    assert place in outcome.text
    assert sha256(project / PUBLISHED) == before
