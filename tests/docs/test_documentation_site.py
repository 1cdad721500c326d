"""The documentation site, built as `make docs` does in a checkout where nothing has been built."""

import csv
import json
import posixpath
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from tests.support.projects import copy_sources, run_dbt, seed_file

# Reached by a form, not by a link.
SEARCH = "search.html"
DBT = "dbt/index.html"
# What a browser fetches by itself, with the attribute that says from where.
LOADED = (
    "//script/@src | //link[not(@rel='canonical' or @rel='next' or @rel='prev')]/@href"
    " | //img/@src | //iframe/@src | //source/@src | //object/@data"
)
DUTCH = ("docs/controller.html", "docs/reader.html", "docs/council.html")


class Site(NamedTuple):
    """The site and what it was made from.

    Attributes:
        project: A copy of the project, with what dbt wrote.
        folder: The folder of the site.
        pages: Each page but dbt's, by its path in that folder.
    """

    project: Path
    folder: Path
    pages: dict[str, html.HtmlElement]


def sphinx(project: Path) -> subprocess.CompletedProcess[str]:
    """Build the site with the options of `make docs`, which are in the Makefile."""
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    (options,) = re.findall(r"\$\(BIN\)/sphinx-build (.*)", makefile)
    return subprocess.run(
        [sys.executable, "-m", "sphinx", *options.split()],
        cwd=project,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    project = tmp_path_factory.mktemp("docs") / "project"
    copy_sources(project)
    described = run_dbt(project, "docs", "generate", "--static", with_files=True)
    assert described.exit_code == 0, described.text
    built = sphinx(project)
    assert (built.returncode, built.stderr) == (0, "")
    folder = project / "target/docs"
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    pages = {path: html.parse(folder / path).getroot() for path in paths if path != DBT}
    return Site(project, folder, pages)


def links(page: str, root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Give the links of a page within the site: path in its folder, and what comes behind #."""
    for address in root.xpath("//a/@href"):
        parts = urlsplit(address)
        if not parts.scheme and not parts.netloc:
            path = posixpath.join(posixpath.dirname(page), unquote(parts.path))
            yield posixpath.normpath(path) if parts.path else page, unquote(parts.fragment)


def test_every_link_leads_somewhere(site):
    manifest = json.loads((site.project / "target/manifest.json").read_text(encoding="utf-8"))
    broken = []
    for page, root in site.pages.items():
        for path, anchor in links(page, root):
            if path == DBT:
                kind, _, node = anchor.removeprefix("!/").partition("/")
                found = node.startswith(f"{kind}.") and node in manifest["nodes"]
            elif path in site.pages and anchor:
                found = bool(site.pages[path].xpath("//*[@id=$id]", id=anchor))
            else:
                found = (site.folder / path).is_file()
            if not found:
                broken.append((page, path, anchor))
    assert broken == []


def test_every_page_can_be_reached_from_the_first(site):
    reached, to_visit = set(), ["docs/index.html"]
    while to_visit:
        page = to_visit.pop()
        if page not in reached:
            reached.add(page)
            to_visit += [path for path, _ in links(page, site.pages.get(page, html.Element("a")))]
    assert {*site.pages, DBT} - {SEARCH, "index.html"} <= reached
    first = site.pages["index.html"].xpath("string(//meta[@http-equiv='refresh']/@content)")
    assert first.endswith("url=docs/index.html")


def test_every_table_and_column_is_in_the_dictionary(site):
    manifest = json.loads((site.project / "target/manifest.json").read_text(encoding="utf-8"))
    tables = {
        node["name"]: list(node["columns"])
        for node in manifest["nodes"].values()
        if node["resource_type"] == "seed" or node.get("access") == "public"
    }
    listed = {}
    for page, root in site.pages.items():
        if page.startswith("docs/dictionary/") and not page.endswith("README.html"):
            for section in root.xpath("//section/section"):
                rows = section.xpath(".//table//tbody/tr")
                cells = [[cell.text_content().strip() for cell in row] for row in rows]
                assert all(column and kind and text for column, kind, _, text in cells)
                listed[section.xpath("string(h2/text())")] = [column for column, *_ in cells]
    assert listed == tables


def test_dbt_leads_back_to_the_guides_and_the_dictionary(site):
    overview = (site.project / "models/docs/overview.md").read_text(encoding="utf-8")
    back = re.findall(r"\]\(\.\./(.*?)\)", overview)
    assert "docs/index.html" in back
    assert [path for path in back if path not in site.pages] == []


def test_nothing_is_loaded_from_elsewhere(site):
    pages = {**site.pages, DBT: html.parse(site.folder / DBT).getroot()}
    loaded = {address for root in pages.values() for address in root.xpath(LOADED)}
    for sheet in site.folder.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        loaded |= set(re.findall(r"(?:@import\s+|url\()\s*[\"']?([^\"')\s;]+)", text))
    assert loaded
    assert [address for address in loaded if re.match(r"(?:https?:)?//", address)] == []


def test_each_page_says_its_language(site):
    said = {page for page, root in site.pages.items() if root.get("lang") == "nl"}
    assert said == set(DUTCH)


def test_the_glossary_has_every_verdict_doubt_and_kind_of_figure(site):
    rows = {
        tuple(cell.text_content().strip() for cell in row[:2])
        for row in site.pages["docs/glossary.html"].xpath("//table//tbody/tr")
    }
    with seed_file(site.project, "code_words").open(encoding="utf-8", newline="") as file:
        words = list(csv.DictReader(file))
    lists = ("assessment_status", "verdict", "doubt", "value_type")
    assert {(word["code"], word["nl"]) for word in words if word["list"] in lists} <= rows


def test_the_guide_for_the_council_has_every_verdict_with_its_sign(site):
    told = {
        row[0].text_content().strip()
        for row in site.pages["docs/council.html"].xpath("//table//tbody/tr")
    }
    with seed_file(site.project, "code_words").open(encoding="utf-8", newline="") as file:
        words = [
            word
            for word in csv.DictReader(file)
            if word["list"] in ("assessment_status", "verdict") and word["code"] != "none"
        ]
    assert words
    assert [
        word["nl"] for word in words if not {word["nl"], f"{word['symbol']} {word['nl']}"} & told
    ] == []


def test_a_broken_link_fails(site):
    guide = site.project / "docs/council.md"
    text = guide.read_text(encoding="utf-8")
    for target in ("no_such_guide.md", "glossary.md#no-such-heading", "#no-such-anchor"):
        guide.write_text(f"{text}\n[broken]({target})\n", encoding="utf-8")
        built = sphinx(site.project)
        assert built.returncode != 0, target
        assert "docs/council.md" in built.stderr, built.stderr
        assert re.search("no[_-]such[_-][a-z]+", target)[0] in built.stderr, built.stderr
    guide.write_text(text, encoding="utf-8")
