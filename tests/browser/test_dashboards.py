"""The dashboards in a real browser: everything is drawn, from the figures of the warehouse."""

import os
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ARTEFACTS, PATIENCE, Chart, chart_on, charts_defined, open_tab
from playwright.sync_api import Page, expect
from project_copies import PUBLISHED, find_line, query, run_dbt, set_cell

SCORECARD = "Stand per indicator"
# Finds the drawing library's own object behind a chart, and returns what it has drawn. The object
# is kept in one of the states of the component that made the chart.
DRAWN = """
tile => {
  const canvas = tile.querySelector('[_echarts_instance_]');
  const key = canvas && Object.keys(canvas).find(key => key.startsWith('__reactFiber$'));
  let component = canvas?.[key];
  for (; component; component = component.return) {
    for (let state = component.memoizedState; state?.next !== undefined; state = state.next) {
      const drawing = state.memoizedState?.current;
      if (typeof drawing?.getOption === 'function') {
        return drawing.getOption().series.map(series => ({
          name: series.name,
          style: series.lineStyle?.type,
          connects: Boolean(series.connectNulls),
          points: series.data,
        }));
      }
    }
  }
}
"""
# Tells whether anything but white or nothing is painted on a canvas.
PAINTED = """
canvas => {
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i + 3] > 0 && (pixels[i] < 250 || pixels[i + 1] < 250 || pixels[i + 2] < 250)) {
      return true;
    }
  }
  return false;
}
"""


class Line(NamedTuple):
    """A line as it is drawn.

    Attributes:
        style: "solid" or "dashed".
        connects: Whether it runs on over years without a value.
        values: Value of each year; None for a year without one.
    """

    style: str
    connects: bool
    values: dict[int, float | None]


def dutch(number: float | None) -> str:
    """Return a number as the dashboards show it: at most two decimals, a comma before them."""
    if number is None:
        return "N/A"
    whole, _, decimals = f"{number:,.2f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", ".") + ("," + decimals if decimals else "")


def cells(page: Page, name: str) -> list[list[str]]:
    """Return the rows of a table as text, once it has any."""
    rows = chart_on(page, name).locator("table").last.locator("tbody tr")
    rows.first.wait_for()
    return rows.evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText))")


def wait_until_drawn(page: Page, chart: Chart) -> str:
    """Wait until a chart shows data, and return what is wrong with it if it does not."""
    tile = chart_on(page, chart.name)
    tile.scroll_into_view_if_needed()
    bad = ".ant-alert, .ant-empty, [data-test='chart-error'], [role='alert']"
    if chart.kind == "pivot_table_v2":
        content = tile.locator("td.pvtVal")
    elif chart.kind == "table":
        content = tile.locator("tbody tr td")
    else:
        content = tile.locator("canvas")
    content.first.or_(tile.locator(bad).first).first.wait_for(timeout=PATIENCE)
    if tile.locator(bad).count():
        return tile.locator(bad).first.inner_text()
    if chart.kind in ("table", "pivot_table_v2"):
        return "" if any(text.strip() for text in content.all_inner_texts()) else "empty cells"
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline:
        if content.first.evaluate(PAINTED) and any(lines(page, chart.name).values()):
            return ""
        page.wait_for_timeout(200)
    return "nothing is painted"


def lines(page: Page, name: str) -> dict[str, Line]:
    """Return the lines that a chart has drawn, by their names in its legend.

    A bar has text in place of a year, and counts as a line without values.
    """
    return {
        series["name"]: Line(
            series["style"],
            series["connects"],
            {
                1970 + round(point[0] / 31_556_952_000): point[1]
                for point in series["points"]
                if isinstance(point, list) and isinstance(point[0], int | float)
            },
        )
        for series in chart_on(page, name).evaluate(DRAWN) or []
    }


@pytest.fixture(scope="module")
def warehouse(project) -> Path:
    return project / PUBLISHED


@pytest.mark.parametrize("browser_page", ["page", "reader"])
def test_every_chart_shows_data(request, server, browser_page):
    page = request.getfixturevalue(browser_page)
    defined = charts_defined()
    failures = {}
    shown = None
    for chart in defined:
        if (chart.dashboard, chart.tab) != shown:
            shown = (chart.dashboard, chart.tab)
            open_tab(page, server, *shown)
        if reason := wait_until_drawn(page, chart):
            failures[chart.name] = reason
    rendered = len(defined) - len(failures)
    print(f"\n{browser_page}: charts rendered / charts defined: {rendered} / {len(defined)}")
    assert defined
    assert failures == {}


@pytest.mark.parametrize("dashboard", ["raad", "controller", "vergelijken"])
def test_a_screenshot_is_kept(page, server, dashboard):
    charts = [chart for chart in charts_defined() if chart.dashboard == dashboard]
    for number, tab in enumerate(dict.fromkeys(chart.tab for chart in charts), start=1):
        open_tab(page, server, dashboard, tab)
        for chart in charts:
            if chart.tab == tab:
                wait_until_drawn(page, chart)
        # Movement ends, and the hint of the last tile that was pointed at goes away.
        page.mouse.move(0, 0)
        page.evaluate("window.scrollTo(0, 0)")
        page.wait_for_timeout(1500)
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=ARTEFACTS / f"{dashboard}-{number}.png", full_page=True)


