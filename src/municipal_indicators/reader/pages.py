"""From a page in its internal form to its tables and their figures."""

from collections.abc import Sequence

from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.figures import Figure
from municipal_indicators.reader.grid import Grid, Page, Paragraph
from municipal_indicators.reader.grids import lines_in_rows, tables_in_columns, tables_in_rows
from municipal_indicators.reader.tables import Table, tables_in_series
from municipal_indicators.reader.tokens import Token
from municipal_indicators.reader.understand import Understanding
from municipal_indicators.reader.worded_lines import worded_table


def read_page(page: Page, classifier: Classifier, edition: Edition) -> list[Figure]:
    """Understand a page.

    Args:
        page: The page in its internal form.
        classifier: Tells what a text is.
        edition: What is known of the edition.

    Returns:
        Its figures in the order of reading.
    """
    understanding = Understanding(classifier, edition)
    figures: list[Figure] = []
    series: list[Paragraph] = []
    number = 0

    def close_series() -> None:
        nonlocal number
        for table in _tables(series, understanding, classifier):
            found = understanding.figures(table, number + 1)
            if found:
                number += 1
                figures.extend(found)
        series.clear()

    for block in page.blocks:
        if isinstance(block, Paragraph):
            series.append(block)
            continue
        close_series()
        for found in _in_grid(block, understanding, classifier, number):
            number += 1
            figures.extend(found)
    close_series()
    return figures


def _in_grid(
    grid: Grid, understanding: Understanding, classifier: Classifier, number: int
) -> list[list[Figure]]:
    """Give the figures of each table in a grid."""
    found: list[list[Figure]] = []
    if grid.positions_known:
        for table in tables_in_columns(grid, understanding.headers, classifier):
            found.append(
                understanding.figures_in_columns(
                    table.columns, table.lines, table.places, number + len(found) + 1
                )
            )
        if found:
            return [figures for figures in found if figures]
    for rows in tables_in_rows(grid, understanding.headers, classifier):
        found.append(understanding.figures(rows, number + len(found) + 1))
    if not found:
        found.append(understanding.figures_without_header(lines_in_rows(grid, classifier)))
    return [figures for figures in found if figures]


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
