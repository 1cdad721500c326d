"""Tries damages in worker processes, each with a build of its own."""

import os
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.mutation.builds import CompiledBuild, RealBuild, Report
from tests.mutation.damages import Damage, read_yaml
from tests.support.projects import seed_file

INTRODUCTION = """\
# Which typing mistakes the build notices

Written by `make mutation`; a change made by hand is lost at the next run.

Figures and rules are typed by hand, so mistakes will be made, and the build is to notice them
before anything is published. This test makes {total} mistakes on purpose, one at a time, in a copy
of the seed files. A mistake is noticed when the build fails, says where the mistake is, and
publishes nothing. It notices every one that the page, another document or a rule contradicts:
**{noticed} of them**. The others stand below with the reason. They are listed in
[tests/mutation](../tests/mutation): one by one in `damages`, those that are made everywhere in
`everywhere.yml`, damages of built tables in `tables.yml`.
"""


class Outcome(NamedTuple):
    """What came of a damage.

    Attributes:
        report: What failed, and what was said of it.
        is_named: Whether a line names the place.
        is_published: Whether something was published.
    """

    report: Report
    is_named: bool
    is_published: bool


class _Worker:
    compiled: CompiledBuild
    built: Path
    folder: Path
    real: RealBuild | None = None


def start_worker(built: Path, folder: Path) -> None:
    """Make this process ready to try damages.

    Args:
        built: A project that was built without damage, which is only read.
        folder: Folder for whatever the workers write.
    """
    _Worker.built, _Worker.folder = built, folder / str(os.getpid())
    _Worker.folder.mkdir()
    _Worker.compiled = CompiledBuild(built, _Worker.folder)


def try_damage(damage: Damage) -> Outcome:
    """Run the compiled SQL on a damaged seed, until a failure names the place."""
    damaged, places = _damaged(damage)
    report = _Worker.compiled.run(damage.seed, damaged, lambda report: is_named(report, places))
    return Outcome(report, is_named(report, places), False)


def try_both_ways(damage: Damage) -> tuple[Outcome, Report]:
    """Build the project with a damaged seed, and run the compiled SQL on it to the end."""
    damaged, places = _damaged(damage)
    if _Worker.real is None:
        _Worker.real = RealBuild(shutil.copytree(_Worker.built, _Worker.folder / "project"))
    report, is_published = _Worker.real.run(damage.seed, damaged)
    outcome = Outcome(report, is_named(report, places), is_published)
    return outcome, _Worker.compiled.run(damage.seed, damaged)


def is_named(report: Report, places: list[list[str]]) -> bool:
    """Return whether one line of a report holds all texts of one of the places."""
    lines = [line for lines in report.values() for line in lines]
    return any(all(text in line for text in place) for line in lines for place in places)


def findings(report: Report) -> set[str]:
    """Return the lines that two ways to build must share; an engine may word errors otherwise."""
    return {line for lines in report.values() for line in lines if ": found " in line}


def _damaged(damage: Damage) -> tuple[bytes, list[list[str]]]:
    path = seed_file(_Worker.built, damage.seed)
    content = path.read_bytes()
    damaged = damage.damage(content)
    return damaged, damage.named_places(path.name, content, damaged)


def as_markdown(outcomes: Iterable[tuple[Damage, Outcome]]) -> str:
    """Return a report of damages and what came of each, for people who do not read code."""
    tried = list(outcomes)
    reasons = read_yaml("reasons.yml")
    rows = Counter((damage.kind, damage.outcome) for damage, _ in tried)
    checks = Counter(check for _, outcome in tried for check in outcome.report)
    why = Counter(damage.reason for damage, _ in tried if damage.outcome == "unnoticed")
    lines = [
        INTRODUCTION.format(
            total=len(tried),
            noticed=sum(damage.outcome == "noticed" for damage, _ in tried),
        ),
        "| seed, or mistake that is made everywhere | noticed | cannot be noticed | no mistake |",
        "| --- | --- | --- | --- |",
        *(
            f"| {kind} | {rows[kind, 'noticed']} | {rows[kind, 'unnoticed']} |"
            f" {rows[kind, 'harmless']} |"
            for kind in dict.fromkeys(kind for kind, _ in rows)
        ),
        "\n## What cannot be noticed, and why\n",
        *(f"* {number}: {reasons[reason].strip()}" for reason, number in why.most_common()),
        "\n## Which check notices how much\n",
        "The first check that names the place ends a trial, so a low number says little.\n",
        *(f"* {number}: {check}" for check, number in checks.most_common()),
    ]
    return "\n".join(lines) + "\n"
