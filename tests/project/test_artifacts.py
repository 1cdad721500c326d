"""What the tools around dbt find on a plain checkout, and what `dbt retry` publishes."""

import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from municipal_indicators.checksum import sha256
from municipal_indicators.paths import PUBLISHED
from tests.support import projects
from tests.support.projects import copy_sources, query, seed_file, set_cell

run_dbt = partial(projects.run_dbt, with_files=True)
# Models that no other reads, so that what is lacking is built fast.
MODEL = Path("models/marts/reporting/rpt_data_quality.sql")
OTHER_MODEL = Path("models/marts/core/dim_partner.sql")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """Copy what git holds: nothing is installed, built or parsed."""
    project = tmp_path_factory.mktemp("checkout") / "project"
    copy_sources(project)
    return project


def listed(project: Path, *arguments: str) -> list[str]:
    outcome = run_dbt(project, "--quiet", "ls", *arguments)
    assert outcome.exit_code == 0, outcome.text
    return outcome.text.splitlines()


def test_parsing_writes_a_manifest_and_a_log(checkout):
    outcome = run_dbt(checkout, "parse")
    assert outcome.exit_code == 0, outcome.text
    assert "WARN" not in outcome.text.upper()
    manifest = json.loads((checkout / "target/manifest.json").read_text(encoding="utf-8"))
    assert "model.municipal_indicators.fct_indicator_value" in manifest["nodes"]
    assert (checkout / "logs/dbt.log").stat().st_size


@pytest.mark.parametrize("resource_type", ["exposure", "unit_test", "model", "seed", "test"])
def test_every_resource_can_be_listed(checkout, manifest, resource_type):
    known = [
        resource
        for section in ("nodes", "exposures", "unit_tests")
        for resource in manifest[section].values()
        if resource["resource_type"] == resource_type
    ]
    assert known
    assert len(listed(checkout, "--resource-type", resource_type)) == len(known)


def test_a_plain_build_leaves_unit_tests_out(built_project):
    results = json.loads((built_project / "target/run_results.json").read_text(encoding="utf-8"))
    kinds = {result["unique_id"].partition(".")[0] for result in results["results"]}
    assert {"seed", "model", "test"} <= kinds
    assert "unit_test" not in kinds


def test_any_seed_or_model_can_be_built_first(checkout):
    outcome = run_dbt(checkout, "build", "--select", "areas", "partners")
    assert outcome.exit_code == 0, outcome.text
    assert not (checkout / PUBLISHED).exists()


def test_what_follows_from_a_seed_can_be_built(copy_project):
    # Unit tests, which need no seed, take most of the time and run elsewhere.
    without = ("--exclude-resource-type", "unit_test")
    outcome = run_dbt(copy_project(), "build", "--select", "areas+", *without)
    assert outcome.exit_code == 0, outcome.text


def test_a_checkout_is_built_without_rows(checkout):
    outcome = run_dbt(checkout, "build", "--empty")
    assert outcome.exit_code == 0, outcome.text
    assert "Not published: the tables were built without rows." in outcome.text
    assert not (checkout / PUBLISHED).exists()


def test_documentation_is_written_without_warnings(copy_project):
    project = copy_project()
    outcome = run_dbt(project, "docs", "generate")
    assert outcome.exit_code == 0, outcome.text
    assert "WARN" not in outcome.text.upper()
    catalog = json.loads((project / "target/catalog.json").read_text(encoding="utf-8"))
    assert "model.municipal_indicators.fct_indicator_value" in catalog["nodes"]
    assert (project / "target/index.html").exists()


def test_what_is_modified_is_told_by_a_saved_manifest(copy_project):
    project = copy_project()
    shutil.copytree(
        project / "target", project / "saved", ignore=shutil.ignore_patterns("*.duckdb")
    )
    modified = ("--select", "state:modified+", "--state", "saved", "--resource-type", "model")
    assert "No nodes selected!" in run_dbt(project, "ls", *modified).text
    with (project / MODEL).open("a", encoding="utf-8") as model:
        model.write("-- Changed.\n")
    assert listed(project, *modified) == ["municipal_indicators.marts.reporting.rpt_data_quality"]


class Breakage:
    """A model that ends in an error when it runs, and can be mended."""

    def __init__(self, model: Path) -> None:
        self.model = model
        self.sql = model.read_text(encoding="utf-8")
        model.write_text(self.sql + "where 1 = error('broken')\n", encoding="utf-8")

    def mend(self) -> None:
        self.model.write_text(self.sql, encoding="utf-8")


def test_a_retry_publishes_once_the_rest_passes(copy_project):
    project = copy_project()
    breakages = [Breakage(project / MODEL), Breakage(project / OTHER_MODEL)]
    before = sha256(project / PUBLISHED)
    assert run_dbt(project, "build").exit_code != 0
    for breakage in breakages:
        outcome = run_dbt(project, "retry")
        assert outcome.exit_code != 0, outcome.text
        assert "Not published" in outcome.text
        assert sha256(project / PUBLISHED) == before
        breakage.mend()

    outcome = run_dbt(project, "retry")

    assert outcome.exit_code == 0, outcome.text
    assert f"Published {PUBLISHED}" in outcome.text
    data_tests = listed(project, "--resource-type", "test")
    recorded = query(project / PUBLISHED, "select data_tests from reporting.rpt_publication")
    assert recorded == [(len(data_tests),)]


@pytest.mark.parametrize("change", ["seed", "macro", "another run"])
def test_a_retry_publishes_nothing_that_is_out_of_date(copy_project, change):
    project = copy_project()
    breakage = Breakage(project / MODEL)
    before = sha256(project / PUBLISHED)
    assert run_dbt(project, "build").exit_code != 0
    breakage.mend()
    # A retry loads no seed again that was loaded before.
    if change == "seed":
        partners = seed_file(project, "partners")
        set_cell(partners, 2, "printed_name", "Andere naam")
    elif change == "macro":
        with (project / "macros/domain/is_due.sql").open("a", encoding="utf-8") as macro:
            macro.write("{#- Changed. -#}\n")
    else:
        shutil.copytree(project / "target", project / "saved")
        run_dbt(project, "build", "--empty", "--select", "rpt_target_outlook")
        shutil.copy(project / "saved/run_results.json", project / "target/run_results.json")

    # It passes, or a data test sees what the other run has left.
    outcome = run_dbt(project, "retry")

    assert "Not published" in outcome.text
    assert sha256(project / PUBLISHED) == before


def test_a_build_of_what_is_lacking_publishes(copy_project):
    project = copy_project()
    breakage = Breakage(project / MODEL)
    assert run_dbt(project, "build").exit_code != 0
    breakage.mend()
    outcome = run_dbt(project, "build", "--select", MODEL.stem, "every_report_is_complete")
    assert outcome.exit_code == 0, outcome.text
    assert f"Published {PUBLISHED}" in outcome.text
    # What was published is not published again by a part of it.
    outcome = run_dbt(project, "build", "--select", MODEL.stem)
    assert "Not published" in outcome.text
