"""The command line: it explains itself, and works from any folder."""

import subprocess

import pytest

from municipal_indicators.cli import main
from municipal_indicators.paths import OPEN_DATA
from tests.support.projects import COMMAND, REPOSITORY


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


def test_no_module_edits_the_search_path():
    files = [
        file
        for folder in ("src", "benchmarks", "tests")
        for file in (REPOSITORY / folder).rglob("*.py")
    ]
    assert len(files) > 50
    edit = "sys" + ".path"
    assert [file for file in files if edit in file.read_text(encoding="utf-8")] == []
