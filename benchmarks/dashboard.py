"""Measure how long a reader waits for the dashboards, and write docs/benchmark_dashboard.md.

Run by `make bench-dashboard`. A dashboard is loaded when every chart that a screen of 1440 by 1000
pixels shows has its data; Superset loads the others when they are scrolled to. The first load is
left out: it is the one that fills the caches.
"""

import os
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
REPORT = REPOSITORY / "docs/benchmark_dashboard.md"
LOADS = 11
# Between two loads, in seconds: a reader looks at one dashboard before opening the next, and what
# it still fetches for later must not weigh on the next load.
PAUSE = 2
# Longest median of the warm loads, in seconds.
TARGET = 2.0
HEIGHT = 1000

# The tests know how to start the dashboards and what is on them, and import plugins.
sys.path[:0] = [str(REPOSITORY / folder) for folder in ("tests/browser", "plugins")]
from conftest import (  # noqa: E402
    AS_A_READER,
    CHROMIUM_OPTIONS,
    PATIENCE,
    Server,
    charts_defined,
    chromium,
    log_in,
)

# Tells whether every tile on the screen has its data, once there are tiles.
LOADED = """
() => {
  const tiles = [...document.querySelectorAll('[data-test-chart-name]')];
  const shown = tiles.filter(tile => tile.getBoundingClientRect().top < window.innerHeight);
  return shown.length > 0
    && shown.every(tile => tile.querySelector('canvas, tbody tr td, td.pvtVal'));
}
"""


def load(page: Page, address: str) -> float:
    """Open a dashboard, and return the seconds until all that is on the screen has its data."""
    begin = time.monotonic()
    page.goto(address, wait_until="commit")
    page.wait_for_function(LOADED, timeout=PATIENCE)
    seconds = time.monotonic() - begin
    time.sleep(PAUSE)
    return seconds


def main() -> None:
    """Measure and write the report."""
    begin = time.monotonic()
    server = Server(REPOSITORY)
    start = time.monotonic() - begin
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_OPTIONS)
            page = browser.new_page(viewport={"width": 1440, "height": HEIGHT})
            page.add_init_script(AS_A_READER)
            log_in(page, server)
            dashboards = dict.fromkeys(chart.dashboard for chart in charts_defined())
            seconds = {dashboard: [] for dashboard in dashboards}
            # In turns, so that a machine that slows down in the meantime burdens all alike.
            for _ in range(1 + LOADS):
                for dashboard, loads in seconds.items():
                    loads.append(load(page, f"{server.address}/superset/dashboard/{dashboard}/"))
            browser.close()
    finally:
        server.stop()
    rows = []
    for dashboard, (first, *warm) in seconds.items():
        median = statistics.median(warm)
        rows.append(
            f"| {dashboard} | {first:.1f} | {median:.1f} | {min(warm):.1f} | {max(warm):.1f} |"
            f" {'met' if median <= TARGET else '**not met**'} |"
        )
    busy = os.getloadavg()[0]
    REPORT.write_text(
        "# Benchmark of the dashboards\n\n"
        "Written by `make bench-dashboard`. Seconds until every chart on a screen of 1440 by 1000"
        " pixels\nhas its data, in headless Chromium on the machine that serves the dashboards,"
        " taken for a\nreader's browser, for which Superset draws a chart when it is about to be"
        f" scrolled to. Loads are\n{PAUSE} seconds apart. Target: a median of at most {TARGET:g}"
        " seconds once warm.\n\n"
        f"Start of the server: {start:.1f} s. Cores: {os.cpu_count()}; processes that wanted one"
        f" at the end: {busy:.1f}.\n\n"
        f"| dashboard | first load | median of {LOADS} warm loads | fastest | slowest | target |\n"
        "| --- | --- | --- | --- | --- | --- |\n" + "\n".join(rows) + "\n",
        encoding="utf-8",
    )
    print(REPORT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
