"""The static report in a real browser: complete, accessible, and needing nothing else."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ARTEFACTS, REPOSITORY
from project_copies import PUBLISHED, find_line, query, run_dbt, set_cell

# Pixels of a narrow screen, on which wide tables are scrolled.
PHONE = {"width": 390, "height": 844}


def make_report(project: Path) -> Path:
    """Make the report of a project, and return the folder it is in."""
    warehouse = project / PUBLISHED
    subprocess.run(
        [sys.executable, REPOSITORY / "report/build.py", "--warehouse", warehouse], check=True
    )
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
    expected = query(
        reported / PUBLISHED,
        f"select indicator_{language}, latest_printed_value, unit_{language},"
        " cast(latest_year as varchar), latest_document_title"
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


def test_it_is_about_one_municipality(copy_project):
    project = copy_project()
    with duckdb.connect(project / PUBLISHED) as connection:
        connection.execute(
            "insert into reporting.rpt_indicator_series"
            " select * replace ('GM0344' as area_id) from reporting.rpt_indicator_series limit 1"
        )
    outcome = subprocess.run(
        [sys.executable, REPOSITORY / "report/build.py", "--warehouse", project / PUBLISHED],
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 1
    assert "figures about 2 areas" in outcome.stderr


def test_a_screenshot_is_kept(view, reported, language):
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    view.screenshot(path=ARTEFACTS / f"report_{language}.png")
    page = (reported / PUBLISHED).with_name(f"report_{language}.pdf")
    shutil.copy(page, ARTEFACTS)


def test_a_new_publication_is_in_the_next_report(browser, reported):
    indicators = reported / "seeds/indicators.csv"
    line = find_line(indicators, indicator_id="crimes-total")
    set_cell(indicators, line, "name_nl", "Totaal misdrijven, herzien")
    outcome = run_dbt(reported, "build")
    assert outcome.exit_code == 0, outcome.text
    page = browser.new_page()
    page.goto((make_report(reported) / "report_nl.html").as_uri())
    assert "Totaal misdrijven, herzien" in [row[0] for row in rows(page, "scorecard")]
    page.close()
