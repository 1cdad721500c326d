"""Findings that are accepted by pattern, on the real page."""

import re
from pathlib import Path

import pytest

from tests.mutation.builds import CompiledBuild
from tests.support.projects import REPOSITORY, first_publisher_seeds

RULE = "target_weaker_than_realisation"
ACCEPTED = first_publisher_seeds()["accepted_findings"]
OF_THE_RULE = [row for row in ACCEPTED if row.startswith(f"{RULE}/")]
OTHERS = [row for row in ACCEPTED if row not in OF_THE_RULE]
(PATTERN,) = re.findall(
    rf"^{RULE}/.*$\n",
    (REPOSITORY / "docs/controller.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


@pytest.fixture(scope="module")
def compiled_build(built_project: Path, tmp_path_factory: pytest.TempPathFactory) -> CompiledBuild:
    return CompiledBuild(built_project, tmp_path_factory.mktemp("patterns"))


def build(compiled_build: CompiledBuild, *rows: str) -> tuple[dict[str, list[str]], set[str]]:
    """Build with accepted findings: what failed, and what accepts the findings of the rule."""
    report = compiled_build.run("accepted_findings", "".join(rows).encode())
    accepted_by = compiled_build.connection.execute(
        f"select accepted_by from municipal_indicators.quality.fct_finding where rule_id = '{RULE}'"
    ).fetchall()
    assert len(accepted_by) == len(OF_THE_RULE) > 1
    return report, {row for (row,) in accepted_by}


def test_the_pattern_of_the_guide_takes_the_place_of_its_rows(compiled_build):
    report, accepted_by = build(compiled_build, *OTHERS, PATTERN)
    assert not report
    assert accepted_by == {PATTERN.split(",")[0]}


def test_an_exact_row_goes_before_a_pattern(compiled_build):
    report, accepted_by = build(compiled_build, *OTHERS, OF_THE_RULE[0], PATTERN)
    assert not report
    assert accepted_by == {OF_THE_RULE[0].split(",")[0], PATTERN.split(",")[0]}


def test_a_pattern_that_accepts_nothing_any_more_has_outlived_its_findings(compiled_build):
    report, accepted_by = build(compiled_build, *ACCEPTED, PATTERN)
    assert accepted_by == {row.split(",")[0] for row in OF_THE_RULE}
    assert report == {
        "every finding is accepted and still occurs": [
            f"seeds/decisions/accepted_findings.csv, finding_id {PATTERN.split(',')[0]}: found"
            " nothing that this pattern accepts any more, expected a finding of this pattern that"
            " has no row of its own, or this line removed"
        ]
    }
