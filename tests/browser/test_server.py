"""Without a browser: starting, stopping, secrets, the SQL editor, import and export."""

import json
import re
import secrets
import signal
import socket
import sqlite3
import stat
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from municipal_indicators.paths import PUBLISHED
from tests.support.browser import DASHBOARD, Server
from tests.support.projects import REPOSITORY

# Seconds. Making Superset's own database takes half a minute; a later start loads the server only.
SECOND_START = 25


@pytest.fixture(scope="module")
def fresh(copy_project) -> Path:
    """Return a project whose dashboards were never started."""
    return copy_project()


def ask(server: Server, sql: str) -> str:
    """Return what the SQL editor answers to a query."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

    def call(path: str, content: dict | None = None, **headers: str) -> str:
        request = urllib.request.Request(
            f"{server.address}/api/v1/{path}",
            data=json.dumps(content).encode() if content else None,
            headers={"Content-Type": "application/json", **headers},
        )
        try:
            with browser.open(request) as response:
                return response.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.read().decode()

    user = {"username": "admin", "password": server.password, "provider": "db"}
    access = f"Bearer {json.loads(call('security/login', user))['access_token']}"
    token = json.loads(call("security/csrf_token/", Authorization=access))["result"]
    query = {"database_id": 1, "sql": sql, "client_id": secrets.token_hex(5)}
    return call("sqllab/execute/", query, **{"Authorization": access, "X-CSRFToken": token})


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def assets(project: Path) -> dict[str, str]:
    """Return the text of each asset by its path."""
    folder = project / "dashboard/assets"
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("*.yaml")
    }


def export(project: Path) -> subprocess.CompletedProcess:
    """Export the dashboards as `make dashboard-export` does."""
    return subprocess.run(
        [*DASHBOARD, "--export"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )


def change(project: Path, statement: str, *parameters: str) -> None:
    """Change Superset's own database."""
    file = project / "dashboard/.superset/superset.db"
    with closing(sqlite3.connect(file)) as database, database:
        assert database.execute(statement, parameters).rowcount > 0


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


def test_a_closed_terminal_stops_it(fresh):
    server = Server(fresh)
    server.process.send_signal(signal.SIGHUP)
    server.process.communicate(timeout=60)
    assert not is_listening(server.port)


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
    before = assets(fresh)
    assert export(fresh).stderr == ""
    assert assets(fresh) == before


def test_looking_at_a_dashboard_does_not_change_what_is_exported(fresh):
    before = assets(fresh)
    # What Superset stores when an editor opens a dashboard in a browser.
    stored = {
        "color_scheme_domain": ["#0072B2", "#D55E00"],
        "shared_label_colors": ["✓ gehaald"],
        "map_label_colors": {"Begroting 2018": "#0072B2"},
    }
    change(
        fresh,
        "update dashboards set json_metadata = json_patch(json_metadata, ?)",
        json.dumps(stored),
    )
    assert export(fresh).stderr == ""
    assert assets(fresh) == before


def test_two_charts_with_one_title_do_not_become_one_file(fresh):
    before = assets(fresh)
    change(fresh, "update slices set slice_name = 'Scorecard' where slice_name = 'Every target'")
    outcome = export(fresh)
    assert outcome.returncode == 1
    assert "superset.log" in outcome.stderr
    log = (fresh / "dashboard/.superset/superset.log").read_text(encoding="utf-8")
    reason = log.splitlines()[-1]
    assert len(re.findall(r"charts/Scorecard_\d+\.yaml", reason)) == 2
    assert "another title" in reason
    assert assets(fresh) == before


def test_the_sql_editor_reads_the_warehouse_and_nothing_else(fresh):
    server = Server(fresh)
    try:
        answer = ask(server, "select count(*) > 0 as found from core.dim_indicator")
        assert '"data": [{"found": true}]' in answer
        answer = ask(server, "select content from read_text('/etc/passwd')")
        assert "file system operations are disabled" in answer
        assert "configuration has been locked" in ask(server, "set threads = 1")
    finally:
        server.stop()


def test_what_left_the_assets_leaves_superset(fresh):
    for name in (
        "dashboards/Controller.yaml",
        "charts/Cijfers_zonder_zeker_jaar.yaml",
        "charts/Figures_without_a_certain_year.yaml",
        "datasets/Indicatoren/zonder_jaar.yaml",
    ):
        (fresh / "dashboard/assets" / name).unlink()
    left = assets(fresh)
    server = Server(fresh)
    assert server.stop() == 0
    assert "Importing" in server.said
    assert export(fresh).stderr == ""
    assert assets(fresh) == left


def test_it_says_what_is_missing_without_a_warehouse(fresh):
    (fresh / PUBLISHED).rename(fresh / "elsewhere.duckdb")
    outcome = subprocess.run(
        [*DASHBOARD],
        cwd=fresh,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 1
    assert "run `make build` first" in outcome.stderr
