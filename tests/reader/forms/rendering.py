"""Writes one and the same table in every form in which a page arrives."""

import csv
import html
import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
from fpdf import FPDF
from fpdf.enums import TableSpan

from municipal_indicators.reader.grid import Grid, GridCell

FONT_SIZE = 8


def table(rows: list[list[str | tuple[str, int, int] | None]]) -> Grid:
    """Make a grid of rows of texts; a tuple also gives the rows and columns that a cell covers.

    What another cell covers is None.
    """
    return Grid(
        tuple(
            GridCell(row, column, *((cell, 1, 1) if isinstance(cell, str) else cell))
            for row, cells in enumerate(rows)
            for column, cell in enumerate(cells)
            if cell is not None
        )
    )


def size(grid: Grid) -> tuple[int, int]:
    """Return the number of rows and columns of a grid."""
    return (
        max(cell.row + cell.row_span for cell in grid.cells),
        max(cell.column + cell.column_span for cell in grid.cells),
    )


def look(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    """Return what all forms say of a grid: places, spans and texts."""
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells
    ]


def without_spans(grid: Grid) -> Grid:
    """Return a grid as a form without spans shows it: what was covered is empty."""
    rows, columns = size(grid)
    texts = {(cell.row, cell.column): cell.text for cell in grid.cells}
    return table(
        [[texts.get((row, column), "") for column in range(columns)] for row in range(rows)]
    )


def as_html(grid: Grid, path: Path) -> Path:
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td rowspan={cell.row_span} colspan={cell.column_span}>"
            + "<br>".join(map(html.escape, cell.text.split("\n")))
            for cell in row
        )
        for row in _all_rows(grid)
    )
    path.write_text(f"<!doctype html><meta charset=utf-8><table>{rows}</table>", encoding="utf-8")
    return path


def as_roles(grid: Grid, path: Path) -> Path:
    rows = "".join(
        "<div role=row>"
        + "".join(
            f"<div role=cell aria-rowspan={cell.row_span} aria-colspan={cell.column_span}>"
            + "".join(f"<p>{html.escape(line)}</p>" for line in cell.text.split("\n"))
            + "</div>"
            for cell in row
        )
        + "</div>"
        for row in _all_rows(grid)
    )
    path.write_text(f"<html><body><div role=table>{rows}</div>", encoding="utf-16")
    return path


def as_excel(grid: Grid, path: Path) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for cell in grid.cells:
        here = sheet.cell(cell.row + 1, cell.column + 1)
        here.value = cell.text or None
        here.data_type = "s" if cell.text else "n"
        if cell.row_span * cell.column_span > 1:
            sheet.merge_cells(
                start_row=cell.row + 1,
                start_column=cell.column + 1,
                end_row=cell.row + cell.row_span,
                end_column=cell.column + cell.column_span,
            )
    workbook.save(path)
    return path


def as_word(grid: Grid, path: Path) -> Path:
    document = docx.Document()
    rows, columns = size(grid)
    # All cells at once, for the library looks for each of them in the whole table.
    written = [row.cells for row in document.add_table(rows, columns).rows]
    for cell in grid.cells:
        here = written[cell.row][cell.column]
        end = written[cell.row + cell.row_span - 1][cell.column + cell.column_span - 1]
        merged = here.merge(end) if end is not here else here
        merged.text = cell.text
    document.save(str(path))
    return path


def as_csv(grid: Grid, path: Path, encoding: str = "utf-8", **dialect: str) -> Path:
    rows, columns = size(grid)
    texts = {(cell.row, cell.column): cell.text for cell in grid.cells}
    text = io.StringIO(newline="")
    writer = csv.writer(text, **{"delimiter": ";", **dialect})
    for row in range(rows):
        writer.writerow([texts.get((row, column), "") for column in range(columns)])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def as_pdf(grid: Grid, path: Path, lines: str = "ALL") -> Path:
    document = FPDF(orientation="landscape")
    document.core_fonts_encoding = "cp1252"
    document.set_font("Helvetica", size=FONT_SIZE)
    document.add_page()
    rows, columns = size(grid)
    places = {(cell.row, cell.column): cell for cell in grid.cells}
    covered: dict[tuple[int, int], TableSpan] = {}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                span = TableSpan.COL if row == cell.row else TableSpan.ROW
                covered[row, column] = span
    with document.table(
        text_align="LEFT",
        borders_layout=lines,
        col_widths=(3, *[1] * (columns - 1)),
        first_row_as_headings=False,
    ) as written:
        for number in range(rows):
            row = written.row()
            for column in range(columns):
                if (number, column) in places:
                    row.cell(places[number, column].text)
                else:
                    row.cell(covered.get((number, column), ""))
    document.output(str(path))
    return path


def _all_rows(grid: Grid) -> list[list[GridCell]]:
    """Return the cells of each row, also of rows that are covered from above."""
    return [[cell for cell in grid.cells if cell.row == row] for row in range(size(grid)[0])]


WITH_SPANS: dict[str, Callable[[Grid, Path], Path]] = {
    "html": as_html,
    "roles": as_roles,
    "excel": as_excel,
    "word": as_word,
    "pdf": as_pdf,
}
