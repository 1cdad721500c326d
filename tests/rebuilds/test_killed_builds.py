"""Builds that are killed at any moment: readers find the last publication or the new one, whole."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
from complete_read import read_publication
from test_readers_and_rebuilds import mark_publication

from municipal_indicators.paths import PUBLISHED
from tests.support.projects import run_dbt

KILLS = 50
# Every so many kills, a build runs to its end on what the killed ones have left.
KILLS_PER_REBUILD = 5
# The last test before the tables are published: half of the kills come in the second after it.
LAST_TEST = "START test every_report_is_complete"
SEED = 20181107


def published_mark(project: Path) -> str:
    with duckdb.connect(project / PUBLISHED, read_only=True) as connection:
        return read_publication(connection)


def kill_a_build(project: Path, wait: float, after_last_test: bool) -> None:
    """Start a build and kill it.

    Args:
        project: The project to build.
        wait: Seconds to wait before the kill.
        after_last_test: Count the wait from the last test, and not from the start.
    """
    with subprocess.Popen(
        [Path(sys.executable).parent / "dbt", "--no-use-colors", "build"],
        cwd=project,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as build:
        if after_last_test:
            for line in build.stdout:
                if LAST_TEST in line:
                    break
        time.sleep(wait)
        os.killpg(build.pid, signal.SIGKILL)


def test_a_killed_build_leaves_the_last_publication_or_the_new_one(copy_project):
    project = copy_project()
    mark_publication(project, "Uitgave 0")
    started = time.monotonic()
    outcome = run_dbt(project, "build")
    duration = time.monotonic() - started
    assert outcome.exit_code == 0, outcome.text

    moments = random.Random(SEED)
    ended = {"last": 0, "new": 0}
    published = "Uitgave 0"
    for number in range(1, KILLS + 1):
        mark = f"Uitgave {number}"
        mark_publication(project, mark)
        at_the_end = number % 2 == 0
        kill_a_build(project, moments.uniform(0, 1 if at_the_end else duration), at_the_end)

        found = published_mark(project)
        assert found in (published, mark)
        ended["new" if found == mark else "last"] += 1
        published = found

        if number % KILLS_PER_REBUILD == 0:
            outcome = run_dbt(project, "build")
            assert outcome.exit_code == 0, outcome.text
            assert published_mark(project) == mark
            assert [path.name for path in (project / PUBLISHED.parent).iterdir()] == [
                PUBLISHED.name
            ]
            published = mark

    print(
        f"\n{KILLS} kills at moments drawn with seed {SEED}: {ended['last']} left the last"
        f" publication, {ended['new']} the new one, 0 were lost or torn"
    )
    # Kills on one side of the publication only would prove nothing about the other.
    assert min(ended.values()) > 0
