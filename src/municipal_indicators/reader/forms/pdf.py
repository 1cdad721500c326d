"""Reads a PDF file that holds text, page by page.

Ruled tables are read by their lines. In a table without lines a text gets a column only where its
place on the page decides; if one does not, the whole table is left without known positions.
"""

from pathlib import Path

import pypdfium2

from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.forms import pdf_columns, pdf_page, pdf_rules, pdf_words
from municipal_indicators.reader.forms.limits import CELLS, PDF_PAGES, damaged
from municipal_indicators.reader.forms.pdf_page import Word
from municipal_indicators.reader.forms.pdf_rules import RuledTable
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
    for number in range(total):
        page = document[number]
        blocks.extend(_blocks(page, f"page {number + 1}"))
        page.close()
        progress(number + 1, total)
    if not blocks:
        raise ReadError(
            path,
            "the document",
            "no text, only pictures of it",
            "a PDF file with a text layer: have the text recognised (OCR) or use the web page",
        )
    return Page(tuple(blocks))


def _blocks(page: pypdfium2.PdfPage, source: str) -> list[Block]:
    """Return the paragraphs and tables of a page from top to bottom."""
    words = pdf_page.words(page)
    placed: list[tuple[float, Block]] = []
    for table in pdf_rules.tables(pdf_page.lines(page), CELLS):
        inside = [word for word in words if table.box.holds(word)]
        grid = _ruled(table, inside, source)
        if grid is not None:
            placed.append((table.box.top, grid))
            words = [word for word in words if not table.box.holds(word)]
    placed.extend(pdf_columns.blocks(words, source))
    return [block for _, block in sorted(placed, key=lambda item: item[0])]


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
