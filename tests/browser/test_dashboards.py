"""The dashboards in a real browser: everything is drawn, from the figures of the warehouse."""

import os
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from municipal_indicators.paths import PUBLISHED
from tests.support.browser import (
    ARTEFACTS,
    PATIENCE,
    Chart,
    build_with_made_up_areas,
    chart_on,
    charts_defined,
    open_board,
    open_tab,
)
from tests.support.projects import REPOSITORY, find_line, query, seed_file, set_cell

SCORECARD = "Stand per indicator"
PRINTS = "Alle cijfers van de indicator"
LINES = "Realisatie en streefcijfer per jaar"
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
        // A chart that has just been made has no option yet.
        return drawing.getOption()?.series.map(series => ({
          name: series.name,
          style: series.lineStyle?.type,
          colour: series.itemStyle?.color,
          connects: Boolean(series.connectNulls),
          points: series.data,
        }));
      }
    }
  }
}
"""
# What tables show, and the same from the warehouse: the columns by their place, and the query.
OVERVIEW = """
select
    classes.symbol || ' ' || verdict_{0}, indicator_{0},
    if(is_unplaced_later, unplaced_display_{0} || '?', latest_display_{0}),
    if(is_unplaced_later, unplaced_years_{0}, cast(latest_year as varchar)),
    coalesce(shown_target_display_{0}, 'N/A'), coalesce(cast(shown_target_year as varchar), 'N/A'),
    coalesce(gap_{0}, 'N/A'),
    (
        select string_agg(short_{0}, ' · ' order by doubt_rank)
        from reporting.rpt_indicator_doubt as doubts
        where doubts.indicator_id = overview.indicator_id and doubts.area_id = overview.area_id
    )
from reporting.rpt_indicator_overview as overview
left join core.dim_indicator using (indicator_id)
left join core.dim_code_word as classes
    on classes.code_list = 'overview_class' and classes.code = overview_class
"""
HEADLINE = """
select * from (unpivot (
    select
        indicators_missed as "✗ niet gehaald", indicators_at_risk as "! loopt gevaar",
        indicators_undecided as "? nog niet te zeggen", indicators_met as "✓ gehaald",
        indicators_on_course as "→ op koers of al bereikt",
        indicators_no_target as "– zonder streefcijfer"
    from reporting.rpt_headline
) on columns(*)) where value > 0
"""
TARGETS = """
select
    indicator_nl, cast(year as varchar), target_display_nl, coalesce(realised_display_nl, 'N/A'),
    coalesce(gap_nl, 'N/A'), document_title
from reporting.rpt_target_verdict
left join core.dim_indicator using (indicator_id)
left join core.dim_document using (document_id)
"""
FINDINGS = "select document_title, arithmetic_{0} from reporting.rpt_data_quality"
REVISIONS = """
select
    indicator_nl, cast(year as varchar), previous_value, value,
    previous.document_title, documents.document_title
from assessment.fct_value_revision as revisions
left join core.dim_indicator using (indicator_id)
left join core.dim_document as documents using (document_id)
left join core.dim_document as previous
    on revisions.previous_document_id = previous.document_id
