import subprocess
import sys

from tests.support.projects import REPOSITORY


def test_a_few_mutants_are_killed_or_survive_as_the_catalogue_says():
    completed = subprocess.run(
        [sys.executable, REPOSITORY / "mutation" / "run.py", "--quick"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )

    assert completed.returncode == 0, completed.stdout
    assert "12 of 12" in completed.stdout
