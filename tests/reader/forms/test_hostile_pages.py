"""Pages come from strangers: what is made to harm gets a plain error; nothing is run or fetched."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from fpdf import FPDF
from rendering import as_excel, as_word, look, table

from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.forms import limits, open_page, sandbox
from municipal_indicators.reader.grid import Grid, Page

SMALL = table([["Indicator", "2017"], ["Verzuim", "1,9"]])
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FETCHING = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def no_text(text: str) -> Page:
    raise AssertionError("taken for copied text")


def refused(path: Path) -> ReadError:
    with pytest.raises(ReadError) as refusal:
        open_page(path, no_text)
    assert refusal.value.path == path
    assert str(path) in str(refusal.value)
    return refusal.value


def repacked(path: Path, change: Callable[[str, bytes], bytes], more: dict[str, bytes]) -> Path:
    """Change the files within a workbook or document, and add more."""
    with zipfile.ZipFile(path) as archive:
        files = {name: change(name, archive.read(name)) for name in archive.namelist()} | more
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def unchanged(name: str, content: bytes) -> bytes:
    return content


@pytest.mark.parametrize("write", [as_excel, as_word])
def test_a_packed_file_that_unpacks_to_too_much(
    write: Callable[[Grid, Path], Path], tmp_path: Path
) -> None:
    path = write(SMALL, tmp_path / "page")
    repacked(path, unchanged, {"bomb.bin": bytes(limits.UNPACKED_SIZE + 1)})
    assert path.stat().st_size < 1_000_000

    assert "MB once unpacked" in refused(path).found


@pytest.mark.parametrize("write", [as_excel, as_word])
@pytest.mark.parametrize("declaration", [ENTITIES, FETCHING])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_a_packed_file(
    encoding: str, declaration: str, write: Callable[[Grid, Path], Path], tmp_path: Path
) -> None:
    def declare(name: str, content: bytes) -> bytes:
        if not name.endswith(("sheet1.xml", "document.xml")):
            return content
        text = content.decode("utf-8")
        start = text.index("?>") + 2 if text.startswith("<?xml") else 0
        return (declaration + text[start:]).encode(encoding)

    path = repacked(write(SMALL, tmp_path / "page"), declare, {})

    assert "declaration" in refused(path).found


def test_entities_and_outside_files_in_a_web_page(tmp_path: Path) -> None:
    path = tmp_path / "page"
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    path.write_text(
        f'<!DOCTYPE html [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b "bbbb">]>'
        f'<html><link rel=stylesheet href="{secret.as_uri()}"><script>document.write(1)</script>'
        f'<iframe src="{secret.as_uri()}"></iframe><table><tr><td>&a;<td>&b;<td>5</table>'
    )

    (grid,) = [block for block in open_page(path, no_text).blocks if isinstance(block, Grid)]

    assert [cell.text for cell in grid.cells] == ["&a;", "&b;", "5"]


def test_a_web_page_deeper_than_any(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_text("<html>" + "<div>" * 100_000 + "<table><tr><td>5</table>")

    assert "elements" in refused(path).found


def test_spans_larger_than_any_table(tmp_path: Path) -> None:
    path = tmp_path / "page"
    row = "<tr>" + "<td colspan=1000 rowspan=1000>5" * 30
    path.write_text("<html><table>" + row * 1_000)

    assert "cells" in refused(path).found


def test_a_merged_range_larger_than_any_table(tmp_path: Path) -> None:
    def merge(name: str, content: bytes) -> bytes:
        merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
        return content.replace(b"</worksheet>", merged)

    path = repacked(as_excel(SMALL, tmp_path / "page"), merge, {})

    assert "cells" in refused(path).found


def test_a_cell_at_the_far_end_of_a_sheet(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "Indicator"
    workbook.active["XFD1048576"] = "5"
    workbook.save(tmp_path / "page")

    assert "cells" in refused(tmp_path / "page").found


def test_a_formula_that_was_never_calculated(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Verzuim", "=1+1"])
    workbook.save(tmp_path / "page")

    error = refused(tmp_path / "page")

    assert "B1" in error.place
    assert "save it" in error.expected


def test_macros_of_a_workbook_are_not_looked_at(tmp_path: Path) -> None:
    path = as_excel(SMALL, tmp_path / "page")
    repacked(path, unchanged, {"xl/vbaProject.bin": b"Attribute VB_Name"})

    (grid,) = [block for block in open_page(path, no_text).blocks if isinstance(block, Grid)]

    assert look(grid) == look(SMALL)


def test_a_pdf_file_without_text(tmp_path: Path) -> None:
    document = FPDF()
    document.add_page()
    document.rect(10, 10, 100, 100)
    document.output(str(tmp_path / "page"))

    assert "text layer" in refused(tmp_path / "page").expected


def test_a_pdf_file_with_a_password(tmp_path: Path) -> None:
    document = FPDF()
    document.add_page()
    document.set_encryption(owner_password="a", user_password="b")
    document.output(str(tmp_path / "page"))

    assert refused(tmp_path / "page").found == "a password"


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "a saved page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "save it as .xlsx"),
        (b"{\\rtf1 5}", ".docx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not a picture"),
        (b"PK\x03\x04 but nothing more", "that opens"),
        (b"%PDF-1.7 but nothing more", "that opens"),
        (bytes(range(256)) * 20, "web page"),
    ],
)
def test_what_is_no_page(content: bytes, advice: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)

    assert advice in refused(path).expected


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "page").found == "no such file"


@pytest.mark.parametrize("write", [as_excel, as_word])
def test_a_file_that_was_cut_off_or_damaged(
    write: Callable[[Grid, Path], Path], tmp_path: Path
) -> None:
    path = write(SMALL, tmp_path / "page")
    content = path.read_bytes()
    for damaged in (
        content[: len(content) // 2],
        content[:300] + bytes(40) + content[340:],
    ):
        path.write_bytes(damaged)
        refused(path)


def test_a_workbook_whose_xml_is_broken(tmp_path: Path) -> None:
    path = repacked(as_excel(SMALL, tmp_path / "page"), lambda name, content: content[:-20], {})

    assert "damaged" in refused(path).found


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ("import time; time.sleep(60)", "seconds"),
        ("bytes(5 * 10**9)", "memory"),
        ("import os; os.kill(os.getpid(), 11)", "ends the program"),
        ("print('noise'); 1 / 0", "ZeroDivisionError"),
    ],
)
def test_a_parser_that_hangs_or_crashes_ends_alone(
    program: str, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hostile.py").write_text(f"def parse(path, progress):\n    {program}\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(sandbox, "SECONDS_A_STEP", 5.0)

    with pytest.raises(ReadError) as refusal:
        sandbox.parse("hostile", tmp_path / "page", lambda done, total: None)

    assert found in refusal.value.found


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    document = FPDF()
    document.set_font("Helvetica")
    for _ in range(3):
        document.add_page()
        document.cell(text="tekst")
    document.output(str(tmp_path / "page"))
    told: list[tuple[int, int]] = []

    open_page(tmp_path / "page", no_text, lambda done, total: told.append((done, total)))

    assert told == [(1, 3), (2, 3), (3, 3)]
