"""Measure how long a reader waits for the dashboards, and write docs/benchmark_dashboard.md.

Run by `make bench-dashboard`. A dashboard is loaded when every chart that a screen of 1440 by 1000
pixels shows has its data; Superset loads the others when they are scrolled to. The first load is
told apart: the browser's cache is empty then.
"""

import os
import statistics
import time
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from benchmarks.builds import table
from tests.support.browser import (
    AS_A_READER,
    CHROMIUM_OPTIONS,
    PATIENCE,
    Server,
    charts_defined,
    chromium,
    log_in,
)

REPOSITORY = Path(__file__).resolve().parents[1]
REPORT = REPOSITORY / "docs/benchmark_dashboard.md"
LOADS = 11
# Between two loads, in seconds: a reader looks at one dashboard before opening the next, and what
# it still fetches for later must not weigh on the next load.
PAUSE = 2
# Longest median of the warm loads, in seconds.
TARGET = 2.0
HEIGHT = 1000

# Gives the number of tiles on the screen once all of them have their data, until then zero.
LOADED = """
() => {
  const tiles = [...document.querySelectorAll('[data-test-chart-name]')];
  const shown = tiles.filter(tile => tile.getBoundingClientRect().top < window.innerHeight);
  return shown.every(tile => tile.querySelector('canvas, tbody tr td, td.pvtVal'))
    ? shown.length : 0;
}
"""


class Load(NamedTuple):
    """A dashboard that was opened.

    Attributes:
        seconds: Time until all that is on the screen had its data.
        charts: Number of charts on the screen.
    """

    seconds: float
    charts: int


def load(page: Page, address: str) -> Load:
    """Open a dashboard, and look at it for a while."""
    begin = time.monotonic()
    page.goto(address, wait_until="commit")
    charts = page.wait_for_function(LOADED, timeout=PATIENCE).json_value()
    seconds = time.monotonic() - begin
    time.sleep(PAUSE)
    return Load(seconds, charts)


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
            loads: dict[str, list[Load]] = {dashboard: [] for dashboard in dashboards}
            # In turns, so that a machine that slows down in the meantime burdens all alike.
            for _ in range(1 + LOADS):
                for dashboard in dashboards:
                    loads[dashboard].append(
                        load(page, f"{server.address}/superset/dashboard/{dashboard}/")
                    )
            browser.close()
    finally:
        server.stop()
    rows = []
    for dashboard, (first, *others) in loads.items():
        warm = [other.seconds for other in others]
        median = statistics.median(warm)
        verdict = "met" if median <= TARGET else "**not met**"
        times = [f"{seconds:.1f}" for seconds in (first.seconds, median, min(warm), max(warm))]
        rows.append([dashboard, str(first.charts), *times, verdict])
    header = ["dashboard", "charts on the screen", "first load", f"median of {LOADS} warm loads"]
    busy = os.getloadavg()[0]
    REPORT.write_text(
        f"""\
# Benchmark of the dashboards

Written by `make bench-dashboard`. Seconds until every chart on a screen of 1440 by {HEIGHT} pixels
has its data, in headless Chromium on the machine that serves the dashboards, taken for a reader's
browser, for which Superset draws a chart when it is about to be scrolled to. The first tab of each
dashboard is loaded. Loads are {PAUSE} seconds apart. Target: a median of at most {TARGET:g}
seconds once warm.

Start of the server: {start:.1f} s. Cores: {os.cpu_count()}; processes that wanted one at the end:
{busy:.1f}.

{table([*header, "fastest", "slowest", "target"], rows)}
""",
        encoding="utf-8",
    )
    print(REPORT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
