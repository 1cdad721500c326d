"""What the worker processes do; each has a copy of the project to itself.

Two kinds of workers, because a process that holds a database must not be forked: builders fork for
every build, chains keep one database in memory.
"""

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from builds import Builder, Outcome
from chain import Chain
from verdict import Places, Report


@dataclass
class State:
    """What a worker keeps between its tasks."""

    builder: Builder | None = None
    chain: Chain | None = None


STATE = State()


def start_builder(project: Path, folder: Path) -> None:
    """Make this process a builder.

    Args:
        project: A copy of the project, which is only read.
        folder: Folder for the copy.
    """
    own = folder / f"builder-{os.getpid()}"
    shutil.copytree(project, own)
    STATE.builder = Builder(own)


def start_chain(built: Path, folder: Path) -> None:
    """Make this process a chain.

    Args:
        built: A copy of the project that was built without damage.
        folder: Folder for damaged files.
    """
    scratch = folder / f"chain-{os.getpid()}"
    scratch.mkdir()
    STATE.chain = Chain(built, scratch)


def build_undamaged(destination: Path) -> tuple[Outcome, float]:
    """Build the project as it is by the commands that a user types, and keep what that leaves.

    Returns:
        How the build ended, and how many seconds it took.
    """
    start = time.monotonic()
    outcome = STATE.builder.build_by_command()
    seconds = time.monotonic() - start
    if outcome.exit_code == 0:
        shutil.copytree(STATE.builder.project, destination)
    return outcome, seconds


def build(seed: str, content: bytes) -> Outcome:
    """Build the project with one damaged seed."""
    return STATE.builder.build(seed, content)


def build_by_command(seed: str, content: bytes) -> Outcome:
    """Build the project with one damaged seed, by the commands that a user types."""
    return STATE.builder.build_by_command(seed, content)


def check(seed: str, content: bytes) -> Report:
    """Run the compiled SQL with one damaged seed."""
    return STATE.chain.run(seed, content)


def check_until_named(seed: str, content: bytes, places: Places) -> Report:
    """Run the compiled SQL with one damaged seed until a failure names the place."""
    return STATE.chain.run(seed, content, enough=lambda report: report.names(places))