"""
UNPLACED = """
select printed_value, document_title
from core.fct_unplaced_value left join core.dim_document using (document_id)
"""
EMPTY_CELLS = """
select document_title, indicator_nl, coalesce(cast(year as varchar), '?')
from quality.fct_coverage
left join core.dim_document using (document_id)
left join core.dim_indicator using (indicator_id)
where coverage_status <> 'present'
"""
TABLES = {
    "Stand per indicator": ((0, 1, 2, 4, 5, 6, 7, 8), OVERVIEW.format("nl")),
    "Scorecard": ((0, 1, 2, 4, 5, 6, 7, 8), OVERVIEW.format("en")),
    "Aantal indicatoren per oordeel": ((0, 1), HEADLINE),
    "Streefcijfers en hun oordeel": ((0, 1, 2, 3, 5, 8), TARGETS),
    "Bevindingen met hun rekensom": ((3, 6), FINDINGS.format("nl")),
    "Findings and their arithmetic": ((3, 6), FINDINGS.format("en")),
    "Herzieningen tussen uitgaven": ((0, 1, 3, 4, 9, 10), REVISIONS),
    "Cijfers zonder zeker jaar": ((1, 5), UNPLACED),
    "Lege cellen met hun reden": ((0, 1, 2), EMPTY_CELLS),
}
MATRIX = """
select coverage_status, count(distinct (document_id, indicator_id, value_type, year))
from quality.fct_coverage group by coverage_status
"""
# What an indicator has, by the line it is on: that of its series, called by the newest edition,
# or of a part before a break, with its years.
POINTS = """
select
    if(
        value_type = 'target',
        'Streefcijfer',
        'Realisatie, ' || first_value(document_title) over (
            partition by value_type, series_number order by figures.vintage desc
        ) || if(
            series_part = max(series_part) over (partition by value_type, series_number),
            '',
            ', ' || min(year) over part || '–' || max(year) over part
        )
    ),
    year, value
from reporting.rpt_series_figure as figures
left join core.dim_indicator using (indicator_id)
left join core.dim_document using (document_id)
left join core.dim_area on figures.area_id = dim_area.area_id
where indicator_nl = ? and value_type in ('realisation', 'target') and is_shown_in_series {0}
window part as (partition by value_type, series_number, series_part)
"""
# With a series that was revised, with years in which nothing was measured, and without a target.
INDICATORS = (
    "Totaal van misdrijven per 1.000 inwoners",
    "% inwoners dat zich wel eens onveilig voelt in de eigen buurt",
    "Jongeren met een delict voor de rechter",
)
# Of each edition, and of the targets.
COLOURS = yaml.safe_load(
    (REPOSITORY / "dashboard/assets/dashboards/Indicator.yaml").read_text(encoding="utf-8")
)["metadata"]["label_colors"]
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
        colour: As "#0072B2".
        connects: Whether it runs on over years without a value.
        values: Value of each year; None for a year without one.
    """

    style: str
    colour: str
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
            series["colour"],
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


def text_of(value: object) -> object:
    """Return a value as a table shows it: a number in Dutch, and text as it is."""
    return dutch(float(value)) if isinstance(value, Decimal) else value


def difference(page: Page, warehouse: Path, chart: Chart) -> str:
    """Return what a chart shows other than the warehouse has, or nothing."""
    if reason := wait_until_drawn(page, chart):
        return reason
    if chart.kind == "pivot_table_v2":
        texts = chart_on(page, chart.name).locator("td.pvtVal").all_inner_texts()
        shown = {status: sum(sign in text for text in texts) for status, sign in SIGNS.items()}
        expected = dict(query(warehouse, MATRIX))
        return "" if shown == {status: expected[status] for status in SIGNS} else str(shown)
    if chart.name not in TABLES:
        return ""
    places, sql = TABLES[chart.name]
    rows = sorted(tuple(row[place] for place in places) for row in all_cells(page, chart.name))
    other = {tuple(str(text_of(value)) for value in row) for row in query(warehouse, sql)}
    if len(rows) != len(query(warehouse, sql)):
        return f"{len(rows)} rows"
    return str(set(rows) ^ other) if set(rows) != other else ""


@pytest.mark.parametrize("board", sorted({chart.dashboard for chart in charts_defined()}))
def test_every_chart_shows_what_the_warehouse_has(reader, server, warehouse, board):
    defined = [chart for chart in charts_defined() if chart.dashboard == board]
    wrong = {}
    open_board(reader, server, board)
    for number, tab in enumerate(dict.fromkeys(chart.tab for chart in defined), start=1):
        open_tab(reader, tab)
        on_tab = [chart for chart in defined if chart.tab == tab]
        for chart in on_tab:
            if found := difference(reader, warehouse, chart):
                wrong[chart.name] = found
        keep_screenshot(reader, f"{board}-{number}", on_tab)
    print(f"\n{board}: charts rendered / defined: {len(defined) - len(wrong)} / {len(defined)}")
    assert wrong == {}


