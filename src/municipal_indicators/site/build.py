"""Write the public site from the published warehouse: a folder that any web server can publish."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import yaml

from municipal_indicators.site import facts, files
from municipal_indicators.site.charts import Chart, draw, spark
from municipal_indicators.site.facts import Row
from municipal_indicators.site.language import LANGUAGES, Language, capital
from municipal_indicators.site.municipality import CLASSES, Municipality
from municipal_indicators.site.printing import SiteError, print_pdf

# A file that only this program writes, by which it knows a folder that it may replace.
MARK = ".municipal-indicators-site"
# Rows that a page shows with everything; of a longer list the rest stands elsewhere or shorter.
LONG = 40
SHORT = 30
# Municipalities from which on the work is shared by several processes.
MANY = 8


def _prefix(language: Language) -> str:
    """Return the folder of a language; the first one has none of its own."""
    return "" if language.code == LANGUAGES[0] else f"{language.code}/"


@dataclass(frozen=True)
class Page:
    """Where a page stands, for the links on it.

    Attributes:
        path: Its path in the folder of its language.
        language: Its language.
        site: What holds for all pages.
    """

    path: str
    language: Language
    site: Row

    def url(self, path: str) -> str:
        """Return the relative address of a page in the same language."""
        return "../" * self.path.count("/") + path

    def asset(self, path: str) -> str:
        """Return the relative address of a file that all languages share."""
        return "../" * (self.path.count("/") + (self.language.code != LANGUAGES[0])) + path

    @property
    def file(self) -> str:
        """Path of the file in the folder of the site."""
        return (
            self.path if self.language.code == LANGUAGES[0] else f"{self.language.code}/{self.path}"
        )

    @property
    def other(self) -> str:
        """Relative address of the same page in the other language."""
        if self.language.code == LANGUAGES[0]:
            return self.asset(f"{self.language.other}/{self.path}")
        return self.asset(self.path)

    @property
    def address(self) -> str:
        """Full address of the page."""
        return f"{self.site['base_address']}/{self.file}"

    @property
    def addresses(self) -> dict[str, str]:
        """Full address of the page in each language."""
        return {code: Page(self.path, Language.of(code), self.site).address for code in LANGUAGES}


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["capital"] = capital
    environment.globals.update(CLASSES=CLASSES, zip=zip, len=len)
    return environment


def render(template: str, page: Page, **values: Any) -> str:
    """Fill in the template of a page."""
    language = page.language
    return (
        _environment()
        .get_template(template)
        .render(
            page=page,
            site=page.site,
            language=language,
            w=language.words,
            say=language.say,
            of=language.of_row,
            **values,
        )
    )


class Writer:
    """Writes files into a folder.

    Attributes:
        folder: The folder.
        pages: Paths of the pages written, for the list of pages.
    """

    def __init__(self, folder: Path) -> None:
        """Write into a folder that exists."""
        self.folder = folder
        self.pages: list[str] = []

    def write(self, path: str, text: str) -> None:
        """Write a text file."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")

    def page(self, page: Page, template: str, **values: Any) -> None:
        """Write a page, and note it for the list of pages."""
        self.write(page.file, render(template, page, **values))
        self.pages.append(page.path)


def read_settings(path: Path) -> Row:
    """Read the file with the name, owner and addresses of the site.

    Raises:
        SiteError: If it is not there, or lacks something.
    """
    if not path.exists():
        raise SiteError(f"there is no {path}, in which the name and the owner of the site stand")
    settings: Row = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    needed = ["name", "owner", "contact", "base_address", "licence", "logo", "style"]
    lacking = [key for key in needed if key not in settings]
    if lacking:
        raise SiteError(f"{path}: found no {', '.join(lacking)}, expected {', '.join(needed)}")
    return {**settings, "base_address": str(settings["base_address"]).rstrip("/")}


def _write_area(warehouse: Path, folder: Path, site: Row, area: Row) -> list[str]:
    """Write all pages of one municipality, and return their paths."""
    with duckdb.connect(warehouse, read_only=True) as connection:
        municipality = Municipality.load(connection, area)
        codes = {code: facts.words(connection, code) for code in LANGUAGES}
    writer = Writer(folder)
    for code in LANGUAGES:
        _write_language(writer, municipality, Language.of(code), codes[code], site)
    return writer.pages