def test_the_scorecard_shows_the_figures_of_the_warehouse(page, server, warehouse):
    open_tab(page, server, "raad", "Stand van zaken")
    shown = {row[0]: (row[1], row[2], row[3], row[7], row[9]) for row in cells(page, SCORECARD)}
    expected = query(
        warehouse,
        "select indicator_nl, latest_value, unit_nl, latest_year, next_target_value,"
        " latest_document_title from reporting.rpt_programme_scorecard",
    )
    assert shown == {
        indicator: (dutch(value), unit, str(year), dutch(target), document)
        for indicator, value, unit, year, target, document in expected
    }


def test_status_and_trend_are_said_in_words(page, server, warehouse):
    open_tab(page, server, "raad", "Stand van zaken")
    shown = {row[0]: (row[4][2:], row[5][2:]) for row in cells(page, SCORECARD)}
    expected = query(
        warehouse,
        "select indicator_nl, trend_nl,"
        " coalesce(judged_target_status_nl, 'geen doel te beoordelen')"
        " from reporting.rpt_programme_scorecard",
    )
    assert shown == {indicator: (trend, status) for indicator, trend, status in expected}


@pytest.mark.parametrize(
    "indicator",
    [
        "crimes-per-1000-inhabitants",
        "feels-unsafe-in-neighbourhood",
        "youths-in-court-share",
    ],
)
def test_a_line_has_the_figures_and_the_gaps_of_the_warehouse(page, server, warehouse, indicator):
    ((name,),) = query(
        warehouse,
        "select indicator_nl from core.dim_indicator where indicator_id = ?",
        indicator,
    )
    open_tab(page, server, "raad", "Lijnen · Lines")
    chart = next(chart for chart in charts_defined() if chart.name == name)
    assert wait_until_drawn(page, chart) == ""
    drawn = lines(page, name)
    expected = query(
        warehouse,
        "select document_title, value_type, year, value from reporting.rpt_indicator_series"
        " where indicator_id = ? and is_latest",
        indicator,
    )
    found = set()
    for label, line in drawn.items():
        is_target = label == "Streefcijfer"
        assert line.style == ("dashed" if is_target else "solid")
        assert not line.connects
        years = [year for year, value in line.values.items() if value is not None]
        # Every year in between is there, so that a year without a figure breaks the line.
        assert set(range(min(years), max(years) + 1)) <= set(line.values)
        found |= {
            ("target" if is_target else label.removeprefix("Realisatie, "), year, line.values[year])
            for year in years
        }
    assert found == {
        ("target" if value_type == "target" else document, year, float(value))
        for document, value_type, year, value in expected
    }


def choose(page: Page, filter_id: str, option: str) -> None:
    """Choose an option in a filter of the dashboard and apply it."""
    field = page.locator(f"#NATIVE_FILTER-{filter_id}").first
    # The choice of now lies over the field.
    field.click(force=True)
    field.fill(option)
    page.locator(".ant-select-item-option", has_text=option).first.click()
    page.keyboard.press("Escape")
    page.locator("[data-test='filter-bar__apply-button']").click()


def test_a_filter_changes_the_scorecard(page, server, warehouse):
    open_tab(page, server, "raad", "Stand van zaken")
    assert len(cells(page, SCORECARD)) > 1
    choose(page, "raad-indicator", "Deelnemers Burgernet")
    expect(chart_on(page, SCORECARD).locator("table").last.locator("tbody tr")).to_have_count(1)
    assert cells(page, SCORECARD)[0][0] == "Deelnemers Burgernet"


def test_a_filter_changes_the_comparison(page, server):
    compared = next(
        chart for chart in charts_defined() if chart.name.startswith("Realisatie tegen")
    )
    open_tab(page, server, compared.dashboard, compared.tab)
    assert wait_until_drawn(page, compared) == ""
    before = lines(page, compared.name)
    choose(page, "vergelijken-indicator", "Totaal misdrijven")
    deadline = time.monotonic() + PATIENCE / 1000
    after = before
    while after in (before, {}) and time.monotonic() < deadline:
        page.wait_for_timeout(200)
        after = lines(page, compared.name)
    assert any("aantal" in label for label in after)
    assert not any("per 1.000 inwoners" in label for label in after)


def test_kept_results_show_without_opening_the_warehouse(page, server, warehouse):
    open_tab(page, server, "raad", "Stand van zaken")
    shown = cells(page, SCORECARD)
    content, status = warehouse.read_bytes(), warehouse.stat()

    def overwrite(new: bytes) -> None:
        # The file seems to be the same publication still.
        with warehouse.open("r+b") as file:
            file.write(new)
        os.utime(warehouse, ns=(status.st_atime_ns, status.st_mtime_ns))

    overwrite(bytes(len(content)))
    try:
        page.reload()
        assert cells(page, SCORECARD) == shown
    finally:
        overwrite(content)


def test_a_new_publication_shows_without_a_restart(page, server, project):
    open_tab(page, server, "raad", "Stand van zaken")
    assert "Totaal misdrijven" in [row[0] for row in cells(page, SCORECARD)]
    indicators = project / "seeds/indicators.csv"
    line = find_line(indicators, indicator_id="crimes-total")
    set_cell(indicators, line, "name_nl", "Totaal misdrijven, herzien")
    # The page is open and was served a moment ago; a reader that kept the file would block this.
    outcome = run_dbt(project, "build")
    assert outcome.exit_code == 0, outcome.text
    page.reload()
    names = [row[0] for row in cells(page, SCORECARD)]
    assert "Totaal misdrijven, herzien" in names
    assert "Totaal misdrijven" not in names
