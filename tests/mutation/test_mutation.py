"""Tests of the tests: mistakes made on purpose, and whether each is noticed with its place.

`make test` tries a sample; `make mutation` tries all, and writes docs/mutation.md.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.mutation.builds import CompiledBuild
from tests.mutation.damages import Damage, damages_everywhere, listed_damages, read_yaml
from tests.mutation.trials import (
    Outcome,
    as_markdown,
    findings,
    start_worker,
    try_both_ways,
    try_damage,
)
from tests.support.projects import REPOSITORY, first_publisher_seeds

WORKERS = 2
# `make test` tries one in so many.
LISTED_SAMPLE = 12
BOTH_WAYS_SAMPLE = 10
EVERYWHERE_SAMPLE = 100

SEEDS = {seed: "".join(lines).encode() for seed, lines in sorted(first_publisher_seeds().items())}
KEYS = {
    seed["name"]: test["valid_rows"]["arguments"]["key"]
    for path in sorted((REPOSITORY / "seeds").rglob("*.yml"))
    for seed in yaml.safe_load(path.read_text(encoding="utf-8"))["seeds"]
    for test in seed["data_tests"]
    if "valid_rows" in test
}
LISTED = list(listed_damages())
BOTH_WAYS = [damage for damage in LISTED if damage.both_ways]
EVERYWHERE = list(damages_everywhere(SEEDS, KEYS))
# For each damage of a table: the data test that must see it, the place, the SQL that does it.
TABLES = [
    (test, *(text.format(**content["names"]) for text in (place, statement)))
    for content in [read_yaml("tables.yml")]
    for test, places in content["damages"].items()
    for place, statements in places.items()
    for statement in statements
]


def sampled(damages: list[Damage], one_in: int) -> list[Any]:
    """Return parameters of a test, of which an ordinary run takes one in so many."""
    return [
        pytest.param(
            damage, id=damage.name, marks=[pytest.mark.exhaustive] if number % one_in else []
        )
        for number, damage in enumerate(damages)
    ]


@pytest.fixture(scope="module")
def tried(
    built_project: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Callable[[Callable[..., Any], Damage], Any]]:
    """Let worker processes try what is going to be tested, and return what gives the outcome."""
    start = (built_project, tmp_path_factory.mktemp("trials"))
    tries: dict[tuple[Callable[..., Any], str], Future[Any]] = {}
    # Started afresh: a process that holds a database must not be forked.
    with ProcessPoolExecutor(
        WORKERS, mp_context=get_context("spawn"), initializer=start_worker, initargs=start
    ) as pool:
        for item in request.session.items:
            parameters = item.callspec.params if hasattr(item, "callspec") else {}
            if item.module is request.module and "damage" in parameters:
                damage = parameters["damage"]
                trial = try_both_ways if "both_ways" in item.name else try_damage
                tries[trial, damage.name] = pool.submit(trial, damage)
        yield lambda trial, damage: tries[trial, damage.name].result()
        pool.shutdown(cancel_futures=True)
    report = request.config.getoption("--mutation-report", default=None)
    if report:
        outcomes = [(d, tries[try_damage, d.name].result()) for d in [*LISTED, *EVERYWHERE]]
        Path(report).write_text(as_markdown(outcomes), encoding="utf-8")


def check(damage: Damage, outcome: Outcome) -> None:
    """Compare what came of a damage with what must."""
    if damage.outcome == "noticed":
        assert outcome.report, f"No check has seen it: {damage.edit}"
        assert outcome.is_named, f"No line names the place, which is {damage.places}"
        assert not outcome.is_published
    else:
        assert not outcome.report, f"It was seen, though it is said to be {damage.outcome}"


@pytest.mark.parametrize("damage", sampled(LISTED, LISTED_SAMPLE))
def test_a_mistake_is_noticed_or_cannot_be(tried, damage):
    check(damage, tried(try_damage, damage))


@pytest.mark.parametrize("damage", sampled(EVERYWHERE, EVERYWHERE_SAMPLE))
def test_a_mistake_made_everywhere_is_noticed_or_cannot_be(tried, damage):
    check(damage, tried(try_damage, damage))


@pytest.mark.parametrize("damage", sampled(BOTH_WAYS, BOTH_WAYS_SAMPLE))
def test_a_build_says_the_same_in_both_ways(tried, damage):
    outcome, compiled = tried(try_both_ways, damage)

    check(damage, outcome)
    assert outcome.report.keys() == compiled.keys()
    assert findings(outcome.report) == findings(compiled)
    assert outcome.is_published == (damage.outcome != "noticed")


@pytest.fixture(scope="module")
def compiled_build(built_project: Path, tmp_path_factory: pytest.TempPathFactory) -> CompiledBuild:
    return CompiledBuild(built_project, tmp_path_factory.mktemp("tables"))


@pytest.mark.parametrize(("test", "place", "statement"), TABLES)
def test_a_data_test_fails_on_a_damaged_table(compiled_build, test, place, statement):
    rows = compiled_build.failing_rows(test, statement)

    assert rows
    assert all(isinstance(text, str) for row in rows for text in row), rows
    assert [found for found, _, _ in rows if place in found], rows


def test_every_data_test_of_its_own_has_a_damaged_table(compiled_build):
    # The rules of generic tests are broken one by one in tests/project/test_generic_tests.py.
    own = {name for name, test in compiled_build.tests.items() if "test_metadata" not in test}
    assert own == {test for test, _, _ in TABLES}
