"""Puts the cells of the rows of a table into the columns in which they are printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from municipal_indicators.reader.forms.limits import check_cells
from municipal_indicators.reader.grid import Grid, GridCell

# The largest spans that a web page can ask for; a table with larger ones is bounded by its cells.
MOST_ROWS = 65_534
MOST_COLUMNS = 1_000


@dataclass(frozen=True)
class RowCell:
    """A cell as it stands in its row, before the spans of the rows above are known.

    Attributes:
        text: The text in the cell.
        rows: Number of rows that it covers; 0 for all that are left of its group.
        columns: Number of columns that it covers.
        is_header: Whether the form calls it a header; None where it says nothing.
        column: Its column from 0, where the form gives it; None for the next one that is free.
        source: Where it stands, for people.
    """

    text: str
    rows: int = 1
    columns: int = 1
    is_header: bool | None = None
    column: int | None = None
    source: str = ""


def place(
    path: Path,
    source: str,
    groups: Iterable[Sequence[Sequence[RowCell]]],
    caption: str = "",
    notes: tuple[str, ...] = (),
) -> Grid:
    """Place the cells of a table.

    Args:
        path: The page, for messages.
        source: Where the table stands in the page.
        groups: Rows in groups that no cell reaches out of.
        caption: The caption of the table.
        notes: What the form has to say of the table.

    Returns:
        The table as a grid.

    Raises:
        ReadError: The table has more cells than any printed table.
    """
    cells: list[GridCell] = []
    first_row = width = 0
    for group in groups:
        # For each row of the group, the columns that are taken by spans from above.
        taken: list[set[int]] = [set() for _ in group]
        for row, row_cells in enumerate(group):
            column = 0
            for cell in row_cells:
                if cell.column is not None:
                    column = max(column, min(cell.column, MOST_COLUMNS))
                while column in taken[row]:
                    column += 1
                columns = min(cell.columns, MOST_COLUMNS)
                rows = min(cell.rows or MOST_ROWS, len(group) - row)
                width = max(width, column + columns)
                check_cells(path, source, first_row + row + rows, width)
                covered = range(column, column + columns)
                for below in range(row, row + rows):
                    taken[below].update(covered)
                cells.append(
                    GridCell(
                        row=first_row + row,
                        column=column,
                        text=cell.text,
                        row_span=rows,
                        column_span=columns,
                        is_header=cell.is_header,
                        source=cell.source,
                    )
                )
                column += columns
        first_row += len(group)
    return Grid(tuple(cells), caption=caption, source=source, notes=notes)