def keep_screenshot(page: Page, name: str, shown: list[Chart]) -> None:
    """Keep a picture of the whole tab, every chart of it drawn."""
    page.set_viewport_size({"width": 1440, "height": 2400})
    for chart in shown:
        wait_until_drawn(page, chart)
    # Movement ends, and the hint of the last tile that was pointed at goes away.
    page.mouse.move(0, 0)
    page.wait_for_timeout(1000)
    tiles = [chart_on(page, chart.name).bounding_box() for chart in shown]
    height = max(tile["y"] + tile["height"] for tile in tiles) + 24
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    clip = {"x": 0, "y": 0, "width": 1440, "height": height}
    page.screenshot(path=ARTEFACTS / f"{name}.png", clip=clip)
    page.set_viewport_size({"width": 1440, "height": 1000})


def test_the_scorecard_is_whole_and_in_order_of_urgency(reader, server, warehouse):
    open_board(reader, server, "raad")
    shown = cells(reader, SCORECARD)
    order = query(
        warehouse,
        "select indicator_nl, urgency_rank from reporting.rpt_indicator_overview"
        " left join core.dim_indicator using (indicator_id)",
    )
    ranks = [dict(order)[row[1]] for row in shown]
    assert ranks == sorted(ranks)
    assert len(shown) == len(order)
    table = chart_on(reader, SCORECARD).locator("table").last
    # Neither cut nor scrolled, to the right or down.
    tile = chart_on(reader, SCORECARD).bounding_box()
    drawn = table.bounding_box()
    assert drawn["x"] + drawn["width"] <= tile["x"] + tile["width"] + 1
    assert drawn["y"] + drawn["height"] <= tile["y"] + tile["height"] + 1


def eventually(page: Page, look: Callable[[], object], expected: object) -> None:
    """Wait until a dashboard shows what is expected."""
    deadline = time.monotonic() + PATIENCE / 1000
    while (found := look()) != expected and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert found == expected


def column(page: Page, name: str, place: int) -> list[str]:
    """Return a column of a table, sorted."""
    return sorted(row[place] for row in all_cells(page, name))


def points(page: Page) -> list[tuple[str, int, float]]:
    """Return what the line chart has drawn: line, year and value."""
    return sorted(
        (label, year, value)
        for label, line in lines(page, LINES).items()
        for year, value in line.values.items()
        if value is not None
    )


def choose(page: Page, filter_id: str, option: str) -> None:
    """Choose an option in a filter of the dashboard and apply it.

    The keyboard chooses, because the list of options moves while the charts still load.
    """
    page.locator("[data-test='filter-bar__apply-button']").first.wait_for()
    field = page.locator(f"#NATIVE_FILTER-{filter_id}").first
    more = page.get_by_text("Meer filters")
    # The bar keeps filters for which it has no room apart, which it finds out while it is drawn.
    deadline = time.monotonic() + PATIENCE / 1000
    while True:
        try:
            if not field.is_visible():
                more.click(timeout=1000)
                field.wait_for(timeout=1000)
            # The choice of now lies over the field.
            field.click(force=True, timeout=1000)
            field.fill(option, timeout=1000)
            break
        except PlaywrightError:
            if time.monotonic() > deadline:
                raise
    page.locator(f".ant-select-item-option-active[title='{option}']").first.wait_for()
    field.press("Enter")
    page.locator(".ant-select", has=field).locator(f"[title='{option}']").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("[data-test='filter-bar__apply-button']").click()


