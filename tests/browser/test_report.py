"""The static report in a real browser: complete, accessible, and needing nothing else."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from municipal_indicators.paths import PUBLISHED
from tests.support.browser import ARTEFACTS, build_with_made_up_areas
from tests.support.projects import (
    COMMAND,
    REPOSITORY,
    find_line,
    query,
    run_dbt,
    seed_file,
    set_cell,
)

# Pixels of a narrow screen, on which wide tables are scrolled.
PHONE = {"width": 390, "height": 844}


def run_report(warehouse: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, "report", "--project-dir", REPOSITORY, "--warehouse", warehouse, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def make_report(project: Path) -> Path:
    """Make the report of a project, and return the folder it is in."""
    warehouse = project / PUBLISHED
    outcome = run_report(warehouse)
    assert outcome.returncode == 0, outcome.stderr
    return warehouse.parent


@pytest.fixture(scope="module")
def reported(copy_project) -> Path:
    """Return a copy of the project with a report, to build again."""
    project = copy_project()
    make_report(project)
    return project


@pytest.fixture(params=["nl", "en"])
def language(request) -> str:
    return request.param


@pytest.fixture
def view(browser, reported, language):
    """Open the report from disk in a browser that reaches no network."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((reported / PUBLISHED).with_name(f"report_{language}.html").as_uri())
    yield page
    context.close()
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []


