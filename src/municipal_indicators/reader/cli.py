"""The command `municipal-indicators read`."""

import io
import sys
from functools import partial
from pathlib import Path

import click

from municipal_indicators.in_project import in_project
from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.figures import Figure
from municipal_indicators.reader.forms import open_page
from municipal_indicators.reader.forms.sandbox import Progress
from municipal_indicators.reader.forms.text import read_text
from municipal_indicators.reader.output import write_cells
from municipal_indicators.reader.pages import read_page
from municipal_indicators.reader.words import word_list

PAGES_A_REPORT = 25  # pages of a file between two reports of progress


@click.command()
@click.argument(
    "pages",
    metavar="PAGE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path),
)
@click.option(
    "--cells",
    default="-",
    show_default=True,
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="Where to write the understood cells, as CSV; - for the screen.",
)
@click.option("--publisher", default="", help="Name of the municipality or province.")
@click.option("--kind", default="", help="Kind of the document: begroting, jaarstukken, …")
@click.option("--budget-year", type=click.IntRange(1980, 2059), help="Year of the edition.")
@in_project
def read(
    pages: tuple[Path, ...], cells: Path, publisher: str, kind: str, budget_year: int | None
) -> None:
    """Read saved pages of one edition: tables, lines and figures, each placed or left open.

    A page that cannot be read is named, and the others are read. Nothing is taken from the name of
    a file. Without --publisher, --kind and --budget-year, figures whose column prints only a year
    stay open.
    """
    edition = Edition.of(publisher, kind, budget_year)
    if kind and not (edition.is_plan or edition.is_report):
        click.echo(f"warning: kind {kind!r} is read as neither a plan nor a report", err=True)
    classifier = Classifier(word_list(), publisher)
    read_pages: list[tuple[str, list[Figure]]] = []
    for page in pages:
        try:
            saved = open_page(page, partial(read_text, classifier=classifier), _progress(page.name))
        except ReadError as error:
            click.echo(f"Error: {error}", err=True)
            continue
        read_pages.append((page.name, read_page(saved, classifier, edition)))
    text = io.StringIO()
    write_cells(read_pages, text)
    if str(cells) == "-":
        sys.stdout.write(text.getvalue())
    else:
        cells.write_text(text.getvalue(), encoding="utf-8")
    if len(read_pages) < len(pages):
        sys.exit(1)


def _progress(name: str) -> Progress:
    """Make a report of the pages of a long file that are done."""

    def report(done: int, total: int) -> None:
        if total >= PAGES_A_REPORT and (done == total or done % PAGES_A_REPORT == 0):
            click.echo(f"{name}: {done} of {total} pages", err=True)

    return report
