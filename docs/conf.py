"""Sphinx: the guides, the data dictionary and dbt's own docs as one site.

The source is the whole project, so that links between Markdown files, which a code host follows,
hold here too; a link to any other file becomes a download. The data dictionary is filled from what
dbt knows of the project, so `dbt docs generate --static` comes first; `make docs` does both.
"""

import json
import shutil
from pathlib import Path
from typing import Any

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

from municipal_indicators.export.data_package import UNIT_OF_COLUMN

PROJECT = Path(__file__).resolve().parents[1]
DBT = PROJECT / "target"
BAR = r"\|"

project = "Municipal indicator warehouse"
html_title = project
html_theme = "furo"
extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = ["*.md", "docs/**.md", "benchmarks/README.md"]
# Not searched for pages: what git ignores is large.
exclude_patterns = [".*", "logs", "target", "warehouse"]
nitpicky = True
myst_heading_anchors = 4
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_copyright = False
html_use_index = False

# Pages that an official of a municipality reads.
DUTCH = {"docs/controller", "docs/council", "docs/reader"}
# What each page of the dictionary lists: the folder of the files that make a table, or seeds.
DICTIONARY = {
    "docs/dictionary/seeds": "seeds",
    "docs/dictionary/core": "models/marts/core",
    "docs/dictionary/assessment": "models/marts/assessment",
    "docs/dictionary/quality": "models/marts/quality",
    "docs/dictionary/reporting": "models/marts/reporting",
}


def add_tables(app: Sphinx, page: str, source: list[str]) -> None:
    """Append to a page of the data dictionary the tables that it is about."""
    if page not in DICTIONARY:
        return
    nodes = json.loads((DBT / "manifest.json").read_text(encoding="utf-8"))["nodes"].values()
    tables = (node for node in nodes if node["original_file_path"].startswith(DICTIONARY[page]))
    for table in sorted(tables, key=lambda node: node["name"]):
        if table["resource_type"] in ("model", "seed"):
            source[0] += describe(table)


def describe(table: dict[str, Any]) -> str:
    """Describe a table in Markdown, with a link to its page in dbt's docs."""
    address = f"../../dbt/index.html#!/{table['resource_type']}/{table['unique_id']}"
    key = ", ".join(f"`{column}`" for column in table.get("primary_key", []))
    lines = [
        "",
        f"## {table['name']}",
        "",
        table["description"],
        "",
        *([f"Key: {key}.", ""] if key else []),
        f'<a href="{address}">SQL, tests and lineage</a>',
        "",
        "| column | type | unit | description |",
        "| --- | --- | --- | --- |",
    ]
    types = table["config"]["column_types"]
    for column in table["columns"].values():
        name = column["name"]
        cells = (
            f"`{name}`",
            column["data_type"] or types[name],
            UNIT_OF_COLUMN.get(name, ""),
            " ".join([*column["description"].split(), *references(column)]),
        )
        # A bar within a cell, such as in 2015|2016, begins no new one.
        lines.append(f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |")
    return "\n".join(lines) + "\n"


def references(column: dict[str, Any]) -> list[str]:
    """Say to which tables a column refers."""
    relations = [constraint["to"] for constraint in column["constraints"] if constraint["to"]]
    targets = [relation.replace('"', "").split(".")[-2:] for relation in relations]
    return [f"Refers to [{table}]({schema}.md#{table})." for schema, table in targets]


def set_language(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Tell a browser, and so a screen reader, in which language a page is."""
    if page in DUTCH:
        context["language"] = "nl"


def add_dbt_docs(app: Sphinx, exception: Exception | None) -> None:
    """Put dbt's own docs beside the pages, and a way from the top of the folder to the first."""
    if exception is None:
        (app.outdir / "dbt").mkdir(exist_ok=True)
        shutil.copyfile(DBT / "static_index.html", app.outdir / "dbt/index.html")
        (app.outdir / "index.html").write_text(
            f'<!doctype html><meta charset="utf-8"><title>{project}</title>'
            f'<meta http-equiv="refresh" content="0; url={root_doc}.html">'
            f'<a href="{root_doc}.html">{project}</a>\n',
            encoding="utf-8",
        )


def setup(app: Sphinx) -> None:
    """Connect the above to the steps of a build."""
    # Sphinx knows no colours for these; they stay as they are.
    for language in ("csv", "mermaid"):
        app.add_lexer(language, TextLexer)
    app.connect("source-read", add_tables)
    app.connect("html-page-context", set_language)
    app.connect("build-finished", add_dbt_docs)
