import re
import shlex

import pytest

from tests.support.projects import UNREADABLE, run_dbt

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
    (command,) = re.findall(r"All rows: (dbt show .*)", outcome.text)
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
