"""The command `municipal-indicators read`."""

import io
import sys
from pathlib import Path

import click

from municipal_indicators.in_project import in_project
from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.forms import open_page
from municipal_indicators.reader.forms.text import read_text
from municipal_indicators.reader.output import write_cells
from municipal_indicators.reader.pages import read_page
from municipal_indicators.reader.words import word_list


@click.command()
@click.argument(
    "page", type=click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path)
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
def read(page: Path, cells: Path, publisher: str, kind: str, budget_year: int | None) -> None:
    """Read a saved PAGE: its tables, lines and figures, each placed or left open.

    Nothing is taken from the name of the file. Without --publisher, --kind and --budget-year,
    figures whose column prints only a year stay open.
    """
    edition = Edition.of(publisher, kind, budget_year)
    if kind and not (edition.is_plan or edition.is_report):
        click.echo(f"warning: kind {kind!r} is read as neither a plan nor a report", err=True)
    classifier = Classifier(word_list(), publisher)
    try:
        saved = open_page(page, lambda text: read_text(text, classifier))
        figures = read_page(saved, classifier, edition)
    except ReadError as error:
        raise click.ClickException(str(error)) from error
    text = io.StringIO()
    write_cells(figures, text)
    if str(cells) == "-":
        sys.stdout.write(text.getvalue())
    else:
        cells.write_text(text.getvalue(), encoding="utf-8")
