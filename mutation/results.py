"""The results of a run, and what they add up to."""

from collections import Counter
from dataclasses import dataclass, field

from mutants import Expectation, Mutant, Reason
from systematic import Kind, Slip
from verdict import Verdict

LOWEST_SCORE = 95.0
PROBLEMS_SHOWN = 15


@dataclass(frozen=True)
class CatalogueResult:
    """What came of a mutant of the catalogue."""

    mutant: Mutant
    verdict: Verdict

    @property
    def problem(self) -> str | None:
        """What is wrong, in words; none when the build did what the catalogue expects."""
        if self.verdict is Verdict.LEAKED:
            return "the build failed and published all the same"
        if self.mutant.expectation is Expectation.DETECTABLE:
            return {
                Verdict.SURVIVED: "no check has seen it",
                Verdict.PLACELESS: "the build failed without naming the place",
            }.get(self.verdict)
        if self.verdict is Verdict.SURVIVED:
            return None
        if self.mutant.expectation is Expectation.EQUIVALENT:
            return "the build failed on a file that says the same"
        return "a check has seen what the catalogue calls undetectable: correct the catalogue"


@dataclass(frozen=True)
class SlipResult:
    """What came of a mistake of the systematic part.

    Attributes:
        slip: The mistake.
        verdict: What the compiled SQL made of it.
        reason: Why it cannot be seen, for one that survived; none when it should have been.
    """

    slip: Slip
    verdict: Verdict
    reason: Reason | None

    @property
    def problem(self) -> str | None:
        """What is wrong, in words; none when all is well."""
        if self.verdict is Verdict.KILLED:
            return "a file that says the same fails" if self.slip.same else None
        if self.verdict is Verdict.PLACELESS:
            return "the build fails without naming the place"
        return None if self.reason else "no check has seen it"


@dataclass
class Proof:
    """How often the fast way and the real build were compared, and where they differ.

    Attributes:
        fast: Mutants that went through both the real build and the compiled SQL.
        commands: Mutants that went through both the worker and the commands of `make build`.
        differences: What differed, in words.
    """

    fast: int = 0
    commands: int = 0
    differences: list[str] = field(default_factory=list)


@dataclass
class Results:
    """All results of a run.

    Attributes:
        catalogue: Results of the catalogue.
        slips: Results of the systematic part.
        proof: The comparison of the ways in which mutants were judged.
        noticed_by: For each check of the project, how many mistakes it noticed.
        plain_build: Seconds that one plain build by command took.
        seconds: Seconds that the whole run took.
        workers: Processes that worked side by side.
    """

    catalogue: list[CatalogueResult] = field(default_factory=list)
    slips: list[SlipResult] = field(default_factory=list)
    proof: Proof = field(default_factory=Proof)
    noticed_by: Counter[str] = field(default_factory=Counter)
    plain_build: float = 0.0
    seconds: float = 0.0
    workers: int = 0

    @property
    def killed(self) -> int:
        """Number of detectable mistakes that were noticed with their place."""
        return sum(
            result.mutant.expectation is Expectation.DETECTABLE and result.verdict is Verdict.KILLED
            for result in self.catalogue
        ) + sum(result.verdict is Verdict.KILLED and not result.slip.same for result in self.slips)

    @property
    def detectable(self) -> int:
        """Number of mistakes that a check could notice."""
        return sum(
            result.mutant.expectation is Expectation.DETECTABLE for result in self.catalogue
        ) + sum(
            not result.slip.same and (result.verdict is not Verdict.SURVIVED or not result.reason)
            for result in self.slips
        )

    @property
    def score(self) -> float:
        """Share of the detectable mistakes that were noticed, in per cent."""
        return 100 * self.killed / self.detectable if self.detectable else 100.0

    @property
    def problems(self) -> list[str]:
        """Everything that is wrong, in words; of each kind of systematic mistake only a few."""
        found = [
            f"{result.mutant.name} (seeds/{result.mutant.seed}.csv): {result.problem}."
            f" {result.mutant.description}"
            for result in self.catalogue
            if result.problem
        ]
        for kind in Kind:
            wrong = [r for r in self.slips if r.slip.kind is kind and r.problem]
            found += [
                f"{kind.value}: {result.slip.where}: {result.problem}"
                for result in wrong[:PROBLEMS_SHOWN]
            ]
            if len(wrong) > PROBLEMS_SHOWN:
                found.append(f"{kind.value}: and {len(wrong) - PROBLEMS_SHOWN} more")
        return found + self.proof.differences

    @property
    def passed(self) -> bool:
        """Whether the run is a success."""
        return not self.problems and self.score >= LOWEST_SCORE
