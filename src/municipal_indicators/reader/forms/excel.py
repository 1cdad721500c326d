"""Reads a workbook (.xlsx, .xlsm) as its cells look; macros are never run."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.forms.limits import check_cells, check_office_file
from municipal_indicators.reader.forms.number_formats import shown
from municipal_indicators.reader.forms.sandbox import Progress
from municipal_indicators.reader.forms.scripts import subscript, superscript
from municipal_indicators.reader.grid import Block, Grid, GridCell, Page, Paragraph

_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]{0,200}?ref\s*=\s*["']([A-Z0-9:$]{1,30})["']""")
# A formula without the result that a spreadsheet program stores beside it.
_WITHOUT_RESULT = re.compile(
    rb"""<(?:\w+:)?c\s(?![^>]*\bt\s*=\s*["']str["'])[^>]*?\br\s*=\s*["']([A-Z]{1,3}[0-9]{1,7})["'][^>]*>\s*"""
    rb"""<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*(?:/>|>\s*</(?:\w+:)?v>)\s*)?"""
    rb"""</(?:\w+:)?c>"""
)


def parse(path: Path, progress: Progress) -> Page:
    """Read the visible cells of a workbook.

    Args:
        path: The workbook.
        progress: Called with the number of sheets done and of all sheets.

    Returns:
        For each visible sheet its title and its cells as one grid.

    Raises:
        ReadError: The workbook is damaged, made to exhaust its reader, or holds a formula that no
            spreadsheet program has calculated.
    """
    check_office_file(path)
    _check_sheets(path)
    # Given a path, the library would judge by the name.
    with path.open("rb") as file:
        workbook = openpyxl.load_workbook(file, data_only=True, rich_text=True)
    blocks: list[Block] = []
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    for number, sheet in enumerate(sheets, start=1):
        blocks.append(Paragraph(sheet.title, f"sheet {sheet.title}"))
        blocks.extend(_grid(path, sheet))
        progress(number, len(sheets))
    hidden = len(workbook.worksheets) - len(sheets)
    return Page(tuple(blocks), (f"sheets that the workbook hides: {hidden}",) if hidden else ())


def _check_sheets(path: Path) -> None:
    """Refuse what the library would make far too much of, or nothing."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            content = archive.read(name)
            merged = 0
            for reference in _MERGED.findall(content):
                # The library makes each cell of a merged range, also the empty ones.
                size = CellRange(reference.decode("ascii")).size
                merged += size["rows"] * size["columns"]
                check_cells(path, f"{name}, merged cells {reference.decode('ascii')}", 1, merged)
            if found := _WITHOUT_RESULT.search(content):
                raise ReadError(
                    path,
                    f"{name}, cell {found[1].decode('ascii')}",
                    "a formula that was never calculated",
                    "a result: open the workbook in a spreadsheet program and save it",
                )


def _grid(path: Path, sheet: Worksheet) -> Iterator[Grid]:
    """Yield the cells of a sheet as a grid, if any of them shows a text."""
    source = f"sheet {sheet.title}"
    hidden_rows = {row for row, size in sheet.row_dimensions.items() if size.hidden}
    hidden_columns = {
        column
        for size in sheet.column_dimensions.values()
        if size.hidden
        for column in range(size.min or 1, (size.max or 0) + 1)
    }
    # Cell by cell: what a sheet calls its size also counts cells that were only formatted.
    texts = {
        place: text
        for place, cell in sheet._cells.items()
        if isinstance(cell, Cell) and (text := _text(cell))
    }
    merged = {
        (area.min_row, area.min_col): (area.max_row, area.max_col)
        for area in sheet.merged_cells.ranges
    }
    if not texts:
        return
    beginnings, ends = [*texts, *merged], [*texts, *merged.values()]
    last_row, last_column = (max(end[side] for end in ends) for side in (0, 1))
    first_row, first_column = (min(place[side] for place in beginnings) for side in (0, 1))
    check_cells(path, source, last_row - first_row + 1, last_column - first_column + 1)
    rows = [row for row in range(first_row, last_row + 1) if row not in hidden_rows]
    columns = [c for c in range(first_column, last_column + 1) if c not in hidden_columns]
    covered: set[tuple[int, int]] = set()
    cells = []
    # A merged text whose first row or column is hidden shows in what is left of its cells.
    beginning = {
        next((row, column) for row in rows if row >= top for column in columns if column >= left): (
            (top, left)
        )
        for (top, left), (bottom, right) in merged.items()
        if any(top <= row <= bottom for row in rows)
        and any(left <= column <= right for column in columns)
    }
    for row_number, row in enumerate(rows):
        for column_number, column in enumerate(columns):
            if (row, column) in covered:
                continue
            place = beginning.get((row, column), (row, column))
            bottom, right = merged.get(place, (row, column))
            row_span = sum(row <= other <= bottom for other in rows)
            column_span = sum(column <= other <= right for other in columns)
            covered.update(
                (other_row, other_column)
                for other_row in rows[row_number : row_number + row_span]
                for other_column in columns[column_number : column_number + column_span]
            )
            cells.append(
                GridCell(
                    row_number,
                    column_number,
                    texts.get(place, ""),
                    row_span,
                    column_span,
                    source=f"{sheet.title}!{get_column_letter(column)}{row}",
                )
            )
    unseen = sum(row in hidden_rows or column in hidden_columns for row, column in texts)
    notes = (f"cells that the workbook hides: {unseen}",) if unseen else ()
    yield Grid(tuple(cells), source=source, notes=notes)


def _text(cell: Cell) -> str:
    """Return what a cell shows."""
    value = cell.value
    if isinstance(value, CellRichText):
        parts = [
            _scripted(part.text, part.font.vertAlign) if isinstance(part, TextBlock) else part
            for part in value
        ]
        text = "".join(parts)
    else:
        text = _scripted(shown(value, cell.number_format), cell.font.vertAlign)
    return "\n".join(line.strip() for line in text.splitlines()).strip()


def _scripted(text: str, alignment: str | None) -> str:
    """Return a text in raised or lowered characters where the font says so."""
    if alignment == "superscript":
        return superscript(text)
    return subscript(text) if alignment == "subscript" else text
