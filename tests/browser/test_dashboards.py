"""The dashboards in a real browser: everything is drawn, from the figures of the warehouse."""

import os
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from municipal_indicators.paths import PUBLISHED
from tests.support.browser import (
    ARTEFACTS,
    PATIENCE,
    Chart,
    Server,
    build_with_made_up_areas,
    chart_on,
    charts_defined,
    open_tab,
)
from tests.support.projects import find_line, query, run_dbt, seed_file, set_cell

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
# What tables show, and the same from the warehouse: the columns by their place, and the query.
FINDINGS = "select document_title, arithmetic_{0} from reporting.rpt_data_quality"
REVISIONS = """
select indicator_{0}, cast(year as varchar), previous.document_title, documents.document_title
from assessment.fct_value_revision as revisions
left join core.dim_indicator using (indicator_id)
left join core.dim_document as documents using (document_id)
left join core.dim_document as previous
    on revisions.previous_document_id = previous.document_id
"""
UNPLACED = """
select document_title, printed_value
from core.fct_unplaced_value left join core.dim_document using (document_id)
"""
EMPTY_CELLS = """
select document_title, indicator_{0}, cast(year as varchar)
from quality.fct_coverage
left join core.dim_document using (document_id)
left join core.dim_indicator using (indicator_id)
where coverage_status <> 'present'
"""
TARGETS = """
select indicator_{0}, cast(year as varchar), document_title
from reporting.rpt_target_outlook where is_latest_target
"""
TABLES = {
    "Bevindingen met hun rekensom": ((3, 6), FINDINGS.format("nl")),
    "Findings and their arithmetic": ((3, 6), FINDINGS.format("en")),
    "Herzieningen tussen publicaties": ((0, 1, 9, 10), REVISIONS.format("nl")),
    "Revisions between publications": ((0, 1, 9, 10), REVISIONS.format("en")),
    "Cijfers zonder zeker jaar": ((0, 2), UNPLACED),
    "Figures without a certain year": ((0, 2), UNPLACED),
    "Lege cellen met hun reden": ((0, 1, 2), EMPTY_CELLS.format("nl")),
    "Empty cells and why": ((0, 1, 2), EMPTY_CELLS.format("en")),
    "Elk streefcijfer": ((0, 1, 7), TARGETS.format("nl")),
    "Every target": ((0, 1, 7), TARGETS.format("en")),
}
# Signs in the completeness matrix.
SIGNS = {"present": "●", "missing": "✗", "unplaced": "?"}
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


def all_cells(page: Page, name: str) -> list[list[str]]:
    """Return the rows of a table as text, those of its further pages included."""
    rows = cells(page, name)
    pages = chart_on(page, name).locator(".dt-pagination li")
    for number in range(1, pages.count()):
        pages.nth(number).locator("a").click()
        expect(pages.nth(number)).to_have_class("active")
        rows += cells(page, name)
    return rows


def show(page: Page, server: Server, name: str) -> Chart:
    """Show the tab that a chart is on, scroll to it, and return where it is."""
    chart = next(chart for chart in charts_defined() if chart.name == name)
    open_tab(page, server, chart.dashboard, chart.tab)
    assert wait_until_drawn(page, chart) == ""
    return chart


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
        if content.first.evaluate(PAINTED) and has_values(page, chart.name):
            return ""
        page.wait_for_timeout(200)
    return "nothing is painted"


