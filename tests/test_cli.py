"""The command line: it explains itself, and works from any folder."""

import csv
import subprocess

import pytest

from municipal_indicators.cli import main
from municipal_indicators.paths import OPEN_DATA
from tests.support.projects import (
    COMMAND,
    REPOSITORY,
    copy_sources,
    read_rows,
    run_dbt,
    seed_file,
    set_cell,
    write_rows,
)


def run(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *arguments], capture_output=True, text=True, check=False, **options
    )


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_explains_itself(command):
    outcome = run(command, "--help")
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout.startswith(f"Usage: municipal-indicators {command}")
    assert main.commands[command].help


def test_the_command_knows_its_version():
    assert "0.2.0" in run("--version").stdout


def test_a_command_finds_the_project_from_another_folder(copy_project, tmp_path):
    project = copy_project()
    outcome = run("export", "--project-dir", str(project), cwd=tmp_path)
    assert outcome.returncode == 0, outcome.stderr
    assert (project / OPEN_DATA).exists()
    assert list(tmp_path.iterdir()) == []


def test_outside_a_project_a_command_says_where_to_go(tmp_path):
    outcome = run("check", cwd=tmp_path)
    assert outcome.returncode == 1
    assert f"found no dbt_project.yml in {tmp_path}" in outcome.stderr
    assert "--project-dir" in outcome.stderr


def test_rows_that_a_build_asks_for_are_those_that_were_left_out(copy_project):
    project = copy_project()
    left_out = {}
    for seed in ("accepted_findings", "known_gaps"):
        header, *rows = read_rows(seed_file(project, seed))
        left_out[seed] = sorted(rows[:2])
        write_rows(seed_file(project, seed), [header, *rows[2:]])
    assert run_dbt(project, "build").exit_code == 1
    for seed, expected in left_out.items():
        outcome = run("undecided", seed, cwd=project)
        assert outcome.returncode == 0, outcome.stderr
        found = list(csv.reader(outcome.stdout.splitlines()))
        assert found == [[*cells, "", ""] for *cells, _, _ in expected]
        assert outcome.stderr.count("\n") == len(found)
    # What an earlier build has left is not what the last one asks for.
    set_cell(seed_file(project, "areas"), 2, "name_nl", "Andere naam")
    assert run_dbt(project, "seed", "--select", "areas").exit_code == 0
    outcome = run("undecided", "known_gaps", cwd=project)
    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert "did not come as far as fct_coverage" in outcome.stderr


def test_after_a_publication_nothing_is_undecided(built_project):
    for seed in ("accepted_findings", "known_gaps"):
        outcome = run("undecided", seed, cwd=built_project)
        assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "", "")


def test_before_a_build_there_is_nothing_to_decide(tmp_path):
    copy_sources(tmp_path / "project")
    outcome = run("undecided", "known_gaps", cwd=tmp_path / "project")
    assert outcome.returncode == 1
    assert "run dbt build" in outcome.stderr


def test_no_module_edits_the_search_path():
    files = [
        file
        for folder in ("src", "benchmarks", "tests")
        for file in (REPOSITORY / folder).rglob("*.py")
    ]
    assert len(files) > 50
    edit = "sys" + ".path"
    assert [file for file in files if edit in file.read_text(encoding="utf-8")] == []
