"""Writes what a run has found, for people who do not read code."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence

from mutants import Expectation, Reason
from results import LOWEST_SCORE, CatalogueResult, Results
from systematic import Kind
from verdict import Verdict

INTRODUCTION = """\
# Which typing mistakes the build notices

Written by `make mutation` on {date}; a change made by hand is lost at the next run.

Figures and rules are typed by hand, so mistakes will be made. The build is to notice them before
anything is published. This test makes {total} mistakes on purpose, one at a time, in a copy of the
seed files, and sees what the build does. A mistake counts as **noticed** when the build fails, says
where the mistake is, and publishes nothing.

* **Can be noticed**: the page, another document or a rule contradicts the mistake. The build must
  notice it.
* **Cannot be noticed**: the mistaken text is as possible as the right one, and nothing else tells
  which is right. Only a second pair of eyes helps. The reasons are below.
* **No mistake**: the file looks different but says the same. The build must pass.

The build notices **{killed} of the {detectable} mistakes that can be noticed ({score:.1f} %)**.
At least {lowest:.0f} % is required, and every mistake in the catalogue.
"""

SYSTEMATIC = """\
## The same mistakes everywhere

Besides the catalogue, a few simple mistakes are made everywhere they can be made. Whether one that
slips through could have been noticed is worked out apart from the checks themselves: does another
document print the figure, does another row settle it, may the cell be empty?
"""

REASONS = """\
## What cannot be noticed, and why

Each of these mistakes was made, and the build passed. The share is that of all {total} mistakes.
"""

METHOD = """\
## How it was measured

Every mistake of the catalogue went through a real `dbt build`, in a copy of the project that
started without a database. The mistakes that are made everywhere went through the SQL that such a
build had written down, which takes a fraction of the time. {fast} mistakes went both ways, and
{commands} also through the commands that a user types. {outcome}