def test_filters_leave_what_was_chosen(page, server, warehouse):
    open_board(page, server, "raad")
    mandatory = sorted(
        name
        for (name,) in query(
            warehouse,
            "select indicator_nl from reporting.rpt_indicator_overview"
            " left join core.dim_indicator using (indicator_id) where indicator_set = 'bbv'",
        )
    )
    assert set(column(page, SCORECARD, 1)) > set(mandatory)
    choose(page, "raad-set", "verplicht (BBV)")
    eventually(page, lambda: column(page, SCORECARD, 1), mandatory)
    choose(page, "raad-indicator", mandatory[0])
    eventually(page, lambda: column(page, SCORECARD, 1), mandatory[:1])

    open_board(page, server, "controller")
    open_tab(page, "Bevindingen en herzieningen")
    findings = "Bevindingen met hun rekensom"
    before = cells(page, findings)
    for filter_id, option, place in (
        ("controller-document", "Begroting 2022", 3),
        ("controller-jaar", "2016", 5),
    ):
        expected = [row for row in before if row[place] == option]
        assert 0 < len(expected) < len(before)
        choose(page, filter_id, option)
        eventually(page, lambda: cells(page, findings), expected)
        before = expected


def test_a_line_has_the_figures_and_the_gaps_of_the_warehouse(page, server, warehouse):
    open_board(page, server, "indicator")
    eventually(page, lambda: points(page) != [], True)
    for indicator in INDICATORS:
        choose(page, "indicator-indicator", indicator)
        expected = query(warehouse, POINTS.format(""), indicator)
        eventually(
            page,
            lambda: points(page),
            sorted((line, year, float(value)) for line, year, value in expected),
        )
        for label, line in lines(page, LINES).items():
            assert line.style == ("dashed" if label == "Streefcijfer" else "solid")
            assert line.colour == COLOURS[label.removeprefix("Realisatie, ")]
            assert not line.connects
            years = [year for year, value in line.values.items() if value is not None]
            # Every year in between is there, so that a year without a figure breaks the line.
            assert set(range(min(years), max(years) + 1)) <= set(line.values)
        for name, place, sql in (
            ("De indicator", 0, "select finding_sentence_nl from reporting.rpt_indicator_overview"),
            # Every print, those that are on no line too.
            (PRINTS, 2, "select printed_value from reporting.rpt_series_figure"),
        ):
            sql += " left join core.dim_indicator using (indicator_id) where indicator_nl = ?"
            texts = sorted(text for (text,) in query(warehouse, sql, indicator))
            eventually(page, partial(column, page, name, place), texts)


def test_kept_results_show_without_opening_the_warehouse(page, server, warehouse):
    open_board(page, server, "raad")
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


def test_a_new_publication_shows_without_a_restart(page, server, project, warehouse):
    open_board(page, server, "raad")
    assert "Totaal misdrijven" in [row[1] for row in cells(page, SCORECARD)]
    indicators = seed_file(project, "indicators")
    line = find_line(indicators, indicator_id="crimes-total")
    set_cell(indicators, line, "name_nl", "Totaal misdrijven, herzien")
    build_with_made_up_areas(project)
    page.reload()
    # Another municipality's indicators appear by themselves, and those of no other with them.
    for area in ("Amersfoort", "Voorbeeldgemeente 003"):
        expected = query(
            warehouse,
            "select indicator_nl from reporting.rpt_indicator_overview"
            " left join core.dim_area using (area_id)"
            " left join core.dim_indicator using (indicator_id) where area_nl = ?",
            area,
        )
        if area == "Amersfoort":
            assert ("Totaal misdrijven, herzien",) in expected
        else:
            choose(page, "raad-gebied", area)
        names = sorted(name for (name,) in expected)
        eventually(page, lambda: column(page, SCORECARD, 1), names)
    open_board(page, server, "indicator")
    eventually(page, lambda: points(page) != [], True)
    choose(page, "indicator-gebied", area)
    # The first indicator of the area is chosen by itself.
    expected = query(
        warehouse,
        POINTS.format("and area_nl = ?"),
        names[0],
        area,
    )
    eventually(
        page,
        lambda: points(page),
        sorted((line, year, float(value)) for line, year, value in expected),
    )
