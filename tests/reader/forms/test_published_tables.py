"""Published tables are read alike in every form, and what is dropped of them moves nothing."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest
from published_tables import Fact, fact, plain, printed_grids, read_tables, rows
from rendering import as_csv, as_excel, as_html, as_pdf, as_roles, as_word

from municipal_indicators.reader.forms import delimited, excel, html, pdf, word
from municipal_indicators.reader.grid import Grid

Write = Callable[[Grid, Path], Path]


def as_pdf_without_lines(grid: Grid, path: Path) -> Path:
    return as_pdf(grid, path, lines="NONE")


@pytest.mark.parametrize(
    ("write", "parser"), [(as_html, html), (as_excel, excel), (as_pdf, pdf)]
)  # fmt: skip
def test_published_tables(write: Write, parser: ModuleType, tmp_path: Path) -> None:
    settled: Counter[Fact] = Counter()
    printed: Counter[tuple[str, str]] = Counter()
    for row in rows("printed_figures"):
        printed[row["table"], plain(row["printed_value"])] += 1
        if row["year"]:
            settled[fact(**row)] += 1
    placed, shown = read_tables(printed_grids(), write, parser, tmp_path)

    assert placed - settled == Counter()
    assert (settled - placed).total() <= 0.01 * settled.total()
    assert shown == printed


@pytest.mark.parametrize(
    ("write", "parser", "times"),
    [
        (as_html, html, 3),
        (as_roles, html, 1),
        (as_csv, delimited, 3),
        (as_excel, excel, 1),
        (as_word, word, 1),
        (as_pdf, pdf, 1),
        (as_pdf_without_lines, pdf, 1),
    ],
)
def test_figures_that_are_dropped_move_no_other(
    write: Write, parser: ModuleType, times: int, tmp_path: Path
) -> None:
    figures = {(row["table"], row["printed_value"]) for row in rows("printed_figures")}
    grids = printed_grids()
    before, _ = read_tables(grids, write, parser, tmp_path)
    for share, seed in product((0.03, 0.1, 0.25), range(times)):
        chance = random.Random(seed)
        left = {
            table: replace(
                grid,
                cells=tuple(
                    replace(cell, text="")
                    if (table, cell.text) in figures and chance.random() < share
                    else cell
                    for cell in grid.cells
                ),
            )
            for table, grid in grids.items()
        }
        after, _ = read_tables(left, write, parser, tmp_path)
        assert after - before == Counter()
        assert after.total() > before.total() / 2
