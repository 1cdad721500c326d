"""Tables that lines draw on a page of a PDF file."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from municipal_indicators.reader.forms.pdf_page import Box

# Lines that are drawn this close together are one, in points.
SAME_LINE = 3.0
# A page with more lines than this, those in one another's continuation as one, is a map or a chart.
MOST_LINES = 2_000


@dataclass(frozen=True)
class RuledCell:
    """A cell between drawn lines.

    Attributes:
        row: Number of its first row in the table, from 0.
        column: Number of its first column, from 0.
        rows: Number of rows that it covers.
        columns: Number of columns that it covers.
        box: Where it is on the page.
    """

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True)
class RuledTable:
    """A table that lines draw.

    Attributes:
        box: Where it is on the page.
        cells: Its cells in the order of reading.
    """

    box: Box
    cells: tuple[RuledCell, ...]


def tables(lines: Sequence[Box], most_cells: int) -> Iterator[RuledTable]:
    """Yield the tables that lines draw.

    Args:
        lines: Level and upright lines.
        most_cells: Drawings with more cells than this are no tables.

    Yields:
        Each drawing with at least two columns whose cells are all rectangles, the smallest first,
        for a frame can stand around a table.
    """
    level = _joined([line for line in lines if line.right - line.left > line.bottom - line.top])
    upright = [
        _turned(line)
        for line in _joined(
            [_turned(line) for line in lines if line.right - line.left <= line.bottom - line.top]
        )
    ]
    if len(level) + len(upright) > MOST_LINES:
        return
    drawings = _connected([*level, *upright])
    for drawing in sorted(drawings, key=lambda drawing: _area(_around(drawing))):
        # The ends of level lines close a table that has no upright lines at its sides.
        lefts = _edges([x for line in drawing for x in (line.left, line.right)])
        tops = _edges([y for line in drawing for y in (line.top, line.bottom)])
        rows, columns = len(tops) - 1, len(lefts) - 1
        if rows < 1 or columns < 2 or rows * columns > most_cells:
            continue
        cells = _cells(drawing, lefts, tops)
        if cells:
            yield RuledTable(_around(drawing), cells)


def _joined(lines: Sequence[Box]) -> list[Box]:
    """Return level lines with those that continue each other as one."""
    joined: list[Box] = []
    height = _edges([line.top for line in lines])
    rows: dict[int, list[Box]] = {}
    for line in lines:
        rows.setdefault(bisect_right(height, line.top) - 1, []).append(line)
    for row, parts in sorted(rows.items()):
        end = None
        for part in sorted(parts, key=lambda part: part.left):
            if end is not None and part.left <= end + SAME_LINE:
                begin, end = joined.pop().left, max(end, part.right)
            else:
                begin, end = part.left, part.right
            joined.append(Box(begin, height[row], end, height[row]))
    return joined


def _connected(lines: Sequence[Box]) -> list[list[Box]]:
    """Return the lines in drawings: groups of lines that touch."""
    drawings: list[list[Box]] = []
    for line in lines:
        touching = [
            drawing for drawing in drawings if any(_touch(line, other) for other in drawing)
        ]
        drawings = [drawing for drawing in drawings if drawing not in touching]
        drawings.append([line, *(other for drawing in touching for other in drawing)])
    return drawings


def _cells(
    drawing: Sequence[Box], lefts: Sequence[float], tops: Sequence[float]
) -> tuple[RuledCell, ...]:
    """Return the cells of a drawing; none if one of them is no rectangle."""
    rows, columns = range(len(tops) - 1), range(len(lefts) - 1)
    # Whether a line parts a square of the finest division from the one before it.
    left_of = {
        (row, column)
        for row in rows
        for column in columns
        if column == 0
        or _is_drawn(drawing, Box(lefts[column], tops[row], lefts[column], tops[row + 1]))
    }
    above = {
        (row, column)
        for row in rows
        for column in columns
        if row == 0
        or _is_drawn(drawing, Box(lefts[column], tops[row], lefts[column + 1], tops[row]))
    }
    covered: set[tuple[int, int]] = set()
    cells = []
    for row, column in product(rows, columns):
        if (row, column) in covered:
            continue
        right = next((c for c in columns[column + 1 :] if (row, c) in left_of), len(columns))
        bottom = next((r for r in rows[row + 1 :] if (r, column) in above), len(rows))
        squares = set(product(range(row, bottom), range(column, right)))
        inner_lines = {(r, c) for r, c in squares if c > column and (r, c) in left_of} | {
            (r, c) for r, c in squares if r > row and (r, c) in above
        }
        open_sides = {
            (r, c)
            for r, c in product(range(row, bottom), {column, right} - {len(columns)})
            if (r, c) not in left_of
        } | {
            (r, c)
            for r, c in product({row, bottom} - {len(rows)}, range(column, right))
            if (r, c) not in above
        }
        if inner_lines or open_sides or squares & covered:
            return ()
        covered |= squares
        box = Box(lefts[column], tops[row], lefts[right], tops[bottom])
        cells.append(RuledCell(row, column, bottom - row, right - column, box))
    return tuple(cells)


def _is_drawn(drawing: Sequence[Box], side: Box) -> bool:
    """Return whether a line runs along the whole side of a square."""
    return any(
        line.left - SAME_LINE <= side.left
        and side.right <= line.right + SAME_LINE
        and line.top - SAME_LINE <= side.top
        and side.bottom <= line.bottom + SAME_LINE
        for line in drawing
    )


def _edges(positions: Sequence[float]) -> list[float]:
    """Return the different positions, from the first on."""
    edges: list[float] = []
    for position in sorted(positions):
        if not edges or position - edges[-1] > SAME_LINE:
            edges.append(position)
    return edges


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left <= other.right + SAME_LINE
        and other.left <= one.right + SAME_LINE
        and one.top <= other.bottom + SAME_LINE
        and other.top <= one.bottom + SAME_LINE
    )


def _turned(box: Box) -> Box:
    return Box(box.top, box.left, box.bottom, box.right)


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)
