"""A figure that is left where others were dropped never moves, and never finds a place by it."""

import pytest
from test_layouts import BUDGET, LAYOUTS, REPORT, cells

from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.forms.text import read_text
from municipal_indicators.reader.words import word_list
from tests.support.dropped_cells import moves

SHARES = (0.03, 0.1, 0.25)
SEEDS = range(12)


def table(header: str, lines: int, values: int, unit: str = "") -> str:
    """Write a table of different values, one cell a paragraph."""
    return cells(
        header,
        *(
            f"Indicator {line}|" + "|".join(f"{line * 10 + at},{at}{unit}" for at in range(values))
            for line in range(1, lines + 1)
        ),
    )


PAGES = {name: (text, edition) for name, (text, edition, _) in LAYOUTS.items()} | {
    "ten lines of six years": (table("Indicator|2012|2013|2014|2015|2016|2017", 10, 6), REPORT),
    "ten lines of types": (
        table("Indicator|Nulmeting|Realisatie 2018|Doel 2019|Doel 2020|Nederland", 10, 5),
        BUDGET,
    ),
    "groups above years": (
        table("Omschrijving|Realisatie|Streefcijfers|2017|2018|2019|2020|2021", 8, 5, " %"),
        BUDGET,
    ),
    "numbered lines": (
        cells(
            "Indicator|Werkelijk 2018|Begroting 2019|Begroting 2020|Streefwaarde",
            *(f"{n}|Indicator over {'abcdefgh'[n]}|{n}1|{n}2|{n}3|{n}4" for n in range(1, 8)),
        ),
        BUDGET,
    ),
    "years below each other": (
        cells(
            "Indicator|Jaar|Waterbeek|Drenthe|Nederland|Bron",
            *(f"Indicator {n}|2017|{n}1|{n}2|{n}3|2018|{n}4|{n}5|{n}6" for n in range(1, 6)),
        ),
        BUDGET,
    ),
    "an aim beside years": (
        table("Indicator|Streefwaarde|2016|2017|2018|2019", 9, 5),
        REPORT,
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_no_figure_moves(page: str) -> None:
    text, (kind, year) = PAGES[page]
    classifier = Classifier(word_list(), "Waterbeek")
    edition = Edition.of("Waterbeek", kind, year)
    read = read_text(text, classifier)
    moved = [move for share in SHARES for move in moves(read, classifier, edition, share, SEEDS)]
    assert moved == []
