"""From a page in its internal form to its tables and their figures."""

from collections.abc import Sequence
from dataclasses import replace

from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.figures import Figure, PrintedTable
from municipal_indicators.reader.grid import Grid, Page, Paragraph
from municipal_indicators.reader.grids import lines_in_rows, tables_in_columns, tables_in_rows
from municipal_indicators.reader.tables import Table, tables_in_series
from municipal_indicators.reader.tokens import Token
from municipal_indicators.reader.understand import Understanding
from municipal_indicators.reader.worded_lines import worded_table


def read_page(page: Page, classifier: Classifier, edition: Edition) -> list[Figure]:
    """Give all figures of a page in the order of reading; parameters as for `read_tables`."""
    return [figure for table in read_tables(page, classifier, edition) for figure in table.figures]


def read_tables(page: Page, classifier: Classifier, edition: Edition) -> list[PrintedTable]:
    """Understand a page.

    Args:
        page: The page in its internal form.
        classifier: Tells what a text is.
        edition: What is known of the edition.

    Returns:
        Its tables with figures in the order of reading.
    """
    understanding = Understanding(classifier, edition)
    tables: list[PrintedTable] = []
    series: list[Paragraph] = []

    def close_series() -> None:
        for table in _tables(series, understanding, classifier):
            found = understanding.figures(table, len(tables) + 1)
            if found.figures:
                tables.append(found)
        series.clear()

    for block in page.blocks:
        if isinstance(block, Paragraph):
            series.append(block)
            continue
        close_series()
        tables.extend(_in_grid(block, understanding, classifier, len(tables)))
    close_series()
    return tables


def _in_grid(
    grid: Grid, understanding: Understanding, classifier: Classifier, number: int
) -> list[PrintedTable]:
    """Give each table in a grid that has figures."""
    found: list[PrintedTable] = []
    if grid.positions_known:
        for table in tables_in_columns(grid, understanding.headers, classifier):
            found.append(
                understanding.figures_in_columns(
                    table.columns, table.lines, table.places, number + len(found) + 1
                )
            )
    if not found:
        for rows in tables_in_rows(grid, understanding.headers, classifier):
            found.append(understanding.figures(rows, number + len(found) + 1))
    if not found:
        found.append(understanding.figures_without_header(lines_in_rows(grid, classifier)))
    return [replace(table, title=table.title or grid.caption) for table in found if table.figures]


def _tables(
    paragraphs: Sequence[Paragraph], understanding: Understanding, classifier: Classifier
) -> list[Table]:
    """Find the tables in a series of paragraphs, in lines of words first."""
    lines = []
    for paragraph in paragraphs:
        texts = paragraph.text.split("\n")
        for number, text in enumerate(texts, start=1):
            within = f", regel {number} ervan" if len(texts) > 1 else ""
            lines.append((text, f"{paragraph.source}{within}"))
    worded = worded_table(lines, understanding.headers, classifier)
    tokens = [Token.of(classifier, paragraph.text, paragraph.source) for paragraph in paragraphs]
    tables = tables_in_series(tokens, understanding.headers)
    return [worded, *tables] if worded else tables
