"""Whatever a table holds, each form gives it back as it was written."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rendering import (
    as_csv,
    as_excel,
    as_html,
    as_pdf,
    as_roles,
    as_word,
    look,
    table,
    without_spans,
)

from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.forms import delimited, excel, html, pdf, recognise, word
from municipal_indicators.reader.grid import Grid, GridCell

FUZZ = settings(
    max_examples=30,
    # The same examples in every run, and none kept in the working folder.
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
# Words as pages have them, and signs that mean something to one of the forms.
LINES = st.one_of(
    st.from_regex(r"[A-Za-z][a-z]{0,9}( [a-z0-9.,]{1,8}){0,2}", fullmatch=True),
    st.from_regex(r"[<>≤~]? ?-?[0-9]{1,3}(\.[0-9]{3})?(,[0-9]{1,2})?[%*]?", fullmatch=True),
    st.sampled_from(
        [
            "=1+1",
            "<b>5</b>",
            "&amp;",
            "a;b",
            "a,b",
            "a|b",
            '"',
            "'s-Gravenhage",
            "n.n.b.",
            "-",
            "€ 5",
        ]
        + ["\\", "1e5", "0x10", "TRUE", "#N/B", "{=A1}", "㎡", "m²", "½", "]]>", "<!--", "5\t6"[:1]]
    ),
).map(lambda line: " ".join(line.split()))
TEXTS = st.lists(LINES, max_size=2).map("\n".join)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Make a table of a few rows and columns, with cells over several of them."""
    rows, columns = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    covered: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in covered:
                continue
            span = draw(st.sampled_from([(1, 1)] * 6 + [(1, 2), (2, 1), (2, 2)]))
            squares = {
                (row + down, column + across)
                for down in range(span[0])
                for across in range(span[1])
            }
            if squares & covered or row + span[0] > rows or column + span[1] > columns:
                span, squares = (1, 1), {(row, column)}
            covered |= squares
            cells.append(GridCell(row, column, draw(TEXTS), *span))
    # A sheet begins and ends where a text stands, and a file of text with its first line.
    corners = {(0, 0), (cells[-1].row, cells[-1].column)}
    return Grid(
        tuple(
            GridCell(cell.row, cell.column, "x", cell.row_span, cell.column_span)
            if (cell.row, cell.column) in corners
            else cell
            for cell in cells
        )
    )


def read(parser: ModuleType, path: Path) -> Grid:
    (grid,) = [
        block
        for block in parser.parse(path, lambda done, total: None).blocks
        if isinstance(block, Grid)
    ]
    return grid


@pytest.mark.parametrize(
    ("write", "parser"),
    [(as_html, html), (as_roles, html), (as_excel, excel), (as_word, word)],
)
@FUZZ
@given(grid=grids())
def test_forms_with_spans_give_back_any_grid(
    write: Callable[[Grid, Path], Path], parser: ModuleType, tmp_path: Path, grid: Grid
) -> None:
    path = write(grid, tmp_path / "page")

    assert look(read(parser, path)) == look(grid)
    assert parser.__name__.endswith(recognise(path))


@FUZZ
@given(
    rows=st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(TEXTS, min_size=width, max_size=width), min_size=3, max_size=6
        )
    ),
    delimiter=st.sampled_from(";,\t|"),
    quote=st.sampled_from("\"'"),
)
def test_delimited_values_give_back_any_rows(
    rows: list[list[str]], delimiter: str, quote: str, tmp_path: Path
) -> None:
    grid = table(rows)
    path = as_csv(grid, tmp_path / "page", delimiter=delimiter, quotechar=quote, quoting=1)

    assert recognise(path) == "delimited"
    assert look(read(delimited, path)) == look(without_spans(grid))


@FUZZ
@given(
    rows=st.lists(
        st.lists(
            st.from_regex(r"([0-9]{1,3}(,[0-9])?%?)?", fullmatch=True), min_size=4, max_size=4
        ),
        min_size=2,
        max_size=6,
    )
)
def test_a_ruled_table_in_a_pdf_file_gives_back_any_figures(
    rows: list[list[str]], tmp_path: Path
) -> None:
    grid = table(
        [["Indicator", "2016", "2017", "2018", "2019"], *(["Verzuim", *row] for row in rows)]
    )

    assert look(read(pdf, as_pdf(grid, tmp_path / "page"))) == look(grid)


@FUZZ
@given(
    rows=st.lists(
        st.lists(
            st.from_regex(r"([0-9]{1,3}(,[0-9])?%?)?", fullmatch=True), min_size=4, max_size=4
        ),
        min_size=2,
        max_size=6,
    )
)
def test_a_table_without_lines_in_a_pdf_file_moves_no_figure(
    rows: list[list[str]], tmp_path: Path
) -> None:
    # The last line of a table without lines is the last one with a figure.
    filled = [*rows, ["1", "", "", "2"]]
    grid = table(
        [["Indicator", "2016", "2017", "2018", "2019"], *(["Halt", *row] for row in filled)]
    )
    found = read(pdf, as_pdf(grid, tmp_path / "page", lines="NONE"))

    shown = [cell for cell in look(grid) if cell[4]]
    assert [cell[4] for cell in look(found)] == [cell[4] for cell in shown]
    assert look(found) == shown or not found.positions_known


@pytest.mark.parametrize("parser", [html, delimited, excel, word, pdf])
@FUZZ
@given(content=st.binary(max_size=200))
@example(content=b"<html>\x80<table><tr><td rowspan=99999999999999999999>")
def test_any_bytes_give_a_page_or_a_plain_error(
    parser: ModuleType, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "page"
    path.write_bytes(content)
    try:
        parser.parse(path, lambda done, total: None)
    except ReadError as error:
        assert all([error.place, error.found, error.expected])