def _write_language(
    writer: Writer,
    municipality: Municipality,
    language: Language,
    codes: dict[str, dict[str, str]],
    site: Row,
) -> None:
    folder = municipality.id
    shared = {"municipality": municipality, "codes": codes}
    charts = {
        row["indicator_id"]: municipality.chart(row, language) for row in municipality.overview
    }
    first, last = municipality.years()
    sparks = {
        row["indicator_id"]: spark(chart, first, last, row["shown_target_year"])
        if (chart := charts[row["indicator_id"]])
        else ""
        for row in municipality.overview
    }

    def groups(rows: Iterable[Row]) -> dict[str, list[Row]]:
        rows = list(rows)
        return {name: [row for row in rows if row["overview_class"] == name] for name in CLASSES}

    def page(path: str) -> Page:
        return Page(f"{folder}/{path}", language, site)

    rows = municipality.overview
    is_whole = len(rows) <= SHORT and len(municipality.programmes) == 1
    writer.page(
        page("index.html"),
        "municipality.html",
        **shared,
        section="overview",
        counts=municipality.area,
        headline=municipality.headline(municipality.area, language),
        lead=municipality.lead(municipality.area, rows, language),
        news=municipality.news(language),
        groups=groups(rows),
        urgent={
            programme["programme_id"]: [
                row
                for row in municipality.by_programme[programme["programme_id"]]
                if row["overview_class"] in ("missed", "at_risk")
            ][: max(3, SHORT // len(municipality.programmes))]
            for programme in municipality.programmes
        },
        is_whole=is_whole,
        sparks=sparks,
        span=(first, last),
    )
    for programme in municipality.programmes:
        own = municipality.by_programme[programme["programme_id"]]
        writer.page(
            page(f"programma/{programme['programme_id']}.html"),
            "programme.html",
            **shared,
            section="programme",
            programme=programme,
            counts=programme,
            headline=municipality.headline(
                programme, language, municipality.programme_name(programme, language)
            ),
            lead=municipality.lead(programme, own, language),
            groups=groups(own),
            sparks=sparks if len(own) <= LONG else {},
            span=(first, last),
        )
    for place, indicator in enumerate(rows):
        chart = charts[indicator["indicator_id"]]
        _write_indicator(writer, municipality, indicator, chart, place, language, codes, site)
    writer.page(
        page("betrouwbaarheid.html"),
        "reliability.html",
        **shared,
        section="reliability",
        revised=[row for row in municipality.revisions if row["revision_class"] == "revised"],
    )
    writer.page(page("tabellen.html"), "tables.html", **shared, section="tables")
    for document in municipality.documents:
        tables = [
            row for row in municipality.tables if row["document_id"] == document["document_id"]
        ]
        writer.page(
            page(f"tabellen/{document['document_id']}.html"),
            "edition.html",
            **shared,
            section="tables",
            document=document,
            tables=tables,
        )
    feed = Page(f"{folder}/feed.xml", language, site)
    writer.write(feed.file, render("feed.xml", feed, **shared))
    header = language.words["csv_columns"]
    data = files.figure_rows(municipality, rows, language)
    for name, for_excel in (("alle-cijfers.csv", False), ("alle-cijfers.excel.csv", True)):
        writer.write(
            f"{_prefix(language)}{folder}/data/{name}",
            files.as_csv(header, data, for_excel=for_excel),
        )


def _write_indicator(
    writer: Writer,
    municipality: Municipality,
    indicator: Row,
    chart: Chart | None,
    place: int,
    language: Language,
    codes: dict[str, dict[str, str]],
    site: Row,
) -> None:
    indicator_id = indicator["indicator_id"]
    page = Page(f"{municipality.id}/indicator/{indicator_id}.html", language, site)
    rows = municipality.overview
    programme = next(
        row for row in municipality.programmes if row["programme_id"] == indicator["programme_id"]
    )
    drawing = draw(chart) if chart else ""
    values = {
        "municipality": municipality,
        "codes": codes,
        "section": "indicator",
        "indicator": indicator,
        "programme": programme,
        "chart": chart,
        "drawing": drawing,
        "notes": municipality.chart_notes(indicator, chart, language) if chart else "",
        "printed": municipality.printed(indicator, language),
        "before": rows[place - 1] if place else None,
        "after": rows[place + 1] if place + 1 < len(rows) else None,
        "dataset": files.dataset(municipality, indicator, language, site, page.address),
    }
    writer.page(page, "indicator.html", **values)
    if chart:
        embed = Page(f"{municipality.id}/embed/{indicator_id}.html", language, site)
        writer.write(embed.file, render("embed.html", embed, **values))
    folder = f"{_prefix(language)}{municipality.id}"
    if chart:
        writer.write(f"{folder}/chart/{indicator_id}.svg", files.chart_file(drawing))
    header = language.words["csv_columns"]
    data = files.figure_rows(municipality, [indicator], language)
    writer.write(f"{folder}/data/{indicator_id}.csv", files.as_csv(header, data, for_excel=False))
    writer.write(
        f"{folder}/data/{indicator_id}.excel.csv", files.as_csv(header, data, for_excel=True)
    )


def _write_shared(writer: Writer, areas: list[Row], site: Row, style: str) -> None:
    """Write the pages and files that are about no single municipality."""
    for code in LANGUAGES:
        language = Language.of(code)
        for path, template, section in (
            ("index.html", "country.html", "country"),
            ("leeswijzer.html", f"guide_{code}.html", "guide"),
            ("toegankelijkheid.html", f"accessibility_{code}.html", "accessibility"),
            ("colofon.html", "colophon.html", "colophon"),
        ):
            writer.page(
                Page(path, language, site),
                template,
                areas=areas,
                section=section,
                municipality=None,
            )
        lost = Page("404.html", language, site)
        writer.write(lost.file, render("lost.html", lost, section="", municipality=None))
    templates = Path(__file__).with_name("templates")
    base = (templates / "style.css").read_text(encoding="utf-8")
    writer.write("assets/style.css", base + style)
    writer.write("assets/search.js", (templates / "search.js").read_text(encoding="utf-8"))


def _write_lists(writer: Writer, paths: Iterable[str], site: Row) -> None:
    """Write the list of pages for search engines."""
    pages = [Page(path, Language.of(LANGUAGES[0]), site) for path in sorted(set(paths))]
    day = site["published_at"].date().isoformat()
    writer.write("sitemap.xml", render("sitemap.xml", pages[0], pages=pages, day=day))
    writer.write(
        "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site['base_address']}/sitemap.xml\n"
    )
    writer.write(MARK, "")


def _replace(new: Path, folder: Path) -> None:
    """Put a finished folder in the place of the one before."""
    if folder.exists():
        if not (folder / MARK).exists() and any(folder.iterdir()):
            raise SiteError(f"{folder} is not a site: it would be overwritten")
        shutil.rmtree(folder)
    new.rename(folder)


def write_site(
    warehouse: Path,
    folder: Path,
    settings: Path,
    wanted: Iterable[str] = (),
    *,
    with_pdf: bool = False,
) -> Iterator[str]:
    """Write the site, and put it in the place of the one before when it is whole.

    Args:
        warehouse: The published file.
        folder: Folder to write.
        settings: File with the name, owner and addresses of the site.
        wanted: Ids of the areas to write; all of them by default.
        with_pdf: Whether to print each overview to a PDF too, with Chromium.

    Yields:
        What was done, in a sentence.

    Raises:
        SiteError: If there is no warehouse, no settings, no such area, or no Chromium for a PDF.
    """
    if not warehouse.exists():
        raise SiteError(f"there is no {warehouse}: run `make build` first")
    site = {**read_settings(settings), "with_pdf": with_pdf}
    style = ""
    if site["style"]:
        style = (settings.parent / site["style"]).read_text(encoding="utf-8")
    with duckdb.connect(warehouse, read_only=True) as connection:
        site |= facts.publication(connection)
        areas = facts.areas(connection)
    wanted = set(wanted)
    if unknown := wanted - {area["area_id"] for area in areas}:
        raise SiteError(f"{warehouse} has no indicators of {', '.join(sorted(unknown))}")
    areas = [area for area in areas if not wanted or area["area_id"] in wanted]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".site-") as temporary:
        new = Path(temporary) / "site"
        new.mkdir()
        # So that readers of a web server may enter it: a temporary folder is its owner's alone.
        new.chmod(0o755)
        writer = Writer(new)
        _write_shared(writer, areas, site, style)
        if site["logo"]:
            shutil.copyfile(
                settings.parent / site["logo"], new / "assets" / Path(site["logo"]).name
            )
        work = partial(_write_area, warehouse, new, site)
        paths = list(writer.pages)
        if len(areas) < MANY:
            for area in areas:
                paths += work(area)
        else:
            # DuckDB and its threads do not survive a fork.
            with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
                for found in pool.map(work, areas):
                    paths += found
        _write_lists(writer, paths, site)
        if with_pdf:
            overviews = [
                new / Page(f"{area['area_id'].lower()}/index.html", Language.of(code), site).file
                for area in areas
                for code in LANGUAGES
            ]
            for overview in overviews:
                print_pdf(overview, overview.with_name("overzicht.pdf"))
        _replace(new, folder)
    count = len(set(paths))
    yield f"Written {folder}: {count} pages in {len(LANGUAGES)} languages; areas: {len(areas)}"
