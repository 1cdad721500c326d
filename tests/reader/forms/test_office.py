from pathlib import Path

import docx
import openpyxl
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from rendering import as_word, look, table

from municipal_indicators.reader.forms import excel, word
from municipal_indicators.reader.grid import Block, Grid, Page, Paragraph


def grids(page: Page) -> list[Grid]:
    return [block for block in page.blocks if isinstance(block, Grid)]


def no_progress(done: int, total: int) -> None:
    pass


def test_a_workbook_shows_what_its_formats_say_and_hides_what_is_hidden(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Sociaal"
    sheet.append(["Indicator", "Realisatie", None, "intern", 2019])
    sheet.merge_cells("B1:D1")
    sheet.append(["Verzuim", 0.085, 1234, 99, "n.n.b."])
    sheet["B2"].number_format = "0.0%"
    sheet["C2"].number_format = "#,##0"
    sheet.append(["verborgen", 98, 97, 96, 95])
    sheet.append([CellRichText("Halt", TextBlock(InlineFont(vertAlign="superscript"), "1)")), 5])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    secret = workbook.create_sheet("Werkblad")
    secret["A1"] = 94
    secret.sheet_state = "hidden"
    workbook.save(tmp_path / "page")

    page = excel.parse(tmp_path / "page", no_progress)

    assert page.blocks[0] == Paragraph("Sociaal", "sheet Sociaal")
    (grid,) = grids(page)
    assert look(grid) == look(
        table(
            [
                ["Indicator", ("Realisatie", 1, 2), None, "2019"],
                ["Verzuim", "8,5%", "1.234", "n.n.b."],
                ["Halt¹⁾", "5", "", ""],
            ]
        )
    )
    assert grid.cells[4].source == "Sociaal!B2"
    assert grid.notes == ("cells that the workbook hides: 6",)
    assert page.notes == ("sheets that the workbook hides: 1",)


def test_a_merged_text_shows_in_what_is_left_of_its_columns(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["Indicator", "Realisatie", None])
    sheet.merge_cells("B1:C1")
    sheet.append(["Halt", 98, 5])
    sheet.column_dimensions["B"].hidden = True
    workbook.save(tmp_path / "page")

    (grid,) = grids(excel.parse(tmp_path / "page", no_progress))

    assert look(grid) == look(table([["Indicator", "Realisatie"], ["Halt", "5"]]))


def paragraphs(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def test_a_document_is_read_as_printed(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Zorg", 1)
    paragraph = document.add_paragraph("Aantal 12")
    paragraph.add_run("1)").font.superscript = True
    paragraph.add_run("verborgen").font.hidden = True
    for name, text in (("w:ins", " erbij"), ("w:moveFrom", " weg"), ("w:moveTo", " hier")):
        change = OxmlElement(name)
        change.append(paragraph.add_run(text)._r)
        paragraph._p.append(change)
    document.save(tmp_path / "page")

    page = word.parse(tmp_path / "page", no_progress)

    assert paragraphs(page.blocks) == ["Zorg", "Aantal 12¹⁾ erbij hier"]


def test_a_table_in_a_content_control_is_found(tmp_path: Path) -> None:
    grid = table(
        [["Indicator", ("Realisatie", 1, 2), None], [("Halt", 2, 1), "5", "6"], [None, "7", "8"]]
    )
    document = docx.Document(str(as_word(grid, tmp_path / "page")))
    written = document.tables[0]._tbl
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    written.addprevious(control)
    control.append(content)
    content.append(written)
    header = OxmlElement("w:tblHeader")
    written.tr_lst[0].get_or_add_trPr().append(header)
    assert document.tables == []
    document.save(tmp_path / "page")

    (found,) = grids(word.parse(tmp_path / "page", no_progress))

    assert look(found) == look(grid)
    assert [cell.is_header for cell in found.cells] == [True, True, None, None, None, None, None]


def test_a_table_within_a_cell_of_a_document_is_a_table_of_its_own(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(1, 3)
    outer.cell(0, 0).text, outer.cell(0, 1).text = "Halt", "5"
    inner = outer.cell(0, 2).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "x", "7"
    assert inner._tbl.getparent().tag == qn("w:tc")
    document.save(tmp_path / "page")

    first, second = grids(word.parse(tmp_path / "page", no_progress))

    assert look(first) == look(table([["Halt", "5", ""]]))
    assert look(second) == look(table([["x", "7"]]))
