"""Text on a page of a PDF file outside ruled tables: paragraphs, and tables without lines."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from municipal_indicators.reader.forms import pdf_words
from municipal_indicators.reader.forms.pdf_page import Word
from municipal_indicators.reader.grid import Block, Grid, GridCell, Paragraph

# Two columns of running text have longer lines than any table has figures.
LONGEST_FIGURE = 24
# A text beside all columns belongs to the nearest if the next one is this many times as far away.
CLEARLY_NEARER = 3.0

Segment = list[Word]
Extent = tuple[float, float]


def blocks(words: Sequence[Word], source: str) -> Iterator[tuple[float, Block]]:
    """Yield the paragraphs and tables that words make.

    Args:
        words: Words outside ruled tables.
        source: The page, for people.

    Yields:
        The upper edge of a block, and the block.
    """
    rows = [pdf_words.segments(line) for line in pdf_words.lines(words)]
    for is_table, group in groupby(_in_tables(rows), key=lambda item: item[1]):
        table = [row for row, _ in group]
        top = min(word.top for segment in table[0] for word in segment)
        if is_table:
            yield top, _grid(table, source)
            continue
        for row in table:
            text = " ".join(pdf_words.text(segment) for segment in row)
            yield min(word.top for word in row[0]), Paragraph(text, source)


def _in_tables(rows: list[list[Segment]]) -> Iterator[tuple[list[Segment], bool]]:
    """Yield each line and whether it is in a table: from a line with columns to the last one."""
    columns = [len(row) > 1 for row in rows]
    start = 0
    while start < len(rows):
        end = start
        if columns[start]:
            last = start
            # In between, a line that stays in the first column is a label without figures.
            while end < len(rows) and (
                columns[end] or rows[end][0][-1].right < rows[last][1][0].left
            ):
                last = end if columns[end] else last
                end += 1
            end = last + 1
        figures = [len(pdf_words.text(part)) for row in rows[start:end] for part in row[1:]]
        is_table = end - start > 1 and median(figures) <= LONGEST_FIGURE
        end = max(end, start + 1)
        for row in rows[start:end]:
            yield row, is_table
        start = end


def _grid(rows: list[list[Segment]], source: str) -> Grid:
    """Return a table, with the positions of its texts if each has one that is certain."""
    columns = _columns(rows)
    placed = [[_place(segment, columns) for segment in row] for row in rows]
    # A text in two columns, or two texts in one, makes the whole table uncertain.
    known = bool(columns) and all(
        None not in places and _are_apart([place for place in places if place]) for places in placed
    )
    cells = []
    for number, (row, places) in enumerate(zip(rows, placed, strict=True)):
        for order, (segment, place) in enumerate(zip(row, places, strict=True)):
            first, last = place if known and place else (order, order)
            cells.append(
                GridCell(
                    number,
                    first,
                    pdf_words.text(segment),
                    column_span=last - first + 1,
                    source=source,
                )
            )
    return Grid(tuple(cells), positions_known=known, source=source)


def _columns(rows: list[list[Segment]]) -> list[Extent]:
    """Return where each column begins and ends by the fullest lines; none if they disagree."""
    most = max(map(len, rows))
    full = [row for row in rows if len(row) == most]
    columns = [
        (min(row[n][0].left for row in full), max(row[n][-1].right for row in full))
        for n in range(most)
    ]
    apart = all(left[1] < right[0] for left, right in zip(columns, columns[1:], strict=False))
    return columns if apart else []


def _place(segment: Segment, columns: list[Extent]) -> tuple[int, int] | None:
    """Return the first and last column that a text stands in; None if that is not certain."""
    left, right = segment[0].left, segment[-1].right
    within = [n for n, column in enumerate(columns) if left < column[1] and right > column[0]]
    if len(within) == 1:
        return within[0], within[0]
    if within:
        # A text over several columns is a header; figures are more likely two that stand close.
        has_figures = any(character.isdigit() for word in segment for character in word.text)
        return None if has_figures else (within[0], within[-1])
    distances = sorted(
        (max(column[0] - right, left - column[1]), n) for n, column in enumerate(columns)
    )
    if len(distances) > 1 and distances[1][0] < CLEARLY_NEARER * distances[0][0]:
        return None
    return (distances[0][1], distances[0][1]) if distances else None


def _are_apart(places: list[tuple[int, int]]) -> bool:
    """Return whether each text of a line stands behind the one before it."""
    return all(before[1] < after[0] for before, after in zip(places, places[1:], strict=False))
