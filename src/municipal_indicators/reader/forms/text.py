"""The text form: text that was copied from a page, read into paragraphs and grids."""

import re
from collections.abc import Iterator
from pathlib import Path

from municipal_indicators.reader.classify import Classifier, Kind
from municipal_indicators.reader.forms.encodings import decode
from municipal_indicators.reader.forms.sandbox import Progress
from municipal_indicators.reader.grid import Block, Grid, GridCell, Page, Paragraph
from municipal_indicators.reader.words import word_list

_RULE = re.compile(r"[\s|:+=-]*")
LONGEST_HEADING = 60  # letters of a line between the rows of a table
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
    # Lines between rows of one table: at most a heading, and empty lines around it.
    between: list[tuple[int, str]] = []

    def close_paragraph() -> None:
        blocks.extend(_paragraphs(paragraph, classifier))
        paragraph.clear()

    def close_rows() -> None:
        if rows:
            blocks.append(_grid(rows))
            rows.clear()
        paragraph.extend(between)
        between.clear()

    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    lines = plain.split("\n")
    divided = [_cells(line) for line in lines]
    _divide_at_semicolons(lines, divided)
    for index, (line, cells) in enumerate(zip(lines, divided, strict=True)):
        number = index + 1
        if cells is not None:
            if between and (not any(cells) or not _continues(rows, divided[index:], classifier)):
                close_rows()
            close_paragraph()
            if any(cells):
                rows.extend((at, [heading]) for at, heading in between)
                between.clear()
                rows.append((number, cells))
        elif not line.strip():
            close_paragraph()
        elif rows and not between and _is_heading(line, classifier):
            between.append((number, line.strip()))
        else:
            close_rows()
            paragraph.append((number, line.strip()))
    close_rows()
    close_paragraph()
    return Page(tuple(blocks))


def _is_heading(line: str, classifier: Classifier) -> bool:
    """Return whether a line without separators can head the rows of a table below it."""
    plain = line.strip()
    kind = classifier.kind(plain)
    return len(plain) <= LONGEST_HEADING and kind is Kind.WORDS and plain[-1] not in ".:;,)"


def _continues(
    rows: list[tuple[int, list[str]]], divided: list[list[str] | None], classifier: Classifier
) -> bool:
    """Return whether a row below a heading is one of the table above it.

    It has values, as many texts as the row above, and no rule below it, as a header has.
    """
    texts = [text for text in divided[0] or () if text]
    above = [text for text in rows[-1][1] if text]
    ruled = len(divided) > 1 and divided[1] is not None and not any(divided[1])
    values = any(classifier.kind(text) is Kind.NUMBER for text in texts[1:])
    return values and not ruled and len(texts) == len(above)


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


def _divide_at_semicolons(lines: list[str], divided: list[list[str] | None]) -> None:
    """Divide lines that follow each other with as many semicolons each, two or more."""
    counts = [
        line.count(";") if cells is None else 0 for line, cells in zip(lines, divided, strict=True)
    ]
    for index, count in enumerate(counts):
        if count > 1 and count in (*counts[max(index - 1, 0) : index], *counts[index + 1 :][:1]):
            divided[index] = [cell.strip() for cell in lines[index].split(";")]


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
