"""A build by other ways than `dbt build` in the folder of the project, and files that are held."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from municipal_indicators.checksum import sha256
from municipal_indicators.paths import PUBLISHED
from tests.support.projects import COMMAND, REPOSITORY, copy_sources, run_dbt

TWICE = """
from dbt.cli.main import dbtRunner
runner = dbtRunner()
for _ in range(2):
    run = runner.invoke(["build"])
    assert run.success, run.exception
"""
HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1


def obey_permissions() -> None:
    """Have the next program keep to the permissions of files, even if root runs it."""
    ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


def test_two_builds_in_one_process_both_publish(copy_project):
    outcome = subprocess.run(
        [sys.executable, "-c", TWICE],
        cwd=copy_project(),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert outcome.stdout.count(f"Published {PUBLISHED}") == 2


def test_a_build_from_another_folder_publishes_in_that_of_the_project(copy_project, tmp_path):
    project = copy_project()
    before = sha256(project / PUBLISHED)
    outcome = subprocess.run(
        [Path(sys.executable).with_name("dbt"), "build"]
        + ["--project-dir", project, "--profiles-dir", project],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert outcome.returncode == 0, outcome.stdout
    assert sha256(project / PUBLISHED) != before
    assert [path.name for path in tmp_path.iterdir() if path.name != ".dbt"] == []


def test_a_viewer_that_holds_what_is_built_is_named(copy_project):
    project = copy_project()
    built = Path("target/publication") / PUBLISHED.name
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, project / built],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as viewer:
        try:
            assert viewer.stdout is not None and viewer.stdout.readline() == "open\n"
            outcome = run_dbt(project, "build")
        finally:
            viewer.kill()
    assert outcome.exit_code != 0
    assert f"{built} is in use" in outcome.text
    assert "Traceback" not in outcome.text


def test_a_viewer_of_the_published_file_does_not_keep_a_build_from_publishing(copy_project):
    project = copy_project()
    before = sha256(project / PUBLISHED)
    with duckdb.connect(project / PUBLISHED, read_only=True):
        outcome = run_dbt(project, "build")
    assert outcome.exit_code == 0, outcome.text
    assert sha256(project / PUBLISHED) != before


@pytest.mark.parametrize("unwritable", ["logs", "target", "warehouse", "."])
def test_a_checkout_that_cannot_be_written_is_named(tmp_path, unwritable):
    project = tmp_path / "project"
    copy_sources(project)
    folder = project / unwritable
    folder.mkdir(exist_ok=True)
    folder.chmod(0o555)
    outcome = subprocess.run(
        [COMMAND, "build"],
        cwd=project,
        preexec_fn=obey_permissions,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert outcome.returncode == 1
    assert outcome.stderr.startswith(f"Error: {folder.resolve()} cannot be written")
    assert len(outcome.stderr.splitlines()) == 1


def test_make_keeps_to_the_profile_of_the_project():
    outcome = subprocess.run(
        ["make", "--eval", "show: ; @echo profiles in [$$DBT_PROFILES_DIR]", "show"],
        cwd=REPOSITORY,
        env={**os.environ, "DBT_PROFILES_DIR": "/nowhere"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    # Beside what make says of folders when one make calls another.
    assert "profiles in []" in outcome.stdout.splitlines()
