"""What the tests share: a built copy of the project, so that no test touches the real one.

The project is copied and built once for a whole run of the tests, as `built_project`, with the
documents of the first publisher alone: further pages change no test of it. A test that changes
something works in a copy of that, which `copy_project` makes. What is delivered, with the pages of
all publishers, is `delivered`.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from municipal_indicators.paths import PUBLISHED
from tests.support.projects import (
    UNREADABLE,
    Outcome,
    copy_sources,
    keep_first_publisher,
    run_dbt,
    seed_file,
    set_cell,
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutation-report", help="file for the report of `make mutation`")


@pytest.fixture(scope="session")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project and build it with a plain `dbt build`; for tests that only read."""
    project = tmp_path_factory.mktemp("built") / "project"
    copy_sources(project)
    keep_first_publisher(project)
    outcome = run_dbt(project, "build", with_files=True)
    assert outcome.exit_code == 0, outcome.text
    return project


@pytest.fixture(scope="session")
def published(built_project: Path) -> Path:
    """Return the warehouse file that the build has published."""
    return built_project / PUBLISHED


@pytest.fixture(scope="session")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the warehouse file that the project publishes as it is delivered."""
    project = tmp_path_factory.mktemp("delivered") / "project"
    copy_sources(project)
    outcome = run_dbt(project, "build", with_files=True)
    assert outcome.exit_code == 0, outcome.text
    return project / PUBLISHED


@pytest.fixture(scope="session")
def manifest(built_project: Path) -> dict:
    """Return what dbt knows of the project."""
    return json.loads((built_project / "target/manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def copy_project(
    built_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Path]:
    """Return a function that makes a copy of the built project, to change at will."""

    def copy() -> Path:
        return shutil.copytree(built_project, tmp_path_factory.mktemp("copy") / "project")

    return copy


@pytest.fixture(scope="session")
def failed_build(copy_project: Callable[[], Path]) -> tuple[Path, Outcome]:
    """Build a copy with unreadable figures, and return it with how the build ended."""
    project = copy_project()
    figures = seed_file(project, "published_values")
    for line, text in enumerate(UNREADABLE, start=2):
        set_cell(figures, line, "printed_value", text)
    return project, run_dbt(project, "build")
