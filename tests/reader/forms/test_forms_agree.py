from pathlib import Path

import pytest
from rendering import WITH_SPANS, as_csv, look, table, without_spans

from municipal_indicators.reader.forms import open_page
from municipal_indicators.reader.grid import Grid, Page

TABLES = {
    "two header rows": table(
        [
            [
                ("Indicator", 2, 1),
                ("Eenheid", 2, 1),
                ("Realisatie", 1, 3),
                None,
                None,
                "Streefwaarde",
            ],
            [None, None, "2016", "2017", "2018", "2019"],
            ["Misdrijven per 1.000 inwoners", "aantal", "12,5", "", "8,5", "< 8"],
            ["Vertrouwen in de buurt", "%", "", "60,0%", "", "65%"],
            ["Jongeren met een delict voor de rechter", "", "1.234", "n.n.b.", "-", ""],
        ]
    ),
    "rows of areas": table(
        [
            ["Indicator", "Gebied", "2017", "2018"],
            [("Verzuim", 3, 1), "Gemeente", "1,9", "2,0"],
            [None, "Provincie", "", "2,1"],
            [None, "Nederland", "1,8", ""],
        ]
    ),
    "several values in a cell": table(
        [["Indicator", "2017", "2018"], ["Cliënten, leerlingen", "5,3\n6,1", ""], ["Halt", "", "3"]]
    ),
}


def no_text(text: str) -> Page:
    raise AssertionError(f"taken for copied text: {text}")


def grids(path: Path) -> list[Grid]:
    return [block for block in open_page(path, no_text).blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("form", WITH_SPANS)
def test_each_form_gives_the_same_grid(form: str, name: str, tmp_path: Path) -> None:
    path = WITH_SPANS[form](TABLES[name], tmp_path / "page")

    (read,) = grids(path)

    assert look(read) == look(TABLES[name])
    assert read.positions_known


@pytest.mark.parametrize("delimiter", ";,\t|")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimited_values_in_any_dialect_give_the_same_grid_without_its_spans(
    encoding: str, delimiter: str, tmp_path: Path
) -> None:
    written = TABLES["several values in a cell"]
    path = as_csv(written, tmp_path / "page", encoding, delimiter=delimiter, quoting=1)

    (read,) = grids(path)

    assert look(read) == look(without_spans(written))
