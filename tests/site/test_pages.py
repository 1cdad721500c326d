"""The public site as files: links, figures, counts and bytes, with made-up municipalities too."""

import csv
import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from municipal_indicators.site import charts
from municipal_indicators.site.charts import Chart, Point, Series, Unplaced
from tests.support.made_up_municipalities import MUNICIPALITIES, make_up, run_site
from tests.support.projects import query

# Bytes of the heaviest page, and of one of a municipality of common size with its style sheet.
HEAVIEST = 100_000
COMMON = 60_000


@pytest.fixture(scope="module")
def warehouse(published, tmp_path_factory) -> Path:
    """Return a published file with Amersfoort and made-up municipalities."""
    target = tmp_path_factory.mktemp("made_up") / "municipal_indicators.duckdb"
    make_up(published, target, MUNICIPALITIES)
    return target


@pytest.fixture(scope="module")
def site(warehouse, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    outcome = run_site(warehouse, folder)
    assert outcome.returncode == 0, outcome.stderr
    return folder


class Page(HTMLParser):
    """The attributes and texts of a page that the tests look at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.figures: dict[str, str] = {}
        self.counts: dict[str, str] = {}
        self.rows: Counter[str] = Counter()
        self._into: tuple[dict[str, str], str] | None = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.links += [given[name] for name in ("href", "src") if name in given]
        if "id" in given:
            self.ids.append(given["id"])
        if "data-figure" in given:
            self._into = (self.figures, given["data-figure"])
        if "data-count" in given:
            self._into = (self.counts, given["data-count"])
        if "data-class" in given:
            self.rows[given["data-class"]] += 1

    def handle_data(self, data):
        if self._into:
            into, key = self._into
            into[key] = data
            self._into = None


class Printed(HTMLParser):
    """The printed tables of a page: their rows of texts, with each header over all its columns."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._span = 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self._span = int(given.get("colspan", 1))
            self.tables[-1][-1] += [""] * self._span

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self._span = 0

    def handle_data(self, data):
        if self._span:
            row = self.tables[-1][-1]
            row[-self._span :] = [row[-1] + data] * self._span


@pytest.fixture(scope="module")
def pages(site) -> dict[Path, Page]:
    return {file: Page(file.read_text(encoding="utf-8")) for file in site.rglob("*.html")}


def test_every_link_leads_somewhere(pages):
    dead = []
    for file, page in pages.items():
        for link in page.links:
            if re.match(r"https?:|mailto:|data:", link) or link.startswith("#i-"):
                continue
            path, _, anchor = link.partition("#")
            target = (file.parent / path).resolve() if path else file
            if not target.exists() or (
                anchor and target.suffix == ".html" and anchor not in pages[target].ids
            ):
                dead.append((file.name, link))
    assert dead == []


def test_no_id_stands_twice_on_a_page(pages):
    for file, page in pages.items():
        assert [name for name, count in Counter(page.ids).items() if count > 1] == [], file


def test_no_page_is_heavy(site):
    sizes = {file.relative_to(site): file.stat().st_size for file in site.rglob("*.html")}
    print(f"\nheaviest: {max(sizes.values())} bytes, {max(sizes, key=sizes.__getitem__)}")
    assert [file for file, size in sizes.items() if size > HEAVIEST] == []
    style = (site / "assets/style.css").stat().st_size
    common = [file for file, size in sizes.items() if size + style > COMMON]
    assert [file for file in common if "gm9003" not in file.parts] == []


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_figure_stands_under_its_own_year_and_edition(site, pages, warehouse, prefix):
    expected = {
        (area, f"{document}/{indicator}/{period}/{value_type}"): printed
        for area, document, indicator, period, value_type, printed in query(
            warehouse,
            "select area_id, document_id, indicator_id, period, value_type, printed_value"
            " from core.fct_indicator_value where printed_value is not null and is_own_area",
        )
    }
    shown = {}
    for file, page in pages.items():
        match = re.fullmatch(rf"{prefix}(gm\d+)/indicator/.*", str(file.relative_to(site)))
        if match:
            for key, text in page.figures.items():
                if not text.endswith("?"):
                    shown[(match[1].upper(), key)] = text
    assert shown == expected


def test_printed_tables_are_those_of_the_warehouse(site, warehouse):
    width = 9
    cells = ", ".join(f"cell_{position}" for position in range(1, width + 1))
    expected: dict[str, list[list[list[str]]]] = {}
    tables: dict[tuple[str, str], list[list[str]]] = {}
    for document, table, line, label, *texts in query(
        warehouse,
        f"select document_id, table_id, line, printed_label, {cells}, unplaced_cells"
        " from reporting.rpt_published_table where document_id like 'amersfoort%'"
        " order by document_id, table_id, line",
    ):
        if line == 0:
            tables[(document, table)] = []
            expected.setdefault(document, []).append(tables[(document, table)])
        row = [label, *(text or "" for text in texts)]
        tables[(document, table)].append([text.replace(" | ", " ") for text in row])
    for document, rows in expected.items():
        page = Printed((site / f"gm0307/tabellen/{document}.html").read_text(encoding="utf-8"))
        shown = []
        for table in page.tables:
            body = [row for row in table if row[0] not in ("", "Indicator")]
            heads = table[: len(table) - len(body)]
            headers = [" ".join(filter(None, texts)) for texts in zip(*heads, strict=True)]
            is_loose = headers[-1] == "Kolom onzeker"
            table = []
            for row in ([*headers[:-1], ""] if is_loose else headers), *body:
                texts = [re.sub(r" \(.*[0-9]{4}\)$", "", text) for text in row]
                settled = texts[:-1] if is_loose else texts
                padding = [""] * (1 + width - len(settled))
                table.append([*settled, *padding, texts[-1] if is_loose else ""])
            shown.append(table)
        assert shown == rows, document


def test_the_headline_counts_are_the_rows_shown(pages, site, warehouse):
    for area, *counts in query(
        warehouse,
        "select area_id, sum(indicators_missed), sum(indicators_at_risk),"
        " sum(indicators_undecided), sum(indicators_on_course), sum(indicators_met),"
        " sum(indicators_no_target) from reporting.rpt_headline group by area_id",
    ):
        folder = site / area.lower()
        classes = ("missed", "at_risk", "undecided", "on_course", "met", "no_target")
        expected = {name: int(count) for name, count in zip(classes, counts, strict=True)}
        overview = pages[folder / "index.html"]
        assert {name: int(count) for name, count in overview.counts.items()} == expected
        rows = Counter()
        for file in (folder / "programma").glob("*.html"):
            rows += pages[file].rows
        assert rows == Counter({name: count for name, count in expected.items() if count})


def test_the_same_warehouse_gives_the_same_bytes(warehouse, site, tmp_path):
    again = tmp_path / "site"
    assert run_site(warehouse, again).returncode == 0
    files = sorted(file.relative_to(site) for file in site.rglob("*") if file.is_file())
    assert files == sorted(file.relative_to(again) for file in again.rglob("*") if file.is_file())
    assert [
        file for file in files if (site / file).read_bytes() != (again / file).read_bytes()
    ] == []


def test_names_are_written_safely(site):
    text = (site / "gm9001/index.html").read_text(encoding="utf-8")
    assert "<van>" not in text
    assert "Hof &lt;van&gt; &#34;Twente&#34; &amp; &#39;s-Heeren{{berg}}" in text
    for data in re.findall(r'ld\+json">(.*?)</script>', text):
        assert "<" not in data


def test_a_municipality_without_targets_says_so(site):
    text = (site / "gm9001/index.html").read_text(encoding="utf-8")
    assert "is nog geen streefcijfer te beoordelen" in text


def test_datasets_are_described_for_search_engines(site, pages):
    for file in (site / "gm0307/indicator").glob("*.html"):
        (text,) = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', file.read_text(encoding="utf-8")
        )
        dataset = json.loads(text)
        assert dataset["@type"] == "Dataset"
        for entry in dataset["distribution"]:
            path = entry["contentUrl"].partition(".example/")[2]
            assert (site / path).exists(), path


