"""A build by other ways than `dbt build` in the folder of the project, and files that are held."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb

from municipal_indicators.checksum import sha256
from municipal_indicators.paths import PUBLISHED
from tests.support.projects import run_dbt

TWICE = """
from dbt.cli.main import dbtRunner
runner = dbtRunner()
for _ in range(2):
    run = runner.invoke(["build"])
    assert run.success, run.exception
"""
HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"


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
