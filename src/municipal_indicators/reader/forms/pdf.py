"""Reads a PDF file that holds text, page by page.

Ruled tables are read by their lines. In a table without lines a text gets a column only where its
place on the page decides; if one does not, the whole table is left without known positions.
"""

from collections.abc import Iterator
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page as PdfPage
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException

from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.forms import pdf_columns, pdf_words
from municipal_indicators.reader.forms.limits import PDF_PAGES, check_cells
from municipal_indicators.reader.forms.pdf_words import Word
from municipal_indicators.reader.forms.sandbox import Progress
from municipal_indicators.reader.grid import Block, Grid, GridCell, Page

# Edges of cells that are drawn this close together are one, in points.
SAME_EDGE = 3.0


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
        with pdfplumber.open(path) as document:
            total = len(document.pages)
            if total > PDF_PAGES:
                raise ReadError(
                    path,
                    "the document",
                    f"{total} pages",
                    f"at most {PDF_PAGES}: save the pages with the tables",
                )
            for number, page in enumerate(document.pages, start=1):
                blocks.extend(_blocks(path, page, f"page {number}"))
                # Without this the objects of all pages stay in memory.
                page.close()
                progress(number, total)
    except PdfminerException as error:
        if isinstance(error.args[0], PDFPasswordIncorrect):
            raise ReadError(path, "the document", "a password", "a file without one") from error
        raise
    if not blocks:
        raise ReadError(
            path,
            "the document",
            "no text, only pictures of it",
            "a PDF file with a text layer: have the text recognised (OCR) or use the web page",
        )
    return Page(tuple(blocks))


def _blocks(path: Path, page: PdfPage, source: str) -> list[Block]:
    """Return the paragraphs and tables of a page from top to bottom."""
    words = pdf_words.on_page(page)
    placed: list[tuple[float, Block]] = []
    # Without words there is nothing to find, and looking for lines takes most of the time.
    for table in page.find_tables() if words and page.edges else []:
        inside = [word for word in words if word.is_in(table.bbox)]
        grid = _ruled(path, table, inside, source)
        if grid is not None:
            placed.append((table.bbox[1], grid))
            words = [word for word in words if not word.is_in(table.bbox)]
    placed.extend(pdf_columns.blocks(words, source))
    return [block for _, block in sorted(placed, key=lambda item: item[0])]


def _ruled(path: Path, table: Table, words: list[Word], source: str) -> Grid | None:
    """Return a table by its lines; None if they do not part all that stands apart."""
    lefts = _edges(cell[0] for cell in table.cells)
    tops = _edges(cell[1] for cell in table.cells)
    check_cells(path, source, len(tops), len(lefts))
    if len(lefts) < 2:
        return None
    cells = []
    for box in table.cells:
        left, top, right, bottom = box
        content = [word for word in words if word.is_in(box)]
        lines = pdf_words.lines(content)
        if any(len(pdf_words.segments(line)) > 1 for line in lines):
            return None
        column, row = _index(lefts, left), _index(tops, top)
        cells.append(
            GridCell(
                row,
                column,
                pdf_words.cell_text(lines),
                row_span=max(1, _count_within(tops, top, bottom)),
                column_span=max(1, _count_within(lefts, left, right)),
                source=source,
            )
        )
    return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), source=source)


def _edges(positions: Iterator[float]) -> list[float]:
    """Return the different edges among the positions, from the first on."""
    edges: list[float] = []
    for position in sorted(positions):
        if not edges or position - edges[-1] > SAME_EDGE:
            edges.append(position)
    return edges


def _index(edges: list[float], position: float) -> int:
    """Return the number of the edge at a position."""
    return min(range(len(edges)), key=lambda number: abs(edges[number] - position))


def _count_within(edges: list[float], start: float, end: float) -> int:
    """Return the number of edges from one position up to another."""
    return sum(start - SAME_EDGE <= edge < end - SAME_EDGE for edge in edges)