def test_feed_and_list_of_pages_are_whole(site, pages, warehouse):
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.parse(site / "gm0307/feed.xml").getroot()
    ids = [entry.findtext(f"{atom}id") for entry in feed.iter(f"{atom}entry")]
    assert len(ids) == len(set(ids)) == 50
    listed = {
        node.text.partition(".example/")[2]
        for node in ElementTree.parse(site / "sitemap.xml").iter(
            "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
        )
    }
    written = {str(file.relative_to(site)) for file in pages if "embed" not in file.parts}
    assert listed == written - {"404.html", "en/404.html"}


def test_figures_open_in_a_dutch_excel(site, warehouse):
    text = (site / "gm0307/data/crimes-per-1000-inhabitants.excel.csv").read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(text[1:].splitlines(), delimiter=";"))
    assert {row["cijfer"] for row in rows} >= {"68,3", "46,6", "45"}
    plain = (site / "gm0307/data/crimes-per-1000-inhabitants.csv").read_text(encoding="utf-8")
    assert "46.6" in plain
    assert (
        len(rows)
        == query(
            warehouse,
            "select count(*) from reporting.rpt_series_figure"
            " where area_id = 'GM0307' and indicator_id = 'crimes-per-1000-inhabitants'",
        )[0][0]
    )


def test_charts_as_files_are_well_formed(site):
    drawings = list(site.rglob("chart/*.svg"))
    assert len(drawings) > 400
    for drawing in drawings[:40]:
        ElementTree.parse(drawing)


