"""Without a browser: starting, stopping, secrets, the SQL editor, import and export."""

import json
import re
import secrets
import shutil
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
def fresh(project, server, tmp_path_factory) -> Path:
    """Return a copy of the project whose dashboards run, with what its first start has made."""
    return shutil.copytree(project, tmp_path_factory.mktemp("copy") / "project")


class Caller:
    """A user of Superset who works without a browser."""

    def __init__(self, server: Server, user: str) -> None:
        """Log in."""
        self.server = server
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        password = {"username": user, "password": server.passwords[user], "provider": "db"}
        token = json.loads(self.call("security/login", password))["access_token"]
        self.headers = {"Authorization": f"Bearer {token}"}
        self.headers["X-CSRFToken"] = json.loads(self.call("security/csrf_token/"))["result"]

    def call(self, path: str, content: dict | None = None, method: str | None = None) -> str:
        """Return what Superset answers: to a question, or if there is content to an order."""
        request = urllib.request.Request(
            f"{self.server.address}/api/v1/{path}",
            data=json.dumps(content).encode() if content else None,
            headers={"Content-Type": "application/json", **getattr(self, "headers", {})},
            method=method,
        )
        try:
            with self.browser.open(request) as response:
                return response.read().decode()
        except urllib.error.HTTPError as refusal:
            return f"{refusal.code} {refusal.read().decode()}"

    def ask(self, sql: str) -> str:
        """Return what the SQL editor answers to a query."""
        query = {"database_id": 1, "sql": sql, "client_id": secrets.token_hex(5)}
        return self.call("sqllab/execute/", query)


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


def test_the_sql_editor_reads_the_warehouse_and_nothing_else(server):
    administrator = Caller(server, "admin")
    answer = administrator.ask("select count(*) > 0 as found from core.dim_indicator")
    assert '"data": [{"found": true}]' in answer
    answer = administrator.ask("select content from read_text('/etc/passwd')")
    assert "file system operations are disabled" in answer
    assert "configuration has been locked" in administrator.ask("set threads = 1")


def test_a_reader_has_no_rights_to_edit_sql_or_datasets(server):
    reader, administrator = Caller(server, "lezer"), Caller(server, "admin")
    for who, refused in ((reader, True), (administrator, False)):
        answers = {
            path: who.call(path, content, method)
            for path, content, method in (
                ("dataset/", None, None),
                ("database/", None, None),
                ("dashboard/raad", {"dashboard_title": "Raad"}, "PUT"),
                ("chart/1", {"description": "another"}, "PUT"),
                ("dashboard/export/?q=!(1)", None, None),
            )
            if refused or method is None and "export" not in path
        }
        answers["sql"] = who.ask("select 1")
        assert {path: answer[:4] in ("403 ", "404 ") for path, answer in answers.items()} == (
            dict.fromkeys(answers, refused)
        )
    boards = json.loads(reader.call("dashboard/"))["result"]
    assert {board["slug"] for board in boards} == {"raad", "indicator", "controller", "english"}


def test_its_secrets_are_its_owners(project, server):
    home = project / "dashboard/.superset"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    files = [home / name for name in ("admin_password", "reader_password", "secret_key")]
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600] * 3
    assert len({file.read_text(encoding="utf-8") for file in files}) == 3
    ignored = subprocess.run(
        ["git", "check-ignore", "--quiet", "dashboard/.superset/admin_password"],
        cwd=REPOSITORY,
        check=False,
    )
    assert ignored.returncode == 0


def test_what_is_exported_is_what_was_imported(fresh):
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
    change(fresh, "update slices set slice_name = 'Scorecard' where slice_name = 'De indicator'")
    outcome = export(fresh)
    assert outcome.returncode == 1
    assert "superset.log" in outcome.stderr
    log = (fresh / "dashboard/.superset/superset.log").read_text(encoding="utf-8")
    reason = log.splitlines()[-1]
    assert len(re.findall(r"charts/Scorecard_\d+\.yaml", reason)) == 2
    assert "another title" in reason
    assert assets(fresh) == before


def test_it_starts_again_quickly_and_stops(fresh, server):
    begin = time.monotonic()
    second = Server(fresh)
    seconds = time.monotonic() - begin
    print(f"\nsecond start: {seconds:.1f} s")
    assert seconds < SECOND_START
    assert second.passwords == server.passwords
    assert "Importing" not in second.said
    assert is_listening(second.port)
    assert second.stop() == 0
    assert not is_listening(second.port)


def test_what_left_the_assets_leaves_superset_and_a_closed_terminal_stops_it(fresh):
    for name in (
        "dashboards/Controller.yaml",
        "charts/Cijfers_zonder_zeker_jaar.yaml",
        "datasets/Indicatoren/zonder_jaar.yaml",
    ):
        (fresh / "dashboard/assets" / name).unlink()
    left = assets(fresh)
    server = Server(fresh)
    server.process.send_signal(signal.SIGHUP)
    server.process.communicate(timeout=60)
    assert not is_listening(server.port)
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
