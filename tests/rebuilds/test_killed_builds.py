"""Builds that are killed at any moment: readers find the last publication or the new one, whole."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from complete_read import read_publication
from test_readers_and_rebuilds import mark_publication

from municipal_indicators.paths import PUBLISHED
from tests.support.projects import run_dbt

# Kills of whole builds, at moments drawn over all of their time.
KILLS = 5
# Kills of builds that lack one test only: those are short, and what follows the test publishes. On
# one side of the publication only, they would prove nothing about the other, so more may be needed.
KILLS_WHILE_PUBLISHING, MOST_KILLS = 6, 20
LAST_TEST = "every_report_is_complete"
SEED = 20181107


def published_mark(project: Path) -> str:
    with duckdb.connect(project / PUBLISHED, read_only=True) as connection:
        return read_publication(connection)


def leftovers(project: Path) -> list[str]:
    """Return what lies beside the published file."""
    beside = (project / PUBLISHED.parent).iterdir()
    return [path.name for path in beside if path.name != PUBLISHED.name]


def run_until(project: Path, options: list[str], line_with: str, wait: float | None) -> float:
    """Start a build, and kill it some time after a line of its output.

    Args:
        project: The project to build.
        options: Options of `dbt build`.
        line_with: Text of the line; empty for the start of the build.
        wait: Seconds between the line and the kill; None lets the build end.

    Returns:
        Seconds between the line and the end of the build.
    """
    with subprocess.Popen(
        [Path(sys.executable).parent / "dbt", "--no-use-colors", "build", *options],
        cwd=project,
        # A pipe that nobody empties would stop the build.
        stdout=subprocess.PIPE if line_with else subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as build:
        if line_with:
            assert any(line_with in line for line in build.stdout)
        since = time.monotonic()
        if wait is None:
            build.communicate(timeout=300)
            assert build.returncode == 0
        else:
            time.sleep(wait)
            os.killpg(build.pid, signal.SIGKILL)
    return time.monotonic() - since


@pytest.fixture
def marked(copy_project) -> Path:
    """Return a project that has published the mark `Uitgave 0`."""
    project = copy_project()
    mark_publication(project, "Uitgave 0")
    outcome = run_dbt(project, "build")
    assert outcome.exit_code == 0, outcome.text
    return project


def test_a_build_killed_at_any_moment_leaves_a_whole_publication(marked):
    moments = random.Random(SEED)
    mark_publication(marked, "Uitgave 1")
    duration = run_until(marked, [], "", None)
    published = "Uitgave 1"
    assert published_mark(marked) == published
    for number in range(2, KILLS + 2):
        mark = f"Uitgave {number}"
        mark_publication(marked, mark)
        run_until(marked, [], "", moments.uniform(0, duration))
        assert published_mark(marked) in (published, mark)
        published = published_mark(marked)

    outcome = run_dbt(marked, "build")
    assert outcome.exit_code == 0, outcome.text
    assert published_mark(marked) == mark
    assert leftovers(marked) == []


def test_a_build_killed_while_it_publishes_leaves_a_whole_publication(marked):
    mark_publication(marked, "Uitgave 1")
    outcome = run_dbt(marked, "build", "--exclude", LAST_TEST, "resource_type:unit_test")
    assert outcome.exit_code == 0, outcome.text
    assert published_mark(marked) == "Uitgave 0"
    all_but_published = shutil.copytree(marked, marked.with_name("all_but_published"))

    def publish(wait: float | None) -> float:
        shutil.rmtree(marked)
        shutil.copytree(all_but_published, marked)
        return run_until(marked, ["--select", LAST_TEST], f"PASS {LAST_TEST}", wait)

    duration = publish(None)
    assert published_mark(marked) == "Uitgave 1"
    moments = random.Random(SEED)
    ended = {"Uitgave 0": 0, "Uitgave 1": 0}
    while (kills := sum(ended.values())) < MOST_KILLS:
        if kills >= KILLS_WHILE_PUBLISHING and min(ended.values()) > 0:
            break
        # Half of them early, for the command goes on for a while after the publication.
        early = kills % 2 == 0
        publish(moments.triangular(0, duration, 0) if early else moments.uniform(0, duration))
        ended[published_mark(marked)] += 1
    print(
        f"\n{kills} kills at moments drawn with seed {SEED} while publishing:"
        f" {ended['Uitgave 0']} left the last publication, {ended['Uitgave 1']} the new one"
    )
    assert min(ended.values()) > 0

    # What the kills have left stands in nobody's way.
    outcome = run_dbt(marked, "build")
    assert outcome.exit_code == 0, outcome.text
    assert published_mark(marked) == "Uitgave 1"
    assert leftovers(marked) == []