def test_a_folder_of_something_else_is_left_alone(warehouse, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/precious.txt").write_text("mine")
    outcome = run_site(warehouse, tmp_path / "site", "--area", "GM9002")
    assert outcome.returncode == 1
    assert "is not a site: it would be overwritten" in outcome.stderr
    assert (tmp_path / "site/precious.txt").read_text() == "mine"
    assert list(tmp_path.iterdir()) == [tmp_path / "site"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--area", "GM0344"], "has no indicators of GM0344"),
        (["--settings", "nowhere.yml"], "nowhere.yml, in which the name and the owner"),
        (["--warehouse", "nowhere.duckdb"], "nowhere.duckdb: run `make build` first"),
    ],
)
def test_what_is_missing_is_named(warehouse, tmp_path, arguments, said):
    outcome = run_site(warehouse, tmp_path / "site", *arguments)
    assert outcome.returncode == 1
    assert said in outcome.stderr


def series(*points: tuple[int, float], key: str = "1.1", is_newest: bool = True) -> Series:
    return Series(key, "", [Point(year, value, f"{value:g}") for year, value in points], is_newest)


def drawn(*lines: Series, step: int = 1, **others) -> str:
    given = {"targets": [], "unplaced": [], "breaks": [], "empty": frozenset(), **others}
    return charts.draw(
        Chart(
            series=lines,
            step=step,
            suffix="",
            mark=(",", "."),
            words=("leeg", "doel"),
            description="Lijngrafiek.",
            **given,
        )
    )


def joined_years(drawing: str, kind: str = "new") -> list[str]:
    return re.findall(
        rf'<line class="{kind}[^"]*" data-series="[^"]*" data-years="([^"]*)"', drawing
    )


def test_no_line_crosses_a_gap():
    assert joined_years(drawn(series((2011, 5), (2012, 6), (2014, 7), (2015, 8)))) == [
        "2011 2012",
        "2014 2015",
    ]


def test_a_survey_is_joined_over_the_years_between():
    drawing = drawn(series((2011, 5), (2013, 6), (2017, 7)), step=2)
    assert joined_years(drawing) == ["2011 2013"]
    assert 'class="new dotted"' in drawing


def test_no_line_joins_two_series():
    drawing = drawn(
        series((2015, 5), (2016, 6), is_newest=False), series((2016, 8), (2017, 9), key="2.1")
    )
    assert joined_years(drawing) == ["2016 2017"]
    assert joined_years(drawing, "old") == ["2015 2016"]


def test_a_figure_without_a_year_is_a_band_and_in_no_line():
    drawing = drawn(
        series((2013, 5), (2014, 6)), unplaced=[Unplaced([2015, 2016], 7, "7", "2015 of 2016")]
    )
    assert joined_years(drawing) == ["2013 2014"]
    assert drawing.count('class="unplaced"') == 1
    assert drawing.count("<circle") == 2


@pytest.mark.parametrize(
    ("values", "first"), [([1, 9], 0), ([8, 9], 7.4), ([0, 0], 0), ([5], 3), ([-2, 4], -6)]
)
def test_the_axis_begins_at_zero_unless_that_would_flatten_the_line(values, first):
    ticks = charts.axis(values)
    assert ticks[0] <= min(values)
    assert ticks[-1] >= max(values)
    assert (ticks[0] == 0) == (first == 0)


def test_there_is_no_rank_among_two(delivered, tmp_path):
    outcome = run_site(delivered, tmp_path / "site", "--area", "GM0453", "--area", "GM0797")
    assert outcome.returncode == 0, outcome.stderr

    def heading(page: str) -> str:
        text = (tmp_path / "site" / page).read_text(encoding="utf-8")
        return re.findall("<h3>([^<]*gemeente[^<]*)", text)[0]

    # Of 2020 two municipalities print vandalism, of 2017 three truancy.
    alone = heading("gm0453/indicator/vandalism-per-1000-inhabitants.html")
    assert alone == "Velsen naast 1 andere gemeente"
    ranked = heading("gm0797/indicator/relative-truancy-per-1000-pupils.html")
    assert ranked == "Heusden staat op plaats 1 van 3 gemeenten"
