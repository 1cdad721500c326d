"""The commands `municipal-indicators read` and `municipal-indicators accept`."""

import io
import sys
from functools import partial
from pathlib import Path

import click

from municipal_indicators import paths
from municipal_indicators.in_project import in_project
from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.figures import PrintedTable
from municipal_indicators.reader.forms import open_page
from municipal_indicators.reader.forms.sandbox import Progress
from municipal_indicators.reader.forms.text import read_text
from municipal_indicators.reader.header_file import read_header_file
from municipal_indicators.reader.output import write_cells
from municipal_indicators.reader.pages import read_tables
from municipal_indicators.reader.words import area_ids, document_kind, name_of_kind, word_list

FOLDER = click.Path(file_okay=False, resolve_path=True, path_type=Path)

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
    type=click.Path(dir_okay=False, allow_dash=True, resolve_path=True, path_type=Path),
    help="Write the understood cells as CSV, - for the screen, and no review folder.",
)
@click.option("--publisher", default="", help="Name of the municipality or province.")
@click.option("--kind", default="", help="Kind of the document: begroting, jaarstukken, …")
@click.option("--budget-year", type=click.IntRange(1980, 2059), help="Year of the edition.")
@click.option(
    "--header",
    type=click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path),
    help="CSV file that says what headers mean.",
)
@click.option("--title", help="Title of the edition.  [default: kind and year]")
@click.option("--folder", type=FOLDER, help="Review folder.  [default: review/ and the edition]")
@in_project
def read(
    pages: tuple[Path, ...],
    cells: Path | None,
    publisher: str,
    kind: str,
    budget_year: int | None,
    header: Path | None,
    title: str | None,
    folder: Path | None,
) -> None:
    """Read the saved PAGES of one edition: tables, lines and figures, each placed or left open.

    Writes a folder to review: the rows for the seeds, proposals for labels, and a report that shows
    each table as it was understood. `accept` takes the folder over. Nothing is taken from the names
    of the files. Without --publisher, --kind and --budget-year, which a review folder needs,
    figures whose column prints only a year stay open. A page that cannot be read is named.
    """
    if cells is None and not (publisher and kind and budget_year):
        raise click.UsageError(
            "a review folder needs --publisher, --kind and --budget-year; --cells - prints what"
            " is understood without them"
        )
    edition = Edition.of(publisher, kind, budget_year)
    if kind and not (edition.is_plan or edition.is_report):
        click.echo(f"warning: kind {kind!r} is read as neither a plan nor a report", err=True)
    classifier = Classifier(word_list(), publisher)
    try:
        given = read_header_file(header, classifier) if header else {}
    except ReadError as error:
        raise click.ClickException(str(error)) from error
    read_pages: list[tuple[str, list[PrintedTable]]] = []
    for page in pages:
        try:
            saved = open_page(page, partial(read_text, classifier=classifier), _progress(page.name))
        except ReadError as error:
            click.echo(f"Error: {error}", err=True)
            continue
        read_pages.append((page.name, read_tables(saved, classifier, edition, given)))
    if cells is None:
        if len(read_pages) < len(pages):
            raise click.ClickException("no review folder was written, for not every page was read")
        assert budget_year is not None
        tables = [table for _, found in read_pages for table in found]
        _review(tables, classifier, publisher, kind, budget_year, title, folder)
        return
    text = io.StringIO()
    write_cells(
        [(name, [f for table in tables for f in table.figures]) for name, tables in read_pages],
        text,
    )
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


def _review(
    tables: list[PrintedTable],
    classifier: Classifier,
    publisher: str,
    kind: str,
    budget_year: int,
    title: str | None,
    folder: Path | None,
) -> None:
    """Write the review folder, and say what is left to do."""
    # Imported here, for what compares labels takes longer than reading a page.
    from municipal_indicators.reader.review import (
        TO_BE_FILLED_IN,
        DocumentRow,
        SeedRows,
        as_printed,
    )
    from municipal_indicators.reader.review_folder import REPORT, write_review

    areas = area_ids()
    kind = document_kind(kind)
    document = DocumentRow(
        publisher=publisher,
        area_id=areas.get(publisher.casefold(), f"{TO_BE_FILLED_IN}{publisher}"),
        document_kind=kind,
        budget_year=budget_year,
        title=title or f"{name_of_kind(kind)} {budget_year}",
    )
    if not tables:
        raise click.ClickException("found no figures, expected at least one table of indicators")
    folder = folder or paths.REVIEW / document.document_id
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(
            f"{folder} exists and may hold a review: remove it, or name another with --folder"
        )
    tables = [as_printed(table) for table in tables]
    rows = SeedRows(document, areas, classifier).of(tables)
    to_do = write_review(folder, rows, tables)
    figures = [figure for table in tables for figure in table.figures]
    still_open = sum(not (figure.year and figure.value_type) for figure in figures)
    click.echo(
        f"Gelezen: tabellen {len(tables)}, cijfers {len(figures)}, waarvan open {still_open}."
        f" Bekijk {folder / REPORT}"
    )
    for line in to_do:
        click.echo(f"- {line}")
    click.echo(f"Daarna: municipal-indicators accept {folder}")


@click.command()
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path)
)
@click.option("--replace", is_flag=True, help="Put it in the place of an edition that exists.")
@click.option("--landing", type=FOLDER, help="Add to this landing folder, not to the seeds.")
@in_project
def accept(folder: Path, replace: bool, landing: Path | None) -> None:
    """Add the edition that was reviewed in FOLDER to the seeds, whole or not at all.

    Accepting it again changes nothing. The next build tests what was added.
    """
    from municipal_indicators.reader.accept import accept as add
    from municipal_indicators.reader.reviewed import AcceptError

    try:
        done = add(folder, replace, landing)
    except AcceptError as error:
        raise click.ClickException(str(error)) from error
    for line in done or ["Nothing was added: everything is there already."]:
        click.echo(line)