def rows(page, table: str) -> list[list[str]]:
    return page.locator(f"#{table}-table tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    )


def test_every_chart_is_drawn(view, reported, language):
    images = view.locator("figure img")
    sizes = images.evaluate_all("images => images.map(image => image.naturalWidth)")
    ((defined,),) = query(
        reported / PUBLISHED, "select count(*) from reporting.rpt_programme_scorecard"
    )
    drawn = sum(size > 0 for size in sizes)
    print(f"\nreport in {language}: charts rendered / charts defined: {drawn} / {defined}")
    assert drawn == defined == len(sizes)
    assert all(images.evaluate_all("images => images.map(image => image.alt.length > 10)"))


def test_it_is_accessible(view):
    found = Axe().run(view)
    assert found.violations_count == 0, found.generate_report()
    view.set_viewport_size(PHONE)
    found = Axe().run(view)
    assert found.violations_count == 0, found.generate_report()


def test_its_scorecard_has_the_figures_of_the_warehouse(view, reported, language):
    either = {"nl": "of", "en": "or"}[language]
    expected = query(
        reported / PUBLISHED,
        f"select indicator_{language}, latest_printed_value, unit_{language},"
        " coalesce(cast(latest_year as varchar),"
        f" replace(latest_candidate_periods, '|', ' {either} ')), latest_document_title"
        " from reporting.rpt_programme_scorecard",
    )
    shown = [(row[0], row[1], row[2], row[3], row[7]) for row in rows(view, "scorecard")]
    assert sorted(shown) == sorted(expected)


def test_its_findings_are_those_of_the_warehouse(view, reported, language):
    expected = query(
        reported / PUBLISHED,
        f"select arithmetic_{language} from reporting.rpt_data_quality",
    )
    assert sorted(row[5] for row in rows(view, "findings")) == sorted(text for (text,) in expected)


def test_every_figure_stands_below_its_chart(view, reported):
    expected = query(
        reported / PUBLISHED,
        "select indicator_id, document_title, year, printed_value"
        " from reporting.rpt_indicator_series where is_latest and value is not null",
    )
    shown = set()
    for indicator in {row[0] for row in expected}:
        years = view.locator(f"#{indicator}-table thead th").all_inner_texts()[1:]
        for name, *values in rows(view, indicator):
            shown |= {
                (indicator, name.rpartition(", ")[0], int(year), value)
                for year, value in zip(years, values, strict=True)
                if value
            }
    assert shown == set(expected)


def paths(view, indicator: str) -> list[str]:
    """Return the path of each line in the chart of an indicator, in the terms of SVG."""
    drawing = view.locator(f"#{indicator} ~ figure img").get_attribute("src")
    svg = view.evaluate("source => fetch(source).then(answer => answer.text())", drawing)
    line = r'<g id="line2d_\d+">\s*<path d="([^"]+)" clip-path[^>]*style="([^"]+)"'
    grid = "#dddddd"
    return [path for path, style in re.findall(line, svg) if grid not in style]


def test_a_line_is_broken_in_a_year_without_a_figure(view):
    # Every year has a figure, so there is a stretch to each next point.
    assert any(re.search(r"\bL\b", path) for path in paths(view, "crimes-total"))
    # A survey every two years: no two years in a row have a figure, so no stretch is drawn.
    survey = paths(view, "feels-unsafe-in-neighbourhood")
    assert survey
    assert not any(re.search(r"\bL\b", path) for path in survey)


def outline(pdf: bytes) -> set[str]:
    """Return the titles in the outline of a PDF that Chromium printed."""
    written = re.findall(rb"/Title (?:<FEFF([0-9A-F]*)>|\(((?:[^\\()]|\\.)*)\))", pdf)
    return {
        bytes.fromhex(wide.decode()).decode("utf-16-be")
        if wide
        else re.sub(r"\\(.)", r"\1", plain.decode())
        for wide, plain in written
    }


def test_the_pdf_has_all_sections(view, reported, language):
    pdf = (reported / PUBLISHED).with_name(f"report_{language}.pdf")
    headings = {text.strip() for text in view.locator("h1, h2, h3").all_inner_texts()}
    assert len(headings) > 10
    assert headings <= outline(pdf.read_bytes())


@pytest.fixture(scope="module")
def several_areas(copy_project) -> Path:
    """Return the published warehouse of a copy that has figures about several municipalities."""
    project = copy_project()
    build_with_made_up_areas(project)
    return project / PUBLISHED


def test_it_is_about_the_area_that_is_named(browser, several_areas):
    outcome = run_report(several_areas, "--area", "GM9003")
    assert outcome.returncode == 0, outcome.stderr
    page = browser.new_page()
    page.goto(several_areas.with_name("report_GM9003_nl.html").as_uri())
    assert page.locator("h1").inner_text().startswith("Voorbeeldgemeente 003: ")
    about = "where area_id = 'GM9003'"
    scores, targets, findings, unplaced = (
        [str(value) for (value,) in query(several_areas, f"{sql} {about}")]
        for sql in (
            "select latest_printed_value from reporting.rpt_programme_scorecard",
            "select target_printed_value"
            " from (from reporting.rpt_target_outlook where is_latest_target)",
            "select arithmetic_nl from reporting.rpt_data_quality",
            "select printed_value from core.fct_unplaced_value",
        )
    )
    assert sorted(row[1] for row in rows(page, "scorecard")) == sorted(scores)
    assert sorted(row[2] for row in rows(page, "targets")) == sorted(targets)
    assert sorted(row[5] for row in rows(page, "findings")) == sorted(findings)
    assert sorted(row[1] for row in rows(page, "unplaced")) == sorted(unplaced)
    page.close()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "the report is about one area, expected AREA= with one of GM0307 (Amersfoort), GM90"),
        (["--area", "GM0344"], "found GM0344, expected AREA= with one of GM0307 (Amersfoort), GM9"),
    ],
)
def test_an_area_must_be_named_if_there_are_several(several_areas, arguments, said):
    outcome = run_report(several_areas, *arguments)
    assert outcome.returncode == 1
    assert said in outcome.stderr


def test_a_screenshot_is_kept(view, reported, language):
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    view.screenshot(path=ARTEFACTS / f"report_{language}.png")
    page = (reported / PUBLISHED).with_name(f"report_{language}.pdf")
    shutil.copy(page, ARTEFACTS)


def test_a_new_publication_is_in_the_next_report(browser, reported):
    indicators = seed_file(reported, "indicators")
    line = find_line(indicators, indicator_id="crimes-total")
    set_cell(indicators, line, "name_nl", "Totaal misdrijven, herzien")
    outcome = run_dbt(reported, "build")
    assert outcome.exit_code == 0, outcome.text
    page = browser.new_page()
    page.goto((make_report(reported) / "report_nl.html").as_uri())
    assert "Totaal misdrijven, herzien" in [row[0] for row in rows(page, "scorecard")]
    page.close()
