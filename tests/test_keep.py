"""`municipal-indicators keep`: publishers taken out of the seeds, with what only they use."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.projects import COMMAND, PUBLISHER, copy_sources, run_dbt, seed_file

# Its page has mandatory indicators, own ones and no programme, objective or target of a year.
SMALL = "GM0375"


@pytest.fixture
def project(tmp_path) -> Path:
    copy_sources(tmp_path / "project")
    return tmp_path / "project"


def keep(project: Path, *areas: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, "keep", *areas], cwd=project, capture_output=True, text=True, check=False
    )


def seeds(project: Path) -> dict[str, list[str]]:
    """Return the lines of each seed of a copy."""
    return {
        path.stem: path.read_text(encoding="utf-8").splitlines()
        for path in (project / "seeds").rglob("*.csv")
    }


def column(project: Path, seed: str, name: str) -> set[str]:
    with seed_file(project, seed).open(encoding="utf-8", newline="") as file:
        return {row[name] for row in csv.DictReader(file)}


def test_one_publisher_stays_with_what_belongs_to_all(project):
    before = seeds(project)
    completed = keep(project, PUBLISHER)
    assert completed.returncode == 0, completed.stderr
    assert "seeds/published/documents.csv: 26 rows taken out" in completed.stdout
    after = seeds(project)
    for seed, lines in after.items():
        stayed = set(lines)
        assert lines == [line for line in before[seed] if line in stayed], seed
    assert column(project, "documents", "area_id") == column(project, "areas", "area_id")
    assert column(project, "areas", "area_id") == {PUBLISHER}
    assert column(project, "indicator_labels", "publisher_area_id") <= {"", PUBLISHER}
    labelled = column(project, "indicator_labels", "indicator_id")
    assert column(project, "indicators", "indicator_id") == labelled
    for seed in ("bbv_indicators", "reference_values", "known_gaps", "code_words"):
        assert after[seed] == before[seed], seed
    assert not any("GM0513" in line for line in after["accepted_findings"])
    assert keep(project, PUBLISHER).stdout == ""


def test_an_area_that_another_publisher_compares_with_stays(project):
    assert keep(project, "GM0513").returncode == 0
    assert column(project, "areas", "area_id") == {"GM0513", "NL"}


def test_without_an_area_all_publishers_go(project):
    assert keep(project).returncode == 2
    completed = keep(project, "--nobody")
    assert completed.returncode == 0, completed.stderr
    after = seeds(project)
    for seed in ("documents", "published_values", "objectives", "accepted_findings", "areas"):
        assert len(after[seed]) == 1, seed
    assert len(column(project, "indicators", "bbv_number") - {""}) == 39
    check = subprocess.run([COMMAND, "check"], cwd=project, check=False)
    assert check.returncode == 0


def test_a_publisher_without_a_document_is_refused(project):
    before = seeds(project)
    completed = keep(project, PUBLISHER, "GM9999")
    assert completed.returncode == 1
    assert "seeds/published/documents.csv, column area_id: found no GM9999" in completed.stderr
    assert "GM0085, GM0148" in completed.stderr
    assert seeds(project) == before


def test_a_run_that_was_stopped_is_finished_by_running_it_again(project, tmp_path):
    whole = tmp_path / "whole"
    copy_sources(whole)
    assert keep(whole, SMALL).returncode == 0
    # All but the last two files had been replaced.
    for path in (whole / "seeds").rglob("*.csv"):
        if path.stem not in ("documents", "indicator_labels"):
            shutil.copy(path, project / path.relative_to(whole))
    assert keep(project, SMALL).returncode == 0
    assert seeds(project) == seeds(whole)


def test_an_accepted_finding_about_an_area_beside_the_publisher_stays(project):
    finding = "large_change/amersfoort-begroting-2018/crimes-total/GM0513/2015/realisation"
    with seed_file(project, "accepted_findings").open("a", encoding="utf-8") as file:
        file.write(f"{finding},1 | 2,Zo gedrukt op de pagina.,Printed like this.\n")
    assert keep(project, PUBLISHER).returncode == 0
    assert finding in column(project, "accepted_findings", "finding_id")


def test_seeds_that_cannot_be_read_are_named_and_stay(project):
    path = seed_file(project, "areas")
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    before = seeds(project)
    completed = keep(project, PUBLISHER)
    assert completed.returncode == 1
    assert "seeds/reference/areas.csv" in completed.stderr
    assert "Traceback" not in completed.stderr
    assert seeds(project) == before


@pytest.mark.parametrize(
    "area",
    [
        pytest.param(SMALL, id="no programme and no target of a year"),
        pytest.param("GM1705", id="targets and nothing realised"),
        pytest.param("GM0828", id="figures of years of their own"),
        pytest.param("PV24", id="a province, without official inhabitants"),
    ],
)
def test_a_publisher_of_one_small_page_is_built_alone(project, area):
    assert keep(project, area).returncode == 0
    outcome = run_dbt(project, "build")
    assert outcome.exit_code == 0, outcome.text
    assert (project / "warehouse/municipal_indicators.duckdb").exists()
