"""`make dashboard` starts, stops and keeps its secrets as it should."""

import socket
import stat
import subprocess
import time
from pathlib import Path

import pytest
from conftest import DASHBOARD_PYTHON, REPOSITORY, Server
from project_copies import PUBLISHED

# Seconds. Making Superset's own database takes half a minute; a later start loads the server only.
SECOND_START = 25


@pytest.fixture(scope="module")
def fresh(copy_project) -> Path:
    """Return a project whose dashboards were never started."""
    return copy_project()


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_it_starts_stops_and_starts_again_quickly(fresh):
    first = Server(fresh)
    assert is_listening(first.port)
    assert first.stop() == 0
    assert not is_listening(first.port)
    begin = time.monotonic()
    second = Server(fresh)
    seconds = time.monotonic() - begin
    assert second.stop() == 0
    assert second.password == first.password
    assert "Importing" not in second.said
    print(f"\nsecond start: {seconds:.1f} s")
    assert seconds < SECOND_START


def test_its_secrets_are_its_owners(fresh):
    home = fresh / "dashboard/.superset"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    secrets = [home / "admin_password", home / "secret_key"]
    assert [stat.S_IMODE(secret.stat().st_mode) for secret in secrets] == [0o600, 0o600]
    assert len({secret.read_text(encoding="utf-8") for secret in secrets}) == 2
    ignored = subprocess.run(
        ["git", "check-ignore", "--quiet", "dashboard/.superset/admin_password"],
        cwd=REPOSITORY,
        check=False,
    )
    assert ignored.returncode == 0


def test_what_is_exported_is_what_was_imported(fresh):
    def assets() -> dict[str, str]:
        folder = fresh / "dashboard/assets"
        return {
            str(file.relative_to(folder)): file.read_text(encoding="utf-8")
            for file in folder.rglob("*.yaml")
        }

    before = assets()
    subprocess.run([DASHBOARD_PYTHON, "dashboard/server.py", "export"], cwd=fresh, check=True)
    assert assets() == before


def test_it_says_what_is_missing_without_a_warehouse(fresh):
    (fresh / PUBLISHED).rename(fresh / "elsewhere.duckdb")
    outcome = subprocess.run(
        [DASHBOARD_PYTHON, "dashboard/server.py", "serve"],
        cwd=fresh,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 1
    assert "run `make build` first" in outcome.stderr
