"""From a page in its internal form to its tables and their figures."""

from collections.abc import Sequence

from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.figures import Figure
from municipal_indicators.reader.grid import Grid, Page, Paragraph
from municipal_indicators.reader.grids import (
    lines_in_rows,
    lines_in_series,
    tables_in_columns,
    tables_in_rows,
)
from municipal_indicators.reader.pairs import figures_in_pairs
from municipal_indicators.reader.tables import tables_in_series
from municipal_indicators.reader.tokens import Token
from municipal_indicators.reader.turned import turned_grid, turned_series
from municipal_indicators.reader.understand import Understanding
from municipal_indicators.reader.worded_lines import worded_lines, worded_tables


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
        for found in _in_series(series, understanding, classifier, number):
            number += 1
            figures.extend(found)
        series.clear()

    for block in page.blocks:
        if isinstance(block, Paragraph):
            series.append(block)
            continue
        title = series[-1].text.split("\n")[-1] if series else ""
        close_series()
        for found in _in_grid(block, title, understanding, classifier, number):
            number += 1
            figures.extend(found)
    close_series()
    return figures


def _in_series(
    paragraphs: Sequence[Paragraph],
    understanding: Understanding,
    classifier: Classifier,
    number: int,
) -> list[list[Figure]]:
    """Give the figures of each table in a series of paragraphs."""
    lines = []
    for paragraph in paragraphs:
        texts = paragraph.text.split("\n")
        for at, text in enumerate(texts, start=1):
            within = f", regel {at} ervan" if len(texts) > 1 else ""
            lines.append((text, f"{paragraph.source}{within}"))
    reader = understanding.headers
    worded = worded_tables(lines, reader, classifier)
    tokens = [Token.of(classifier, paragraph.text, paragraph.source) for paragraph in paragraphs]
    series = tables_in_series(tokens, reader)
    found: list[list[Figure]] = []
    before = [] if worded else tokens[: series[0].header.begin] if series else tokens
    turned = turned_series(before, reader, classifier)
    if placed := turned or figures_in_pairs(before, reader, classifier):
        found.append(understanding.figures_in_columns(placed, number + 1))
    for table in (*worded, *series):
        found.append(understanding.figures(table, number + len(found) + 1))
    if not any(found):
        others = worded_lines(lines, classifier) or lines_in_series(tokens)
        found.append(understanding.figures_without_header(others))
    return [figures for figures in found if figures]


def _in_grid(
    grid: Grid, title: str, understanding: Understanding, classifier: Classifier, number: int
) -> list[list[Figure]]:
    """Give the figures of each table in a grid, below the last text before it."""
    found: list[list[Figure]] = []
    if turned := turned_grid(grid, understanding.headers, classifier):
        return [understanding.figures_in_columns(turned, number + 1)]
    if grid.positions_known:
        for table in tables_in_columns(grid, understanding.headers, classifier):
            found.append(understanding.figures_in_columns(table, number + len(found) + 1))
        if found:
            return [figures for figures in found if figures]
    for rows in tables_in_rows(grid, title, understanding.headers, classifier):
        found.append(understanding.figures(rows, number + len(found) + 1))
    if not found:
        found.append(understanding.figures_without_header(lines_in_rows(grid, classifier)))
    return [figures for figures in found if figures]
