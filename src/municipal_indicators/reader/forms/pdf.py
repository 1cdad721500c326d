"""Reads a PDF file that holds text, page by page.

Ruled tables are read by their lines. In a table without lines a text gets a column only where its
place on the page decides; if one does not, the whole table is left without known positions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.forms import pdf_columns, pdf_page, pdf_rules, pdf_words
from municipal_indicators.reader.forms.limits import CELLS, PDF_PAGES, damaged
from municipal_indicators.reader.forms.pdf_page import Word
from municipal_indicators.reader.forms.pdf_rules import SAME_LINE, RuledTable
from municipal_indicators.reader.forms.sandbox import Progress
from municipal_indicators.reader.grid import Block, Grid, GridCell, Page


def parse(path: Path, progress: Progress) -> Page:
    """Read the text and tables of a PDF file.

    Args:
        path: The file.
        progress: Called with the number of pages done and of all pages.

    Returns:
        The texts and tables of all pages, in their order.

    Raises:
        ReadError: The file is damaged, locked, too long, or holds pictures of text only.
    """
    blocks: list[Block] = []
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(path, "the document", "a password", "a file without one") from error
        damaged(path, "the document", error)
    total = len(document)
    if total > PDF_PAGES:
        raise ReadError(
            path,
            "the document",
            f"{total} pages",
            f"at most {PDF_PAGES}: save the pages with the tables",
        )
    before: list[_Placed] = []
    for number in range(total):
        page = document[number]
        placed = _blocks(page, f"page {number + 1}")
        page.close()
        if _continues(before, placed):
            placed[0] = _below(before[-1], placed[0])
            before.pop()
        blocks.extend(block.block for block in before)
        before = placed
        progress(number + 1, total)
    blocks.extend(block.block for block in before)
    if not blocks:
        raise ReadError(
            path,
            "the document",
            "no text, only pictures of it",
            "a PDF file with a text layer: have the text recognised (OCR) or use the web page",
        )
    return Page(tuple(blocks))


@dataclass(frozen=True)
class _Placed:
    """A paragraph or table and its place on its page.

    Attributes:
        top: Its upper edge, in points.
        block: The paragraph or table.
        columns: The left edges of the columns of a ruled table; none for any other block.
    """

    top: float
    block: Block
    columns: tuple[float, ...] = ()


def _blocks(page: pypdfium2.PdfPage, source: str) -> list[_Placed]:
    """Return the paragraphs and tables of a page from top to bottom."""
    words = pdf_page.words(page)
    placed: list[_Placed] = []
    for table in pdf_rules.tables(pdf_page.lines(page), CELLS):
        inside = [word for word in words if table.box.holds(word)]
        grid = _ruled(table, inside, source)
        if grid is not None:
            edges = {cell.column: cell.box.left for cell in table.cells}
            columns = tuple(edges[column] for column in sorted(edges))
            placed.append(_Placed(table.box.top, grid, columns))
            words = [word for word in words if not table.box.holds(word)]
    placed.extend(_Placed(top, block) for top, block in pdf_columns.blocks(words, source))
    return sorted(placed, key=lambda item: item.top)


def _continues(before: Sequence[_Placed], placed: Sequence[_Placed]) -> bool:
    """Return whether the table that begins a page is the rest of the one that ends the page before.

    Its columns stand in the same places, and its first row has figures, so it is no other header.
    """
    if not before or not placed or not isinstance(placed[0].block, Grid):
        return False
    above, below = before[-1].columns, placed[0].columns
    first = [cell.text for cell in placed[0].block.cells if cell.row == 0 and cell.column]
    return (
        len(above) == len(below) > 1
        and all(abs(one - two) < SAME_LINE for one, two in zip(above, below, strict=True))
        and any(map(pdf_words.is_figure, first))
    )


def _below(above: _Placed, rest: _Placed) -> _Placed:
    """Join the rest of a table to what stands on the page before."""
    assert isinstance(above.block, Grid)
    assert isinstance(rest.block, Grid)
    rows = max(cell.row + cell.row_span for cell in above.block.cells)
    cells = tuple(replace(cell, row=cell.row + rows) for cell in rest.block.cells)
    grid = replace(above.block, cells=above.block.cells + cells)
    return replace(rest, block=grid)


def _ruled(table: RuledTable, words: list[Word], source: str) -> Grid | None:
    """Return a table by its lines; None if it is empty or they do not part what stands apart."""
    cells = []
    for cell in table.cells:
        lines = pdf_words.lines([word for word in words if cell.box.holds(word)])
        # Words stand apart in a line that is set to the full width; figures only in columns.
        if any(pdf_words.figures(line) > 1 for line in lines):
            return None
        cells.append(
            GridCell(
                cell.row,
                cell.column,
                pdf_words.cell_text(lines),
                cell.rows,
                cell.columns,
                source=source,
            )
        )
    return Grid(tuple(cells), source=source) if words else None