def has_values(page: Page, name: str) -> bool:
    """Tell whether a chart has drawn any number, that of a year left aside."""
    return any(
        isinstance(value, int | float)
        for series in chart_on(page, name).evaluate(DRAWN) or []
        for point in series["points"]
        # A bar has its number and its label as a value with a style.
        for value in (point["value"] if isinstance(point, dict) else point[1:])
    )


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
        "select indicator_nl, latest_value, unit_nl,"
        " coalesce(cast(latest_year as varchar), replace(latest_candidate_periods, '|', ' / ')),"
        " next_target_value,"
        " latest_document_title from reporting.rpt_programme_scorecard",
    )
    assert shown == {
        indicator: (dutch(value), unit, year, dutch(target), document)
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


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_rows_of_the_warehouse(page, server, warehouse, name):
    places, expected = TABLES[name]
    show(page, server, name)
    shown = [tuple(row[place] for place in places) for row in all_cells(page, name)]
    assert shown
    assert sorted(shown) == sorted(query(warehouse, expected))


@pytest.mark.parametrize("name", ["Volledigheid per jaar", "Completeness by year"])
def test_the_matrix_has_the_cells_of_the_warehouse(page, server, warehouse, name):
    show(page, server, name)
    shown = chart_on(page, name).locator("td.pvtVal").all_inner_texts()
    expected = dict(
        query(
            warehouse,
            "select coverage_status, count(distinct (document_id, indicator_id, value_type, year))"
            " from quality.fct_coverage group by coverage_status",
        )
    )
    assert {status: sum(sign in text for text in shown) for status, sign in SIGNS.items()} == {
        status: expected[status] for status in SIGNS
    }


def choose(page: Page, filter_id: str, option: str) -> None:
    """Choose an option in a filter of the dashboard and apply it.

    The keyboard chooses, because the list of options moves while the charts still load.
    """
    page.locator("[data-test='filter-bar__apply-button']").first.wait_for()
    field = page.locator(f"#NATIVE_FILTER-{filter_id}").first
    if not field.is_visible():
        # Filters for which the bar has no room.
        page.get_by_text("Meer filters").click()
        field.wait_for()
    # The choice of now lies over the field.
    field.click(force=True)
    field.fill(option)
    page.locator(f".ant-select-item-option-active[title='{option}']").first.wait_for()
    field.press("Enter")
    page.locator(".ant-select", has=field).locator(f"[title='{option}']").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("[data-test='filter-bar__apply-button']").click()


def test_a_filter_changes_the_scorecard(page, server, warehouse):
    open_tab(page, server, "raad", "Stand van zaken")
    assert len(cells(page, SCORECARD)) > 1
    choose(page, "raad-indicator", "Deelnemers Burgernet")
    expect(chart_on(page, SCORECARD).locator("table").last.locator("tbody tr")).to_have_count(1)
    assert cells(page, SCORECARD)[0][0] == "Deelnemers Burgernet"


@pytest.mark.parametrize(
    ("name", "filter_id", "option", "place"),
    [
        ("Bevindingen met hun rekensom", "controller-document", "Begroting 2022", 3),
        ("Bevindingen met hun rekensom", "controller-jaar", "2016", 5),
        ("Alle cijfers van de indicator", "vergelijken-document", "Begroting 2018", 0),
        ("Alle cijfers van de indicator", "vergelijken-jaar", "2016", 1),
    ],
)
def test_a_filter_leaves_what_was_chosen(page, server, name, filter_id, option, place):
    show(page, server, name)
    before = cells(page, name)
    assert {row[place] for row in before} > {option}
    choose(page, filter_id, option)
    rows = chart_on(page, name).locator("table").last.locator("tbody tr")
    expect(rows).to_have_count(sum(row[place] == option for row in before))
    assert {row[place] for row in cells(page, name)} == {option}


def test_the_filter_on_indicator_sets(page, server, warehouse):
    show(page, server, SCORECARD)
    ((expected,),) = query(
        warehouse,
        "select count(*) from reporting.rpt_programme_scorecard where indicator_set = 'bbv'",
    )
    assert len(cells(page, SCORECARD)) > expected
    choose(page, "raad-set", "verplicht (BBV)")
    expect(chart_on(page, SCORECARD).locator("table").last.locator("tbody tr")).to_have_count(
        expected
    )


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
    indicators = seed_file(project, "indicators")
    line = find_line(indicators, indicator_id="crimes-total")
    set_cell(indicators, line, "name_nl", "Totaal misdrijven, herzien")
    outcome = run_dbt(project, "build")
    assert outcome.exit_code == 0, outcome.text
    page.reload()
    names = [row[0] for row in cells(page, SCORECARD)]
    assert "Totaal misdrijven, herzien" in names
    assert "Totaal misdrijven" not in names


def test_another_area_is_chosen_in_the_filter(page, server, project, warehouse):
    build_with_made_up_areas(project)
    expected = {
        area: query(
            warehouse,
            "select indicator_nl, latest_document_title"
            " from reporting.rpt_programme_scorecard where area_nl = ?",
            area,
        )
        for area in ("Amersfoort", "Voorbeeldgemeente 003")
    }
    open_tab(page, server, "raad", "Stand van zaken")
    for area, scores in expected.items():
        if area != "Amersfoort":
            choose(page, "raad-gebied", area)
        rows = chart_on(page, SCORECARD).locator("table").last.locator("tbody tr")
        expect(rows).to_have_count(len(scores))
        assert sorted((row[0], row[9]) for row in cells(page, SCORECARD)) == sorted(scores)
