"""The dashboards in a browser: starts their server and Chromium, and finds charts."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from municipal_indicators.ports import free_port
from tests.support.projects import COMMAND, REPOSITORY, generate, run_dbt

DASHBOARD_PYTHON = REPOSITORY / ".venv-dashboard/bin/python"
# The command that shows the dashboards, with the Superset that is installed for this repository.
DASHBOARD = (COMMAND, "dashboard", "--environment", str(REPOSITORY / ".venv-dashboard"))
# Where screenshots are kept; git ignores it.
ARTEFACTS = REPOSITORY / "target/browser"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# For programs that make screenshots, Superset draws all charts at once. A reader's browser does not
# say that it is driven by one, and gets each chart when it is about to be scrolled to.
AS_A_READER = "Object.defineProperty(navigator, 'webdriver', {get: () => false})"
# Longest wait for anything in the browser, in milliseconds: a first load on a busy machine.
PATIENCE = 120_000
LOGIN_ATTEMPTS = 5
SECONDS_TO_LOG_IN = 20


class Server:
    """The dashboards of one project, as `make dashboard` starts them.

    Attributes:
        address: Where they are, without a slash at the end.
        passwords: Of the users admin and lezer, by their names.
    """

    def __init__(self, project: Path) -> None:
        """Start the server and wait until it says where it is."""
        self.project = project
        self.port = free_port()
        self.process = subprocess.Popen(
            [*DASHBOARD, "--port", str(self.port)],
            cwd=project,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self.said = ""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C" in line:
                break
        assert "Ctrl-C" in self.said, self.said
        (self.address,) = re.findall(r"http://127\.0\.0\.1:\d+", self.said)
        self.passwords = {
            user: Path(file).read_text()
            for user, file in re.findall(r"user (\w+), password in (\S+)", self.said)
        }

    def stop(self) -> int:
        """Tell the server to stop, and return its exit code."""
        self.process.terminate()
        self.said += self.process.communicate(timeout=60)[0]
        return self.process.returncode


class Chart(NamedTuple):
    """A chart and where it is shown.

    Attributes:
        dashboard: Short name of the dashboard in its address.
        tab: Label of the tab on it.
        name: Title of the chart.
        kind: Superset's name for the kind of chart, such as "table".
    """

    dashboard: str
    tab: str
    name: str
    kind: str


def charts_defined() -> list[Chart]:
    """Return all charts that the assets define, as they are laid out."""
    assets = REPOSITORY / "dashboard/assets"
    kinds = {
        chart["uuid"]: chart["viz_type"]
        for chart in map(yaml.safe_load, map(Path.read_text, assets.glob("charts/*.yaml")))
    }
    found: list[Chart] = []
    for file in sorted(assets.glob("dashboards/*.yaml")):
        dashboard = yaml.safe_load(file.read_text(encoding="utf-8"))
        items = dashboard["position"]

        def visit(
            key: str, tab: str, items: dict[str, Any] = items, slug: str = dashboard["slug"]
        ) -> Iterator[Chart]:
            item = items[key]
            if item["type"] == "TAB":
                tab = item["meta"]["text"]
            if item["type"] == "CHART":
                meta = item["meta"]
                yield Chart(slug, tab, meta["sliceName"], kinds[meta["uuid"]])
            for child in item.get("children", []):
                yield from visit(child, tab)

        found += visit("ROOT_ID", "")
    return found


def build_with_made_up_areas(project: Path) -> None:
    """Build a copy of the project again, with figures of municipalities that do not exist."""
    landing = project / "landing"
    generate("--accept", "--values", "4000", "--indicators", "47", "--folder", landing)
    outcome = run_dbt(project, "build", "--vars", "landing: true")
    assert outcome.exit_code == 0, outcome.text


def chromium() -> str:
    """Return the path of the installed Chromium; without one the tests say what is missing."""
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    pytest.skip(f"no {' or '.join(CHROMIUM_NAMES)} on the PATH: install Chromium")


def log_in(page: Page, server: Server, user: str = "admin") -> None:
    """Log in, on a page that from now on has patience."""
    page.set_default_timeout(PATIENCE)
    for attempts_left in reversed(range(LOGIN_ATTEMPTS)):
        page.goto(f"{server.address}/login/", wait_until="networkidle")
        page.locator("input[name=username], #username").first.fill(user)
        page.locator("input[type=password]").first.fill(server.passwords[user])
        page.locator("button[type=submit]").first.click()
        try:
            page.wait_for_url(
                lambda address: "/login" not in address,
                wait_until="commit",
                timeout=SECONDS_TO_LOG_IN * 1000,
            )
            break
        except PlaywrightTimeoutError:
            # Superset's page now and then ignores what is done before it has finished loading.
            if not attempts_left:
                raise


def open_board(page: Page, server: Server, dashboard: str) -> None:
    """Open a dashboard."""
    page.goto(f"{server.address}/superset/dashboard/{dashboard}/")


def open_tab(page: Page, tab: str) -> None:
    """Show a tab of the dashboard that is open."""
    page.get_by_role("tab", name=tab).click()
    page.get_by_role("tab", name=tab, selected=True).wait_for()


def chart_on(page: Page, name: str) -> Locator:
    """Return the tile of a chart."""
    return page.locator(f"[data-test-chart-name={name!r}]").first
