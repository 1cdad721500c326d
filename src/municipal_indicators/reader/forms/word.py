"""Reads a Word document (.docx)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph as WordParagraph
from docx.types import ProvidesStoryPart

from municipal_indicators.reader.forms.limits import check_office_file
from municipal_indicators.reader.forms.placing import MOST_COLUMNS, RowCell, place
from municipal_indicators.reader.forms.sandbox import Progress
from municipal_indicators.reader.forms.scripts import subscript, superscript
from municipal_indicators.reader.grid import Block, Page, Paragraph

# Around what is printed: content controls, additions and links between documents.
WRAPPERS = [
    qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")
]
# What is not printed: deletions, the old place of what was moved, and the second copy of a drawing.
UNPRINTED = [
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
]


def parse(path: Path, progress: Progress) -> Page:
    """Read a Word document; changes that are tracked are taken as accepted.

    Args:
        path: The document.
        progress: Called with the number of pages done and of all pages.

    Returns:
        The texts and tables of its body, in their order.

    Raises:
        ReadError: The document is damaged or made to exhaust its reader.
    """
    check_office_file(path)
    document = docx.Document(str(path))
    body = document.element.body
    _settle(body)
    blocks = tuple(_Reader(path).blocks(body, document))
    progress(1, 1)
    return Page(blocks)


def _settle(body: Any) -> None:
    """Leave only what is printed, without anything around it."""
    for element in list(body.iter(*UNPRINTED)):
        element.getparent().remove(element)
    for element in list(body.iter(*WRAPPERS)):
        parent = element.getparent()
        index = parent.index(element)
        parent[index : index + 1] = list(element)


@dataclass
class _Reader:
    """Reads the elements of one document.

    Attributes:
        path: The document, for messages.
        tables: Number of tables read so far.
    """

    path: Path
    tables: int = 0

    def blocks(self, container: Any, parent: ProvidesStoryPart) -> Iterator[Block]:
        """Yield the paragraphs and tables in an element, text boxes behind their anchor."""
        for element in container:
            if element.tag == qn("w:p"):
                if text := _text(WordParagraph(element, parent)):
                    yield Paragraph(text)
                for box in element.iter(qn("w:txbxContent")):
                    yield from self.blocks(box, parent)
            elif element.tag == qn("w:tbl"):
                yield from self.table(Table(element, parent))

    def table(self, table: Table) -> Iterator[Block]:
        """Yield what stands in a table: the table itself, or the content of a layout."""
        rows = [
            tr for tr in table._tbl.tr_lst if tr.find(f"{qn('w:trPr')}/{qn('w:hidden')}") is None
        ]
        cells = [_Cell(tc, table) for tr in rows for tc in tr.tc_lst]
        nested = [inner for cell in cells for inner in cell.tables]
        if nested and all(
            sum(bool(_texts(_Cell(tc, table))) for tc in tr.tc_lst) < 2 for tr in rows
        ):
            # A frame around other tables is no table itself.
            for cell in cells:
                yield from self.blocks(cell._tc, cell)
            return
        self.tables += 1
        placed: list[list[RowCell]] = []
        # By column, the row and place of the cell that a cell further down can continue.
        begun: dict[int, tuple[int, int]] = {}
        for tr in rows:
            placed.append([])
            column = tr.grid_before
            is_header = tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None or None
            for tc in tr.tc_lst:
                columns = min(tc.grid_span, MOST_COLUMNS)
                if tc.vMerge == "continue" and column in begun:
                    row, number = begun[column]
                    above = placed[row][number]
                    placed[row][number] = replace(above, rows=above.rows + 1)
                else:
                    begun[column] = (len(placed) - 1, len(placed[-1]))
                    text = "\n".join(_texts(_Cell(tc, table)))
                    placed[-1].append(
                        RowCell(text, columns=columns, is_header=is_header, column=column)
                    )
                column += columns
        notes = (f"tables within cells, read on their own: {len(nested)}",) if nested else ()
        yield place(self.path, f"table {self.tables}", [placed], notes=notes)
        for inner in nested:
            yield from self.table(inner)
        for cell in cells:
            for box in cell._tc.iter(qn("w:txbxContent")):
                yield from self.blocks(box, cell)


def _texts(cell: _Cell) -> list[str]:
    """Return the texts of the paragraphs in a cell."""
    return [text for paragraph in cell.paragraphs if (text := _text(paragraph))]


def _text(paragraph: WordParagraph) -> str:
    """Return the printed text of a paragraph, line breaks as such."""
    parts = []
    for part in paragraph.iter_inner_content():
        for run in part.runs if isinstance(part, Hyperlink) else [part]:
            if run.font.hidden:
                continue
            if run.font.superscript:
                parts.append(superscript(run.text))
            elif run.font.subscript:
                parts.append(subscript(run.text))
            else:
                parts.append(run.text)
    lines = "".join(parts).splitlines()
    return "\n".join(stripped for line in lines if (stripped := line.strip()))
