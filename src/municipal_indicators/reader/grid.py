"""The internal form of a saved page: what every form (HTML, Excel, PDF, text) is read into.

A page is a series of blocks in the order of reading: paragraphs and grids. A grid is a printed
table as texts, with what the source says of its cells and nothing that has been understood of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""A text outside any grid; in text that was copied from a page, also a cell of a lost grid.

    Attributes:
        text: The text, with the line breaks that the source shows as `\\n`.
        source: Where it stands in the source, for people: `line 24`, `page 3`.
    """

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    r"""A cell of a printed table, where it begins.

    Attributes:
        row: Number of its first row in the grid, from 0.
        column: Number of its first column in the grid, from 0. Where the grid says that positions
            are not known, only the order of the columns in a row means something.
        text: The printed text, line breaks as `\\n`; empty for an empty cell.
        row_span: Number of rows that it covers, itself included.
        column_span: Number of columns that it covers, itself included.
        is_header: Whether the source calls it a header (`th`, a role); None where it says nothing.
        source: Where it stands in the source, for people: `line 24`, `C7`, `page 3`.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    is_header: bool | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A printed table as a grid of texts.

    Attributes:
        cells: The cells in the order of reading. Cells that are covered by the span of another are
            absent; empty cells that the source shows are present, with an empty text.
        positions_known: Whether the form itself settles the column of each cell, as HTML, Excel,
            CSV and ruled PDF do. False where empty cells may have been dropped, also where a row
            was filled up at its end.
        caption: The caption that belongs to the table in the source.
        source: Where the table stands in the source, for people.
        notes: What the form has to say, for the report: cells that were hidden, a nested table.
    """

    cells: tuple[GridCell, ...]
    positions_known: bool = True
    caption: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()

    def rows(self) -> Iterator[list[GridCell]]:
        """Give the cells row by row, in the order of reading; a row without cells is left out.

        Yields:
            The cells that begin in one row, by column.
        """
        by_row: dict[int, list[GridCell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        for row in sorted(by_row):
            yield sorted(by_row[row], key=lambda cell: cell.column)


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page.

    Attributes:
        blocks: Paragraphs (headings too) and grids, in the order of reading. The headings before a
            grid are its title.
        notes: What the form has to say of the whole page, for the report.
    """

    blocks: tuple[Block, ...] = field(default_factory=tuple)
    notes: tuple[str, ...] = ()