With {workers} processes side by side it all took {minutes:.0f} minutes, as long as
{plain_builds:.0f} plain builds one after another.
"""


def as_markdown(results: Results) -> str:
    """Return the report of a run."""
    total = len(results.catalogue) + len(results.slips)
    sections = [
        INTRODUCTION.format(
            date=datetime.date.today().isoformat(),
            total=total,
            killed=results.killed,
            detectable=results.detectable,
            score=results.score,
            lowest=LOWEST_SCORE,
        ),
        "## The catalogue\n\nMistakes that were thought up one by one; they are listed below.\n",
        _table(
            ("seed", "mistakes", "can be noticed", "noticed", "cannot be noticed", "no mistake"),
            _catalogue_rows(results),
        ),
        SYSTEMATIC,
        _table(
            ("mistake", "made", "noticed", "cannot be noticed", "no mistake", "slipped through"),
            _systematic_rows(results),
        ),
        REASONS.format(total=total),
        _table(("reason", "mistakes", "share", "explanation"), _reason_rows(results, total)),
        *_problems(results),
        "## Which check notices how much\n\nThe first check that stops the build may keep a later"
        " one from being asked, so a low number says little about a check.\n",
        _table(("check", "mistakes noticed"), _check_rows(results)),
        METHOD.format(
            fast=results.proof.fast,
            commands=results.proof.commands,
            workers=results.workers,
            minutes=results.seconds / 60,
            plain_builds=results.seconds / results.plain_build,
            outcome="They did not always agree; see above."
            if results.proof.differences
            else "The verdicts and the messages were the same each time.",
        ),
        "## The catalogue in full\n",
        _table(("seed", "mistake", "what goes wrong", "outcome"), _full_rows(results)),
    ]
    return "\n".join(sections)


def as_text(results: Results) -> str:
    """Return the end of what a run prints."""
    lines = []
    if results.catalogue:
        lines += ["", "Catalogue:"]
        for expectation in Expectation:
            some = [r for r in results.catalogue if r.mutant.expectation is expectation]
            killed = sum(r.verdict is Verdict.KILLED for r in some)
            survived = sum(r.verdict is Verdict.SURVIVED for r in some)
            lines.append(
                f"  {expectation.value:13} {len(some):4}: {killed} killed, {survived} survived,"
                f" {len(some) - killed - survived} failed otherwise"
            )
    if results.slips:
        lines += ["", "Systematic part:"]
        for kind, made, noticed, excused, same, missed in _systematic_rows(results):
            lines.append(
                f"  {made:>4}: {noticed} killed, {excused} undetectable, {same} equivalent,"
                f" {missed} slipped through: {kind}"
            )
    total = len(results.catalogue) + len(results.slips)
    if any(_reasons(results).values()):
        lines += ["", "Undetectable:"]
        for reason, number, share, _ in _reason_rows(results, total):
            lines.append(f"  {number:>4} ({share}): {reason}")
    if results.problems:
        lines += ["", "What is wrong:"]
        lines += [f"  {problem}" for problem in results.problems]
    lines += [
        "",
        f"Score: {results.killed} of {results.detectable} detectable mutants killed,"
        f" {results.score:.1f} % (at least {LOWEST_SCORE:.0f} % required)",
    ]
    return "\n".join(lines)


def _catalogue_rows(results: Results) -> Iterable[Sequence[str]]:
    def row(title: str, some: list[CatalogueResult]) -> Sequence[str]:
        expected = Counter(result.mutant.expectation for result in some)
        killed = sum(
            result.mutant.expectation is Expectation.DETECTABLE and result.verdict is Verdict.KILLED
            for result in some
        )
        return (
            title,
            str(len(some)),
            str(expected[Expectation.DETECTABLE]),
            str(killed),
            str(expected[Expectation.UNDETECTABLE]),
            str(expected[Expectation.EQUIVALENT]),
        )

    for seed in sorted({result.mutant.seed for result in results.catalogue}):
        yield row(f"`{seed}`", [r for r in results.catalogue if r.mutant.seed == seed])
    yield row("all", results.catalogue)


def _systematic_rows(results: Results) -> Iterable[Sequence[str]]:
    for kind in Kind:
        some = [result for result in results.slips if result.slip.kind is kind]
        same = sum(result.slip.same for result in some)
        noticed = sum(r.verdict is Verdict.KILLED and not r.slip.same for r in some)
        missed = sum(result.problem is not None for result in some)
        excused = len(some) - same - noticed - missed
        yield kind.value, *map(str, (len(some), noticed, excused, same, missed))


def _reasons(results: Results) -> Counter[Reason]:
    reasons = Counter(
        result.mutant.reason
        for result in results.catalogue
        if result.mutant.expectation is Expectation.UNDETECTABLE
    )
    reasons.update(
        result.reason for result in results.slips if result.reason and not result.slip.same
    )
    return reasons


def _reason_rows(results: Results, total: int) -> Iterable[Sequence[str]]:
    reasons = _reasons(results)
    for reason, number in reasons.most_common():
        yield reason.title, str(number), f"{100 * number / total:.1f} %", reason.explanation
    number = sum(reasons.values())
    yield "all", str(number), f"{100 * number / total:.1f} %", ""


def _check_rows(results: Results) -> Iterable[Sequence[str]]:
    for check, number in sorted(results.noticed_by.items(), key=lambda item: (-item[1], item[0])):
        yield check, str(number)


def _problems(results: Results) -> list[str]:
    if not results.problems:
        return []
    return [
        "## What slips through\n\nThese mistakes could be noticed, and are not, or not with their"
        " place. A check is missing for each.\n",
        "\n".join(f"* {problem}" for problem in results.problems) + "\n",
    ]


def _full_rows(results: Results) -> Iterable[Sequence[str]]:
    words = {
        Verdict.KILLED: "noticed",
        Verdict.SURVIVED: "slips through",
        Verdict.PLACELESS: "noticed without its place",
        Verdict.LEAKED: "published all the same",
    }
    for result in results.catalogue:
        mutant = result.mutant
        outcome = words[result.verdict]
        if result.problem is None and result.verdict is Verdict.SURVIVED:
            outcome = (
                "passes, as it must"
                if mutant.expectation is Expectation.EQUIVALENT
                else "cannot be noticed"
            )
        yield f"`{mutant.seed}`", mutant.name.replace("-", " "), mutant.description, outcome


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    cells = ([cell.replace("|", "\\|") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells) + "\n"
