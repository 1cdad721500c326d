"""The text form: text that was copied from a page, read into paragraphs and grids."""

import re
from collections.abc import Iterator
from pathlib import Path

from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.forms.encodings import decode
from municipal_indicators.reader.forms.sandbox import Progress
from municipal_indicators.reader.grid import Block, Grid, GridCell, Page, Paragraph
from municipal_indicators.reader.words import word_list

_RULE = re.compile(r"[\s|:+=-]*")
FEWEST_CELLS = 4  # lines of a block before it is taken for one cell a line


def parse(path: Path, progress: Progress) -> Page:
    """Read a file of text that was copied from a page.

    Args:
        path: The file.
        progress: Called with the number of pages done and of all pages.

    Returns:
        The page.

    Raises:
        ReadError: It is in no encoding that can be read.
    """
    page = read_text(decode(path.read_bytes(), path), Classifier(word_list()))
    progress(1, 1)
    return page


def read_text(text: str, classifier: Classifier) -> Page:
    """Read a copied text.

    Args:
        text: The whole text.
        classifier: Tells cells from sentences where a line may be either.

    Returns:
        The page: lines with separators as grids, all other text as paragraphs. A separator says
        which texts share a row, and no more: empty cells may have been dropped, and rows filled up
        at their end.
    """
    blocks: list[Block] = []
    paragraph: list[tuple[int, str]] = []
    rows: list[tuple[int, list[str]]] = []

    def close_paragraph() -> None:
        blocks.extend(_paragraphs(paragraph, classifier))
        paragraph.clear()

    def close_rows() -> None:
        if rows:
            blocks.append(_grid(rows))
            rows.clear()

    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").split("\n")
    for number, line in enumerate(lines, start=1):
        cells = _cells(line)
        if cells is not None:
            close_paragraph()
            if any(cells):
                rows.append((number, cells))
        elif not line.strip():
            close_paragraph()
        else:
            close_rows()
            paragraph.append((number, line.strip()))
    close_paragraph()
    close_rows()
    return Page(tuple(blocks))


def _cells(line: str) -> list[str] | None:
    """Divide a line at its separators; None if it has none. A rule gives no cells."""
    for separator in ("|", "\t"):
        if separator in line.strip(" "):
            if _RULE.fullmatch(line):
                return []
            stripped = line.strip(" ").strip(separator) if separator == "|" else line.strip(" \n")
            cells = [cell.strip() for cell in stripped.split(separator)]
            return cells if len(cells) > 1 or separator == "|" else None
    cells = re.split(r"\s{3,}", line.strip())
    return cells if len(cells) >= 3 else None


def _grid(rows: list[tuple[int, list[str]]]) -> Grid:
    cells = [
        GridCell(row, column, cell, source=f"regel {number}")
        for row, (number, texts) in enumerate(rows)
        for column, cell in enumerate(texts)
        if cell
    ]
    return Grid(tuple(cells), positions_known=False, source=f"regel {rows[0][0]}")


def _paragraphs(lines: list[tuple[int, str]], classifier: Classifier) -> Iterator[Paragraph]:
    """Make paragraphs of lines without an empty line between: one, or one a line."""
    if not lines:
        return
    values = sum(classifier.kind(line).is_value for _, line in lines)
    if len(lines) >= FEWEST_CELLS and values * 5 >= len(lines) * 2:
        for number, line in lines:
            yield Paragraph(line, f"regel {number}")
    else:
        yield Paragraph("\n".join(line for _, line in lines), f"regel {lines[0][0]}")
