import time
from pathlib import Path

import pytest
from fpdf import FPDF
from rendering import FONT_SIZE, look, table

from municipal_indicators.reader.forms import pdf
from municipal_indicators.reader.grid import Block, Grid, Paragraph

# A budget of 300 pages is read in two minutes.
SECONDS_A_PAGE = 120 / 300


def blocks(document: FPDF, path: Path) -> tuple[Block, ...]:
    document.output(str(path))
    return pdf.parse(path, lambda done, total: None).blocks


@pytest.fixture
def document() -> FPDF:
    document = FPDF(orientation="landscape")
    document.set_font("Helvetica", size=FONT_SIZE)
    document.add_page()
    return document


def write(document: FPDF, rows: list[list[tuple[float, str]]]) -> None:
    """Write texts at their distance from the left, row by row."""
    for number, row in enumerate(rows):
        for left, text in row:
            document.text(left, 30 + 6 * number, text)


def test_text_around_a_ruled_table_keeps_its_order(document: FPDF, tmp_path: Path) -> None:
    document.multi_cell(0, 5, "Sociaal domein\n")
    with document.table() as written:
        for texts in (["Indicator", "2017"], ["Halt", "5"]):
            row = written.row()
            for text in texts:
                row.cell(text)
    document.multi_cell(0, 5, "Bron: CBS")

    before, grid, after = blocks(document, tmp_path / "page")

    assert before == Paragraph("Sociaal domein", "page 1")
    assert isinstance(grid, Grid)
    assert look(grid) == look(table([["Indicator", "2017"], ["Halt", "5"]]))
    assert after == Paragraph("Bron: CBS", "page 1")


def test_a_raised_note_mark_is_no_digit(document: FPDF, tmp_path: Path) -> None:
    document.write(5, "Halt 12")
    document.char_vpos = "SUP"
    document.write(5, "1)")

    assert blocks(document, tmp_path / "page") == (Paragraph("Halt 12¹⁾", "page 1"),)


def test_a_figure_between_two_columns_leaves_the_whole_table_open(
    document: FPDF, tmp_path: Path
) -> None:
    write(
        document,
        [
            [(10, "Indicator"), (60, "2017"), (80, "2018")],
            [(10, "Halt"), (60, "5,3"), (80, "4,2")],
            [(10, "Verzuim"), (71, "6")],
        ],
    )

    (grid,) = blocks(document, tmp_path / "page")

    assert isinstance(grid, Grid)
    assert not grid.positions_known
    assert [cell.text for cell in grid.cells][6:] == ["Verzuim", "6"]


def test_years_that_stand_too_close_are_no_header_over_two_columns(
    document: FPDF, tmp_path: Path
) -> None:
    write(
        document,
        [
            [(10, "Indicator"), (60, "2017"), (66.8, "2018")],
            [(10, "Halt"), (60, "5"), (68, "4")],
        ],
    )

    (grid,) = blocks(document, tmp_path / "page")

    assert isinstance(grid, Grid)
    assert not grid.positions_known


def test_upright_lines_that_are_lacking_do_not_join_figures(document: FPDF, tmp_path: Path) -> None:
    write(
        document,
        [
            [(10, "Indicator"), (60, "2017"), (80, "2018")],
            [(10, "Halt"), (60, "5,3"), (80, "4,2")],
            [(10, "Verzuim"), (60, "6,0"), (80, "7,1")],
        ],
    )
    # Lines between rows, and one beside the labels only.
    for number in range(4):
        document.line(8, 26 + 6 * number, 100, 26 + 6 * number)
    document.line(55, 26, 55, 44)

    (grid,) = blocks(document, tmp_path / "page")

    assert isinstance(grid, Grid)
    assert look(grid) == look(
        table([["Indicator", "2017", "2018"], ["Halt", "5,3", "4,2"], ["Verzuim", "6,0", "7,1"]])
    )


class RunningText(FPDF):
    """A document with a line above and below each page."""

    def header(self) -> None:
        self.set_font("Helvetica", size=FONT_SIZE)
        self.cell(0, 8, "Begroting 2019 - Waterbeek", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.cell(0, 8, f"Pagina {self.page_no()}")


def test_a_table_goes_on_below_the_running_text_of_the_next_page(tmp_path: Path) -> None:
    document = RunningText(orientation="landscape")
    document.add_page()
    lines = [[f"Indicator {number}", "5", "6"] for number in range(60)]
    with document.table(first_row_as_headings=False) as written:
        for texts in [["Indicator", "2017", "2018"], *lines]:
            row = written.row()
            for text in texts:
                row.cell(text)

    grids = [block for block in blocks(document, tmp_path / "page") if isinstance(block, Grid)]

    assert document.page_no() > 2
    assert len(grids) == 1
    assert [cell.text for cell in grids[0].cells if cell.column == 0][-1] == "Indicator 59"


def test_a_line_that_counts_the_pages_is_in_no_table(document: FPDF, tmp_path: Path) -> None:
    for page in range(1, 4):
        write(
            document,
            [
                [(10, "Begroting 2019"), (72, "Waterbeek"), (250, str(page + 7))],
                [(10, "Indicator"), (60, "2017"), (80, "2018")],
                [(10, "Halt"), (60, "5,3"), (80, "4,2")],
                [(10, "Verzuim"), (80, str(page * page))],
            ],
        )
        if page < 3:
            document.add_page()

    grids = blocks(document, tmp_path / "page")

    assert len(grids) == 3
    for grid, value in zip(grids, "149", strict=True):
        assert isinstance(grid, Grid)
        assert [cell.text for cell in grid.cells[:3]] == ["Indicator", "2017", "2018"]
        assert (grid.cells[-1].column, grid.cells[-1].text) == (2, value)


def test_a_table_below_a_heading_of_its_own_is_another(tmp_path: Path) -> None:
    document = FPDF(orientation="landscape")
    for heading in ("Veiligheid", "Onderwijs"):
        document.add_page()
        document.set_font("Helvetica", size=FONT_SIZE)
        document.cell(0, 8, heading, new_y="NEXT")
        with document.table(first_row_as_headings=False) as written:
            row = written.row()
            for text in ("Halt", "5", "6"):
                row.cell(text)

    found = blocks(document, tmp_path / "page")

    assert [isinstance(block, Grid) for block in found] == [False, True, False, True]


def test_a_budget_is_read_in_time(document: FPDF, tmp_path: Path) -> None:
    pages = 20
    for _ in range(pages):
        document.multi_cell(0, 4, "Dit is een zin over het beleid van de gemeente. " * 30)
        with document.table() as written:
            for number in range(20):
                row = written.row()
                for text in (f"Indicator {number}", "5,3", "", "6,1", "7,8", "1.234"):
                    row.cell(text)
        document.add_page()
    document.output(str(tmp_path / "page"))

    start = time.process_time()
    page = pdf.parse(tmp_path / "page", lambda done, total: None)

    assert time.process_time() - start < pages * SECONDS_A_PAGE
    assert sum(isinstance(block, Grid) for block in page.blocks) == pages
