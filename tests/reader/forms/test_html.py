from pathlib import Path

import pytest
from rendering import look

from municipal_indicators.reader.forms import html, recognise
from municipal_indicators.reader.grid import Grid, Page, Paragraph


def read(body: str, tmp_path: Path) -> Page:
    path = tmp_path / "page"
    path.write_text(f"<html><head><title>t</title></head><body>{body}</body></html>")
    assert recognise(path) == "html"
    return html.parse(path, lambda done, total: None)


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows()]


def test_headings_paragraphs_and_captions_keep_their_order(tmp_path: Path) -> None:
    page = read(
        "<h2>Veiligheid</h2><p>Een <b>zin</b>\n met regels.</p>los"
        "<table><caption>Tabel <i>1</i></caption><tr><td>5</table><p>Bron: CBS",
        tmp_path,
    )

    texts = [b.text if isinstance(b, Paragraph) else b.caption for b in page.blocks]
    assert texts == ["Veiligheid", "Een zin met regels.", "los", "Tabel 1", "Bron: CBS"]


def test_headers_are_known(tmp_path: Path) -> None:
    (grid,) = read(
        "<table><thead><tr><td>Indicator<th>2017</thead><tr><th>Halt<td>5</table>", tmp_path
    ).blocks

    assert isinstance(grid, Grid)
    assert [cell.is_header for cell in grid.cells] == [True, True, True, None]


def test_what_is_hidden_is_left_out_and_told(tmp_path: Path) -> None:
    (grid,) = read(
        "<table><tr><td>Halt<td style='display: none'>98<td hidden>97<td aria-hidden=true>96"
        "<td>5<span style='display:none'>95</span><span class=sr-only>94</span>"
        "<tr style='display:none'><td>93<tr><td>Verzuim<td>6</table>",
        tmp_path,
    ).blocks

    assert isinstance(grid, Grid)
    assert rows(grid) == [["Halt", "", "5"], ["Verzuim", "6"]]
    assert grid.notes == ("cells that the page hides: 3",)


def test_a_table_that_is_hidden_is_told(tmp_path: Path) -> None:
    page = read("<div hidden><table><tr><td>Halt<td>98</table></div><p>Zorg", tmp_path)

    assert page == Page((Paragraph("Zorg", "line 1"),), ("tables that the page hides: 1",))


def test_a_note_mark_is_no_digit(tmp_path: Path) -> None:
    (grid,) = read(
        "<table><tr><td>m<sup>2</sup><td>12<sup>1)</sup><td>5<sub>3</sub></table>", tmp_path
    ).blocks

    assert isinstance(grid, Grid)
    assert rows(grid) == [["m²", "12¹⁾", "5₃"]]


def test_lines_in_a_cell_stay_apart(tmp_path: Path) -> None:
    (grid,) = read(
        "<table><tr><td>a<br>b<td><p>5,3</p>\n<p>6,1</p><td><ul><li>x<li>y</ul><td>een\n&nbsp;</table>",
        tmp_path,
    ).blocks

    assert isinstance(grid, Grid)
    assert rows(grid) == [["a\nb", "5,3\n6,1", "x\ny", "een"]]


def test_spans_end_with_their_group_of_rows(tmp_path: Path) -> None:
    (grid,) = read(
        "<table><tfoot><tr><td>Totaal<td>9</tfoot>"
        "<thead><tr><th rowspan=5>Indicator<th>2017</thead>"
        "<tbody><tr><td rowspan=0>Halt<td>1<tr><td>2</tbody></table>",
        tmp_path,
    ).blocks

    assert isinstance(grid, Grid)
    assert look(grid) == [
        (0, 0, 1, 1, "Indicator"),
        (0, 1, 1, 1, "2017"),
        (1, 0, 2, 1, "Halt"),
        (1, 1, 1, 1, "1"),
        (2, 1, 1, 1, "2"),
        (3, 0, 1, 1, "Totaal"),
        (3, 1, 1, 1, "9"),
    ]


def test_a_table_within_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    outer, inner = read(
        "<table><tr><td>Halt<td>5<td><table><tr><td>x<td>7</table></table>", tmp_path
    ).blocks

    assert isinstance(outer, Grid)
    assert isinstance(inner, Grid)
    assert rows(outer) == [["Halt", "5", ""]]
    assert rows(inner) == [["x", "7"]]


def test_a_frame_around_tables_is_no_table(tmp_path: Path) -> None:
    heading, table = read(
        "<table><tr><td><h1>Zorg</h1><table><tr><td>Halt<td>5</table></table>", tmp_path
    ).blocks

    assert heading == Paragraph("Zorg", "line 1")
    assert isinstance(table, Grid)


def test_a_role_gives_the_column_of_a_cell(tmp_path: Path) -> None:
    (grid,) = read(
        "<div role=grid><div role=row><div role=rowheader>Halt</div>"
        "<div><div role=gridcell aria-colindex=4>5</div></div></div></div>",
        tmp_path,
    ).blocks

    assert isinstance(grid, Grid)
    assert look(grid) == [(0, 0, 1, 1, "Halt"), (0, 3, 1, 1, "5")]


def test_text_between_cells_is_not_lost(tmp_path: Path) -> None:
    stray, grid = read("<table><tr>7,5<td>Halt<td>5</table>", tmp_path).blocks

    assert isinstance(stray, Paragraph)
    assert stray.text == "7,5"


def test_a_web_archive_holds_the_page(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_bytes(
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="x"\r\n\r\n'
        b"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><table><tr><td>Caf=C3=A9=\r\ns<td>5</table>\r\n--x--\r\n"
    )

    assert recognise(path) == "html"
    (grid,) = html.parse(path, lambda done, total: None).blocks
    assert isinstance(grid, Grid)
    assert rows(grid) == [["Cafés", "5"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_of_offices(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_bytes("<html><table><tr><td>Cliënten – €<td>5</table>".encode(encoding))

    (grid,) = html.parse(path, lambda done, total: None).blocks

    assert isinstance(grid, Grid)
    assert rows(grid) == [["Cliënten – €", "5"]]
