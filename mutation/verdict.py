"""What a build says about a damaged seed, and whether that is enough."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

Places = Sequence[Sequence[str]]

CLOCK = re.compile(r"^\d\d:\d\d:\d\d  ?", re.MULTILINE)
FAILURES = "What failed, and where:"
AFTER_FAILURES = "Not published:"
UNREADABLE = "The seed files cannot be read"
# What dbt writes when it cannot even start.
NOT_STARTED = "Encountered an error:"


@dataclass
class Report:
    """What failed, in the words of the build.

    Attributes:
        checks: For each check or model that failed, its lines.
    """

    checks: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, output: str) -> "Report":
        """Take the failures from what a build has written."""
        report = cls()
        text = CLOCK.sub("", output)
        if FAILURES in text:
            failures = text.split(FAILURES, 1)[1].split(AFTER_FAILURES, 1)[0]
            check = ""
            for line in failures.splitlines():
                if line.startswith("* "):
                    check = line.removeprefix("* ")
                    report.add(check, [])
                elif line.strip() and not line.strip().startswith("All rows: "):
                    report.add(check, [line.strip()])
        elif UNREADABLE in text:
            lines = (line.strip() for line in text.split(UNREADABLE, 1)[1].splitlines())
            report.add("the seed files can be read", [x for x in lines if x.startswith("seeds/")])
        elif NOT_STARTED in text:
            report.add("dbt starts", text.split(NOT_STARTED, 1)[1].splitlines())
        return report

    def add(self, check: str, lines: Sequence[str]) -> None:
        """Add lines of a failed check."""
        self.checks.setdefault(check, []).extend(lines)

    @property
    def failed(self) -> bool:
        """Whether anything failed."""
        return bool(self.checks)

    @property
    def lines(self) -> list[str]:
        """All lines of all checks."""
        return [line for lines in self.checks.values() for line in lines]

    def names(self, places: Places) -> bool:
        """Return whether one line holds all texts of one of the places."""
        return any(all(text in line for text in place) for line in self.lines for place in places)

    def agrees_with(self, other: "Report") -> bool:
        """Return whether two reports have the same checks with the same findings.

        How an engine words an error that is not a finding may differ.
        """
        return self.checks.keys() == other.checks.keys() and self._findings() == other._findings()

    def _findings(self) -> set[str]:
        return {line for line in self.lines if ": found " in line}


class Verdict(Enum):
    """What came of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    PLACELESS = "failed without naming the place"
    LEAKED = "failed but published"


def judge(report: Report, failed: bool, published: bool, places: Places) -> Verdict:
    """Judge a build of a damaged seed.

    Args:
        report: What the build said.
        failed: Whether it ended with an exit code other than zero.
        published: Whether it put something in place of the published warehouse.
        places: What a line must hold to name the place: all texts of one of these.
    """
    if failed and published:
        return Verdict.LEAKED
    if not failed:
        return Verdict.SURVIVED
    return Verdict.KILLED if report.names(places) else Verdict.PLACELESS
