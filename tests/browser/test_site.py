"""The public site in a real browser: readable, true and accessible at every width."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support.browser import ARTEFACTS
from tests.support.made_up_municipalities import MUNICIPALITIES, make_up, run_site

WIDTHS = (1440, 390, 320)
INDICATORS = "gm0307/indicator"
# One page of each kind, and those that are hard to lay out.
PAGES = (
    "index.html",
    "leeswijzer.html",
    "toegankelijkheid.html",
    "colofon.html",
    "gm0307/index.html",
    "gm0307/programma/amersfoort-sociale-veiligheid.html",
    "gm0307/betrouwbaarheid.html",
    "gm0307/tabellen.html",
    "gm0307/tabellen/amersfoort-begroting-2018.html",
    f"{INDICATORS}/crimes-per-1000-inhabitants.html",
    f"{INDICATORS}/halt-referrals-per-10000-youths.html",
    f"{INDICATORS}/feels-unsafe-in-neighbourhood.html",
    f"{INDICATORS}/youths-in-court-share.html",
    f"{INDICATORS}/vandalism-per-1000-inhabitants.html",
    "gm0307/embed/crimes-per-1000-inhabitants.html",
    "gm9001/index.html",
    "gm9002/index.html",
    "gm9002/indicator/neighbourhood-rating.html",
    "gm9003/index.html",
    "en/gm0307/index.html",
    f"en/{INDICATORS}/crimes-per-1000-inhabitants.html",
)
# What a reader would stumble over, each in a sentence.
FAULTS = Path(__file__).with_name("site_faults.js").read_text(encoding="utf-8")
# Pages on which everything that has a colour stands.
COLOURED = (
    "gm0307/index.html",
    "gm0307/betrouwbaarheid.html",
    f"{INDICATORS}/crimes-per-1000-inhabitants.html",
    f"{INDICATORS}/halt-referrals-per-10000-youths.html",
)


@pytest.fixture(scope="module")
def site(published, tmp_path_factory) -> Path:
    """Write the site of Amersfoort and of made-up municipalities."""
    folder = tmp_path_factory.mktemp("site")
    make_up(published, folder / "municipal_indicators.duckdb", MUNICIPALITIES)
    outcome = run_site(folder / "municipal_indicators.duckdb", folder / "site")
    assert outcome.returncode == 0, outcome.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def view(browser, site):
    """Open pages from disk in a browser that reaches no network."""
    context = browser.new_context(offline=True, viewport={"width": WIDTHS[0], "height": 900})
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_reader_finds_no_fault(view, site, path):
    view.emulate_media(color_scheme="light")
    view.goto((site / path).as_uri())
    for width in WIDTHS:
        view.set_viewport_size({"width": width, "height": 900})
        assert view.evaluate(FAULTS) == [], width
    # The screen is the narrowest now, on which rows are cards; colours are those of the light.
    found = Axe().run(view)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", COLOURED)
def test_it_is_accessible_on_a_wide_screen_in_the_dark(view, site, path):
    view.emulate_media(color_scheme="dark")
    view.set_viewport_size({"width": WIDTHS[0], "height": 900})
    view.goto((site / path).as_uri())
    found = Axe().run(view)
    assert found.violations_count == 0, found.generate_report()


def test_a_figure_leads_to_its_printed_cell(view, site):
    view.set_viewport_size({"width": 1440, "height": 900})
    view.goto((site / f"{INDICATORS}/crimes-per-1000-inhabitants.html").as_uri())
    view.locator('[data-figure$="2016/realisation"]').last.click()
    view.wait_for_url(re.compile("jaarstukken-2020.html#indicatoren-r2-c1"))
    assert view.locator(":target").inner_text() == "54,3"
    view.locator(":target").wait_for(state="visible")


def test_the_other_language_has_the_same_figures(view, site):
    shown = {}
    for prefix in ("", "en/"):
        view.goto((site / f"{prefix}{INDICATORS}/crimes-per-1000-inhabitants.html").as_uri())
        shown[prefix] = view.locator("[data-figure]").evaluate_all(
            "links => links.map((link) => [link.dataset.figure, link.textContent])"
        )
        view.locator("header a[hreflang]").click()
        assert ("/en/" in view.url) == (prefix == "")
    assert shown[""] == shown["en/"]


def test_a_municipality_is_found_by_a_part_of_its_name(view, site):
    view.goto((site / "index.html").as_uri())
    names = view.locator("table.country tbody th a")
    assert names.count() == 4
    view.locator("#search").fill("KLEIN")
    assert view.locator("table.country tbody th a:visible").all_inner_texts() == ["Kleinstad"]
    view.locator("#search").fill("elders")
    assert view.locator("form.search [role=status]").inner_text().startswith("Geen gemeente")


def test_without_script_the_text_is_the_same(browser, site):
    texts = []
    for has_script in (True, False):
        context = browser.new_context(offline=True, java_script_enabled=has_script)
        page = context.new_page()
        page.goto((site / "gm0307/index.html").as_uri())
        texts.append(page.locator("body").inner_text())
        context.close()
    assert texts[0] == texts[1]
    assert "Amersfoort haalde 1 van de 5" in texts[0]


def test_the_overview_prints_on_two_pages(site, published, tmp_path):
    outcome = run_site(published, tmp_path / "site", "--pdf")
    assert outcome.returncode == 0, outcome.stderr
    pdf = (tmp_path / "site/gm0307/overzicht.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 2
    # With the structure that a screen reader needs.
    assert b"/StructTreeRoot" in pdf


def test_a_screenshot_is_kept(view, site):
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    view.emulate_media(color_scheme="light")
    for path, name in (
        ("gm0307/index.html", "site_overview"),
        (f"{INDICATORS}/crimes-per-1000-inhabitants.html", "site_indicator"),
        ("gm0307/betrouwbaarheid.html", "site_reliability"),
        ("gm0307/tabellen/amersfoort-begroting-2018.html", "site_tables"),
    ):
        view.goto((site / path).as_uri())
        for width in (1440, 390):
            view.set_viewport_size({"width": width, "height": 900})
            view.screenshot(path=ARTEFACTS / f"{name}-{width}.png", full_page=True)
