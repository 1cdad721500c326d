"""Reads a PDF file that holds text, page by page.

Ruled tables are read by their lines. In a table without lines a text gets a column only where its
place on the page decides; if one does not, the whole table is left without known positions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.forms import pdf_columns, pdf_page, pdf_rules, pdf_words
from municipal_indicators.reader.forms.limits import CELLS, PDF_PAGES, damaged
from municipal_indicators.reader.forms.pdf_page import Box, Word
from municipal_indicators.reader.forms.pdf_rules import SAME_LINE, RuledTable
from municipal_indicators.reader.forms.sandbox import Progress
from municipal_indicators.reader.grid import Block, Grid, GridCell, Page, Paragraph

PAGE_NUMBER = 4  # digits of the number of a page
LONGEST_RUNNING = 120  # letters of a line above or below each page


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
    above: list[_Placed] = []
    previous: _Content | None = None
    following: _Content | None = _content(document, 0) if total else None
    for number in range(total):
        assert following
        content = following
        following = _content(document, number + 1) if number + 1 < total else None
        unnumbered = _without_numbers(content, previous, following)
        placed = _blocks(unnumbered, f"page {number + 1}")
        previous = content
        ending, begin = _without_running(before, placed), _without_running(placed, above)
        above = placed
        if _continues(ending, begin):
            placed = [_below(ending[-1], begin[0]), *begin[1:]]
            before = ending[:-1]
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


@dataclass(frozen=True)
class _Content:
    """What stands on a page: its words and its drawn lines."""

    words: list[Word]
    lines: list[Box]


def _content(document: pypdfium2.PdfDocument, number: int) -> _Content:
    page = document[number]
    content = _Content(pdf_page.words(page), pdf_page.lines(page))
    page.close()
    return content


def _without_numbers(
    content: _Content, previous: _Content | None, following: _Content | None
) -> _Content:
    """Leave out the first and the last line of a page if they count the pages."""

    def edges(words: Sequence[Word]) -> list[list[Word]]:
        found = pdf_words.lines(words)
        return [*found[:1], *found[-1:]]

    before = edges(previous.words) if previous else []
    after = edges(following.words) if following else []
    counting = {
        id(word)
        for line in edges(content.words)
        if (previous or following)
        and (not previous or any(_counts_pages(other, line) for other in before))
        and (not following or any(_counts_pages(line, other) for other in after))
        for word in line
    }
    return replace(content, words=[word for word in content.words if id(word) not in counting])


def _counts_pages(line: Sequence[Word], following: Sequence[Word]) -> bool:
    """Return whether a line of words is that of the page before but for one number, the next."""
    if abs(line[0].top - following[0].top) >= SAME_LINE:
        return False
    texts = [pdf_words.text(one) for one in (line, following)]
    one, two = (re.sub(r"\d+", "#", text) for text in texts)
    if one != two or not any(map(str.isalpha, one)):
        return False
    numbers = zip(*(re.findall(r"\d+", text) for text in texts), strict=True)
    differing = [pair for pair in numbers if pair[0] != pair[1]]
    return (
        len(differing) == 1
        and all(len(number) <= PAGE_NUMBER for number in differing[0])
        and int(differing[0][0]) + 1 == int(differing[0][1])
    )


def _blocks(content: _Content, source: str) -> list[_Placed]:
    """Return the paragraphs and tables of a page from top to bottom."""
    words = content.words
    placed: list[_Placed] = []
    for table in pdf_rules.tables(content.lines, CELLS):
        inside = [word for word in words if table.box.holds(word)]
        grid = _ruled(table, inside, source)
        if grid is not None:
            edges = {cell.column: cell.box.left for cell in table.cells}
            columns = tuple(edges[column] for column in sorted(edges))
            placed.append(_Placed(table.box.top, grid, columns))
            words = [word for word in words if not table.box.holds(word)]
    placed.extend(_Placed(top, block) for top, block in pdf_columns.blocks(words, source))
    return sorted(placed, key=lambda item: item.top)


def _without_running(page: Sequence[_Placed], other: Sequence[_Placed]) -> list[_Placed]:
    """Leave out what stands on another page too, in the same place: its header and footer."""

    def is_same(one: _Placed, two: _Placed) -> bool:
        texts = [
            re.sub(r"\d+", "", block.text) if isinstance(block, Paragraph) else None
            for block in (one.block, two.block)
        ]
        short = texts[0] is not None and len(texts[0]) <= LONGEST_RUNNING
        return short and texts[0] == texts[1] and abs(one.top - two.top) < SAME_LINE

    return [block for block in page if not any(is_same(block, there) for there in other)]


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
