"""Published tables as they were printed, and what is read of them in a form.

`tests/fixtures/printed_tables.csv` lists the tables, `printed_cells.csv` what is printed where,
and `printed_figures.csv` what a reader makes of it: an empty year is one that is not printed.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.grid import Grid, GridCell
from municipal_indicators.reader.pages import read_page
from municipal_indicators.reader.words import word_list
from tests.support.projects import REPOSITORY

Fact = tuple[str, str, str, str, str, str]


def rows(name: str) -> list[dict[str, str]]:
    with (REPOSITORY / f"tests/fixtures/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def printed_grids() -> dict[str, Grid]:
    """Lay each table out, with an empty cell wherever nothing is printed."""
    printed = defaultdict(list)
    for row in rows("printed_cells"):
        place = [int(row[name]) for name in ("row", "column", "row_span", "column_span")]
        printed[row["table"]].append(GridCell(*place[:2], row["text"], *place[2:]))
    grids = {}
    for table, cells in printed.items():
        covered = {
            (cell.row + down, cell.column + across)
            for cell in cells
            for down in range(cell.row_span)
            for across in range(cell.column_span)
        }
        height = max(row for row, _ in covered) + 1
        width = max(column for _, column in covered) + 1
        cells += [
            GridCell(row, column, "")
            for row in range(height)
            for column in range(width)
            if (row, column) not in covered
        ]
        grids[table] = Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))
    return grids


def plain(text: str) -> str:
    return " ".join(text.split())


def read_tables(
    grids: Mapping[str, Grid],
    write: Callable[[Grid, Path], Path],
    parser: ModuleType,
    folder: Path,
) -> tuple[Counter[Fact], Counter[tuple[str, str]]]:
    """Write and read every table; return what is placed, and every figure that is shown."""
    placed: Counter[Fact] = Counter()
    shown: Counter[tuple[str, str]] = Counter()
    for row in rows("printed_tables"):
        table, publisher = row["table"], row["publisher"]
        classifier = Classifier(word_list(), publisher)
        edition = Edition.of(publisher, row["document_kind"], int(row["budget_year"]))
        page = parser.parse(write(grids[table], folder / table), lambda done, total: None)
        for figure in read_page(page, classifier, edition):
            shown[table, plain(figure.printed_value)] += 1
            area = "" if classifier.is_own(figure.area) else figure.area
            if figure.year:
                placed[
                    fact(
                        table,
                        figure.printed_label,
                        figure.printed_value,
                        figure.year,
                        figure.value_type,
                        area,
                    )  # fmt: skip
                ] += 1
    return placed, shown


def fact(
    table: str, printed_label: str, printed_value: str, year: str, value_type: str, area: str
) -> Fact:
    # A form breaks long words where its columns are narrow.
    label = "".join(printed_label.split())
    return (table, label, plain(printed_value), year, value_type, plain(area))
