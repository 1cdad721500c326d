"""Readers during many rebuilds: no build fails because of them, and they never see half of one."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from complete_read import MARKS

from municipal_indicators.paths import PUBLISHED
from tests.support.projects import run_dbt, seed_file, set_cell

REBUILDS = 4
# Seconds that each reader keeps a connection: four open one for each read, four hold on to it, two
# of them during several rebuilds.
READERS = (0, 0, 0, 0, 1, 5, 60, 60)


def mark_publication(project: Path, mark: str) -> None:
    """Write a mark into two seeds, for the next build to publish."""
    for seed, column in MARKS.items():
        set_cell(seed_file(project, seed), 2, column, mark)


@pytest.fixture(scope="module")
def readings(copy_project, tmp_path_factory) -> list[dict]:
    project = copy_project()
    stop = tmp_path_factory.mktemp("readers") / "stop"
    mark_publication(project, "Uitgave 0")
    outcome = run_dbt(project, "build")
    assert outcome.exit_code == 0, outcome.text

    script = Path(__file__).with_name("complete_read.py")
    readers = [
        subprocess.Popen(
            [sys.executable, script, stop, project / PUBLISHED, str(seconds)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for seconds in READERS
    ]
    try:
        for number in range(1, REBUILDS + 1):
            mark_publication(project, f"Uitgave {number}")
            outcome = run_dbt(project, "build")
            assert outcome.exit_code == 0, outcome.text
        # Time for the slowest reader to see the last publication.
        time.sleep(5)
        stop.touch()
        return [json.loads(reader.communicate(timeout=60)[0]) for reader in readers]
    finally:
        for reader in readers:
            reader.kill()
            reader.wait()


def test_no_reader_met_an_error_or_a_torn_publication(readings):
    errors = [error for reading in readings for error in reading["errors"]]
    print(
        f"\n{REBUILDS} rebuilds, {len(readings)} readers,"
        f" {sum(reading['connections'] for reading in readings)} connections,"
        f" {sum(reading['reads'] for reading in readings)} reads, {len(errors)} errors"
    )
    assert errors == []
    assert all(reading["reads"] > 0 for reading in readings)


def test_readers_that_reopen_see_every_publication_once_and_in_order(readings):
    published = [f"Uitgave {number}" for number in range(REBUILDS + 1)]
    for reading, seconds in zip(readings, READERS, strict=True):
        if seconds == 0:
            assert reading["marks"] == published


def test_readers_that_hold_on_see_one_publication_at_a_time(readings):
    for reading in readings:
        numbers = [int(mark.split()[1]) for mark in reading["marks"]]
        assert numbers == sorted(set(numbers))
