"""Layouts of published tables, written for these tests: what is placed, and what stays open."""

import pytest

from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.figures import Figure
from municipal_indicators.reader.forms.text import read_text
from municipal_indicators.reader.pages import read_page
from municipal_indicators.reader.words import word_list

BUDGET = ("begroting", 2020)
REPORT = ("jaarstukken", 2019)
Row = tuple[str, str, str, str]


def cells(*rows: str) -> str:
    """Write a page of one cell a paragraph; a bar stands between the cells of a row."""
    return "\n\n".join(cell.strip() for row in rows for cell in row.split("|"))


def read(text: str, kind: str = "", year: int | None = None) -> list[Figure]:
    classifier = Classifier(word_list(), "Waterbeek")
    return read_page(read_text(text, classifier), classifier, Edition.of("Waterbeek", kind, year))


def shown(figures: list[Figure]) -> list[Row]:
    """Give value, year or candidates, type and area of each figure."""
    return [
        (
            figure.printed_value,
            figure.year or "|".join(figure.candidate_years) + "?",
            figure.value_type,
            figure.area,
        )
        for figure in figures
    ]


LAYOUTS: dict[str, tuple[str, tuple[str, int], list[Row]]] = {
    "types with their years": (
        cells(
            "Indicator|Eenheid|Realisatie\n2018|Begroting 2019|Streef-\nwaarde 2020",
            "Banen|aantal|5|6|7",
        ),
        BUDGET,
        [
            ("5", "2018", "realisation", ""),
            ("6", "2019", "budget", ""),
            ("7", "2020", "target", ""),
        ],
    ),
    "a dropped cell leaves its line open": (
        cells("Indicator|Realisatie 2018|Realisatie 2019|Doel 2020", "Banen|5|6|7", "Inbraken|8|9"),
        BUDGET,
        [
            ("5", "2018", "realisation", ""),
            ("6", "2019", "realisation", ""),
            ("7", "2020", "target", ""),
            ("8", "2018|2019?", "realisation", ""),
            ("9", "2019|2020?", "", ""),
        ],
    ),
    "bare years of a budget": (
        cells("Indicator|2017|2018|2019|2020", "Banen|1,5|1,6|1,7|1,8"),
        BUDGET,
        [
            ("1,5", "2017", "realisation", ""),
            ("1,6", "2018", "realisation", ""),
            ("1,7", "2019?", "", ""),
            ("1,8", "2020", "budget", ""),
        ],
    ),
    "years newest first in a report": (
        cells("Kengetal|2019|2018", "Banen|5|6", "Inbraken|n.n.b.|4"),
        REPORT,
        [
            ("5", "2019", "realisation", ""),
            ("6", "2018", "realisation", ""),
            ("n.n.b.", "2019", "realisation", ""),
            ("4", "2018", "realisation", ""),
        ],
    ),
    "the same year twice below two types": (
        cells(
            "Omschrijving",
            "Werkelijk|Streefwaarden",
            "2018|2019|2019",
            "Banen|5|6|7",
            "Verzuim|1|2|3",
        ),
        REPORT,
        [
            ("5", "2018", "realisation", ""),
            ("6", "2019", "realisation", ""),
            ("7", "2019", "target", ""),
            ("1", "2018", "realisation", ""),
            ("2", "2019", "realisation", ""),
            ("3", "2019", "target", ""),
        ],
    ),
    "rows of areas": (
        cells(
            "Indicator|Rekening 2018|Rekening 2019",
            "Verzuim",
            "Waterbeek|3|4",
            "Provincie|5|6",
            "Nederland|7",
        ),
        REPORT,
        [
            ("3", "2018", "realisation", ""),
            ("4", "2019", "realisation", ""),
            ("5", "2018", "realisation", "Provincie"),
            ("6", "2019", "realisation", "Provincie"),
            ("7", "2018|2019?", "realisation", "Nederland"),
        ],
    ),
    "a row for each year of one indicator": (
        cells("Verzuim", "Jaar|Waterbeek|Nederland", "2017|1,4|1,9", "2018|1,3|1,8"),
        REPORT,
        [
            ("1,4", "2017", "realisation", ""),
            ("1,9", "2017", "realisation", "Nederland"),
            ("1,3", "2018", "realisation", ""),
            ("1,8", "2018", "realisation", "Nederland"),
        ],
    ),
    "a row for each year that lacks a cell": (
        cells("Verzuim", "Jaar|Waterbeek|Nederland", "2017|1,4|1,9", "2018|1,8"),
        REPORT,
        [
            ("1,4", "2018|2017?", "", ""),
            ("1,9", "2018|2017?", "", ""),
            ("1,8", "2018|2017?", "", ""),
        ],
    ),
    "years and areas between brackets": (
        cells(
            "Indicator|Nulmeting (2014)|Realisatie (2018)|2018 (Nederland)|Doel (2020)",
            "Verzuim|1|2|3|4",
        ),
        BUDGET,
        [
            ("1", "2014", "baseline", ""),
            ("2", "2018", "realisation", ""),
            ("3", "2018", "realisation", "Nederland"),
            ("4", "2020", "target", ""),
        ],
    ),
    "what is to be achieved stands before the indicator": (
        cells(
            "Wat willen we bereiken?|Indicator|Laatst beschikbare cijfer|Jaar|Einde raadsperiode",
            "Rust|Verzuim|2|2018|1",
        ),
        BUDGET,
        [("2", "2018", "realisation", ""), ("1", "?", "target", "")],
    ),
    "headings of task fields": (
        cells(
            "Indicator|Eenheid|2017|2018",
            "0. Bestuur en ondersteuning",
            "Formatie|fte|7,1|7,2",
            "1. Veiligheid",
            "Verwijzingen Halt|per 10.000|81|90",
        ),
        REPORT,
        [
            ("7,1", "2017", "realisation", ""),
            ("7,2", "2018", "realisation", ""),
            ("81", "2017", "realisation", ""),
            ("90", "2018", "realisation", ""),
        ],
    ),
    "the area of each line in a column of its own": (
        cells(
            "Indicator|Gebied|2017|2018", "Verzuim|Provincie|1,2|1,3", "Verzuim|Nederland|1,9|1,8"
        ),
        REPORT,
        [
            ("1,2", "2017", "realisation", "Provincie"),
            ("1,3", "2018", "realisation", "Provincie"),
            ("1,9", "2017", "realisation", "Nederland"),
            ("1,8", "2018", "realisation", "Nederland"),
        ],
    ),
    "areas side by side, a year in each line": (
        cells(
            "Indicator|Jaar|Waterbeek|< 25.000 inwoners|Nederland",
            "Banen|2017|5|6|7",
            "2018|8|9|10",
        ),
        BUDGET,
        [
            ("5", "2017", "realisation", ""),
            ("6", "2017", "realisation", "< 25.000 inwoners"),
            ("7", "2017", "realisation", "Nederland"),
            ("8", "2018", "realisation", ""),
            ("9", "2018", "realisation", "< 25.000 inwoners"),
            ("10", "2018", "realisation", "Nederland"),
        ],
    ),
    "the area is named behind its figure": (
        cells(
            "Indicator|Periode|Waarde|Vergelijkend cijfer|Vergelijking", "Banen|2018|5|6|Zeeland"
        ),
        BUDGET,
        [("5", "2018", "realisation", ""), ("6", "2018", "realisation", "Zeeland")],
    ),
    "numbers of lines without a header": (
        cells(
            "Indicator|Werkelijk 2018|Begroting 2020",
            "1|Banen|5|6",
            "2|Inbraken|7|8",
            "3|Verzuim|9|10",
        ),
        BUDGET,
        [
            ("5", "2018", "realisation", ""),
            ("6", "2020", "budget", ""),
            ("7", "2018", "realisation", ""),
            ("8", "2020", "budget", ""),
            ("9", "2018", "realisation", ""),
            ("10", "2020", "budget", ""),
        ],
    ),
    "a number of a line is no last value": (
        cells("Indicator|Werkelijk 2018|Begroting 2020", "1|Banen|5", "2|Inbraken|7|8"),
        BUDGET,
        [
            ("5", "2018|2020?", "", ""),
            ("2", "2018|2020?", "", ""),
            ("7", "2018", "realisation", ""),
            ("8", "2020", "budget", ""),
        ],
    ),
    "a year in a cell": (
        cells(
            "Indicator|Nulmeting|Begroot 2019|Stand december 2019", "Banen|6,7 (2015)|*|niet bekend"
        ),
        REPORT,
        [
            ("6,7 (2015)", "2015", "baseline", ""),
            ("*", "2019", "budget", ""),
            ("niet bekend", "2019", "realisation", ""),
        ],
    ),
    "a school year can count for two years": (
        cells("Indicator|Schooljaar|Waarde", "Verzuim|2016/2017|4,5"),
        BUDGET,
        [("4,5", "2016|2017?", "realisation", "")],
    ),
    "a header without a year": (
        cells("Indicator|Realisatie 2018|Streefwaarde", "Banen|5|6"),
        BUDGET,
        [("5", "2018", "realisation", ""), ("6", "?", "target", "")],
    ),
    "an aim without a year, or one over the years": (
        cells("Indicator|Streefwaarde|2020|2021", "Banen|5|6"),
        BUDGET,
        [("5", "2020|2021?", "", ""), ("6", "2020|2021?", "", "")],
    ),
    "year and value of the last measurement": (
        "Indicator | Laatste meting | Verwachting 2020 |\n---|---|---|\n"
        "Banen | 2017 | 5 | 6 |\nHalt | 2018 | 7 |",
        BUDGET,
        [
            ("5", "2017", "realisation", ""),
            ("6", "2020", "forecast", ""),
            ("7", "2018|2020?", "", ""),
        ],
    ),
    "padding at the end of a row": (
        "Indicator | 2016 | 2017 | 2018 |\n---|---|---|---|\nBanen | 1 | 2 | 3 |\nHalt | 4 | 5 | |",
        REPORT,
        [
            ("1", "2016", "realisation", ""),
            ("2", "2017", "realisation", ""),
            ("3", "2018", "realisation", ""),
            ("4", "2016|2017?", "realisation", ""),
            ("5", "2017|2018?", "realisation", ""),
        ],
    ),
    "words and spaces": (
        "Kerncijfers Rekening 2018 Begroting 2019 Begroting 2020\n"
        "van 0 - 19 jaar 5.702 5.599 5.573\n"
        "Oppervlakte (in ha.) 12 13\n",
        BUDGET,
        [
            ("5.702", "2018", "realisation", ""),
            ("5.599", "2019", "budget", ""),
            ("5.573", "2020", "budget", ""),
            ("12", "2018|2019?", "", ""),
            ("13", "2019|2020?", "budget", ""),
        ],
    ),
    "headings and figures below each other": (
        cells(
            "Inbraken",
            "Realisatie 2018|12",
            "Doel 2019|11",
            "Doel 2020|10",
            "Verzuim",
            "Realisatie 2018|3,4",
            "Doel 2019|-",
            "Doel 2020|dalend",
        ),  # fmt: skip
        BUDGET,
        [
            ("12", "2018", "realisation", ""),
            ("11", "2019", "target", ""),
            ("10", "2020", "target", ""),
            ("3,4", "2018", "realisation", ""),
            ("-", "2019", "target", ""),
            ("dalend", "2020", "target", ""),
        ],
    ),
    "figures above their headings": (
        cells("Inbraken", "12|2018", "11|2019", "Verzuim", "3,4|2018", "3,3|2019"),
        REPORT,
        [
            ("12", "2018", "realisation", ""),
            ("11", "2019", "realisation", ""),
            ("3,4", "2018", "realisation", ""),
            ("3,3", "2019", "realisation", ""),
        ],
    ),
    "headings and figures that do not take turns": (
        cells(
            "Inbraken",
            "Realisatie 2018|12",
            "Doel 2020|10",
            "Verzuim",
            "Realisatie 2018|Doel 2020|3",
        ),
        BUDGET,
        [
            ("12", "2018", "realisation", ""),
            ("10", "2020", "target", ""),
            ("3", "2018|2020?", "", ""),
        ],
    ),
    "a colon between heading and figure": (
        "Inbraken\nRealisatie 2018: 12\nStreefwaarde 2020: 10\n\n"
        "Verzuim\nRealisatie 2018: 3,4\nStreefwaarde 2020: n.n.b.",
        BUDGET,
        [
            ("12", "2018", "realisation", ""),
            ("10", "2020", "target", ""),
            ("3,4", "2018", "realisation", ""),
            ("n.n.b.", "2020", "target", ""),
        ],
    ),
    "a line of headings above a line of figures": (
        "Inbraken\nRealisatie 2017 Realisatie 2018 Doel 2020\n12 11 10\n\n"
        "Verzuim\nRealisatie 2017 Realisatie 2018 Doel 2020\n3,5 3,4",
        BUDGET,
        [
            ("12", "2017", "realisation", ""),
            ("11", "2018", "realisation", ""),
            ("10", "2020", "target", ""),
        ],
    ),
    "years as rows, with bars": (
        "Jaar | Inbraken | Verzuim\n---|---|---\n2017 | 12 | 3,4\n2018 | 11 |\n2019 | 10 | 3,2",
        REPORT,
        [
            ("12", "2017", "realisation", ""),
            ("3,4", "2017", "realisation", ""),
            ("11", "2017|2018|2019?", "realisation", ""),
            ("10", "2019", "realisation", ""),
            ("3,2", "2019", "realisation", ""),
        ],
    ),
    "years and types as rows": (
        " | Inbraken | Banen\nRealisatie 2018 | 12 | 510\nDoel 2019 | 11 | 520\n"
        "Doel 2020 | 10 | 530",
        BUDGET,
        [
            ("12", "2018", "realisation", ""),
            ("510", "2018", "realisation", ""),
            ("11", "2019", "target", ""),
            ("520", "2019", "target", ""),
            ("10", "2020", "target", ""),
            ("530", "2020", "target", ""),
        ],
    ),
    "years as rows, a cell a line": (
        cells("Jaar|Inbraken|Verzuim|Banen", "2018|12|3,4|510", "2019|11|3,3|520"),
        REPORT,
        [
            ("12", "2018", "realisation", ""),
            ("3,4", "2018", "realisation", ""),
            ("510", "2018", "realisation", ""),
            ("11", "2019", "realisation", ""),
            ("3,3", "2019", "realisation", ""),
            ("520", "2019", "realisation", ""),
        ],
    ),
    "years as rows, areas in the names of the columns": (
        cells("Jaar|Verzuim gemeente|Verzuim Nederland", "2018|1,4|1,9", "2019|1,3|1,8"),
        REPORT,
        [
            ("1,4", "2018|2019?", "realisation", ""),
            ("1,9", "2018|2019?", "realisation", ""),
            ("1,3", "2018|2019?", "realisation", ""),
            ("1,8", "2018|2019?", "realisation", ""),
        ],
    ),
    "a year behind the figure of each area": (
        cells(
            "Indicator|Waterbeek|Jaar|Nederland|Jaar", "Verzuim|1,4|2018|1,9|2017", "Banen|5|2017"
        ),
        BUDGET,
        [
            ("1,4", "2018", "realisation", ""),
            ("1,9", "2017", "realisation", "Nederland"),
            ("5", "2017?", "", ""),
        ],
    ),
    "a year before the figure of each area": (
        "Indicator | Jaar | Waterbeek | Jaar | Nederland\nVerzuim | 2018 | 1,4 | 2017 | 1,9\n",
        BUDGET,
        [
            ("1,4", "2018", "realisation", ""),
            ("1,9", "2017", "realisation", "Nederland"),
        ],
    ),
    "goals left of the indicators": (
        cells(
            "Doelstelling|Indicator|2018|2019",
            "Veilig wonen|Inbraken|12|11",
            "Iedereen leert|Verzuim|3,4|3,3",
        ),
        REPORT,
        [
            ("12", "2018", "realisation", ""),
            ("11", "2019", "realisation", ""),
            ("3,4", "2018", "realisation", ""),
            ("3,3", "2019", "realisation", ""),
        ],
    ),
    "a word for aims above years": (
        cells("Doel", "Indicator|2020|2021|2022", "Inbraken|12|11|10", "Verzuim|3,4|3,3|3,2"),
        BUDGET,
        [
            ("12", "2020", "target", ""),
            ("11", "2021", "target", ""),
            ("10", "2022", "target", ""),
            ("3,4", "2020", "target", ""),
            ("3,3", "2021", "target", ""),
            ("3,2", "2022", "target", ""),
        ],
    ),
    "semicolons": (
        "Cijfers\n\nIndicator ; Doel 2019 ; Doel 2020\nInbraken ; 12 ; < 11\nBron: eigen cijfers",
        BUDGET,
        [("12", "2019", "target", ""), ("< 11", "2020", "target", "")],
    ),
    "a heading between rows with bars": (
        "Indicator | 2018 | 2019 |\n---|---|---|\nInbraken | 12 | 11 |\n\nOnderwijs\n\n"
        "Verzuim | 3,4 | 3,3 |",
        REPORT,
        [
            ("12", "2018", "realisation", ""),
            ("11", "2019", "realisation", ""),
            ("3,4", "2018", "realisation", ""),
            ("3,3", "2019", "realisation", ""),
        ],
    ),
    "columns of an interim report": (
        cells(
            "Indicator|Realisatie 2017|Begroting 2018 na wijziging|Stand 1-8|Stand per 1-8-2018"
            "|Prognose 2018",
            "Inbraken|12|11|10|9|8",
        ),
        ("bestuursrapportage", 2018),
        [
            ("12", "2017", "realisation", ""),
            ("11", "2018", "budget", ""),
            ("10", "?", "realisation", ""),
            ("9", "2018", "realisation", ""),
            ("8", "2018", "forecast", ""),
        ],
    ),
    "baselines with their year, marks of notes, aims in words": (
        cells(
            "Effectindicator|Nulmeting (jaar)|Realisatie JR 2018|Streefwaarde 2020",
            "Tevreden|70% (2014)|72% 1)|stijgend",
            "Cijfer|7,1 (2016)|7,2 2)|≥ 7,5",
        ),
        BUDGET,
        [
            ("70% (2014)", "2014", "baseline", ""),
            ("72% 1)", "2018", "realisation", ""),
            ("stijgend", "2020", "target", ""),
            ("7,1 (2016)", "2016", "baseline", ""),
            ("7,2 2)", "2018", "realisation", ""),
            ("≥ 7,5", "2020", "target", ""),
        ],
    ),
    "lines of words without a header": (
        "Formatie per inwoner 18,0 18,4\nBezetting per inwoner 17,9 19,1\nVerzuim per leerling 2 3",
        REPORT,
        [(value, "?", "", "") for value in ("18,0", "18,4", "17,9", "19,1", "2", "3")],
    ),
    "arrows, short years, and whether a goal was met": (
        cells(
            "Effect|Indicator|Realisatie '18|Trend|PB 2019|Doel gehaald?",
            "Rust|Inbraken|12|↑|11|ja",
            "Leren|Verzuim|3,4|↓|3,3|nee",
        ),
        REPORT,
        [
            ("12", "2018", "realisation", ""),
            ("11", "2019", "budget", ""),
            ("3,4", "2018", "realisation", ""),
            ("3,3", "2019", "budget", ""),
        ],
    ),
    "the area in brackets behind the label": (
        cells("Indicator|2018|2019", "Verzuim (Waterbeek)|1,4|1,3", "Verzuim (Nederland)|1,9|1,8"),
        REPORT,
        [
            ("1,4", "2018", "realisation", ""),
            ("1,3", "2019", "realisation", ""),
            ("1,9", "2018", "realisation", "Nederland"),
            ("1,8", "2019", "realisation", "Nederland"),
        ],
    ),
    "two halves of one year": (
        cells("Indicator|1e halfjaar 2018|2e halfjaar 2018", "Inbraken|12|11"),
        REPORT,
        [("12", "2018", "realisation", ""), ("11", "2018", "realisation", "")],
    ),
    "cells without a header": (
        cells("Inbraken|12|11", "Verzuim|3,4|3,3"),
        REPORT,
        [(value, "?", "", "") for value in ("12", "11", "3,4", "3,3")],
    ),
    "sentences as cells": (
        cells(
            "Nulsituatie|Norm voor 2019|Wat is in 2019 gerealiseerd",
            "In 2017 was 90% van de bewoners tevreden over de buurt."
            "|In 2019 is dat gestegen naar 92% van de bewoners."
            "|2019: 91% van de bewoners zegt tevreden te zijn.",
            "Het aantal meldingen bedroeg in 2016: 735 en in 2017: 805."
            "|Het aantal meldingen bedraagt in 2019 maximaal 700."
            "|2019: 690 meldingen van overlast.",
            "De sociale cohesie kreeg in 2017 het cijfer 6,1 van de bewoners."
            "|In 2019 is het cijfer van de sociale cohesie gestegen naar 6,5."
            "|2019: 6,0",
        ),
        REPORT,
        [
            ("90%", "2017", "baseline", ""),
            ("92%", "2019", "target", ""),
            ("91%", "2019", "realisation", ""),
            ("735", "2016", "baseline", ""),
            ("805", "2017", "baseline", ""),
            ("maximaal 700", "2019", "target", ""),
            ("690", "2019", "realisation", ""),
            ("6,1", "2017", "baseline", ""),
            ("6,5", "2019", "target", ""),
            ("6,0", "2019", "realisation", ""),
        ],
    ),
    "two tables after each other": (
        cells(
            "Indicator|Realisatie 2018",
            "Banen|5",
            "Toelichting",
            "1|Een uitleg",
            "Indicator|Doel 2020",
            "Halt|6",
        ),
        BUDGET,
        [("5", "2018", "realisation", ""), ("6", "2020", "target", "")],
    ),
    "a number in brackets below a figure": (
        cells("Indicator|Jaar|Waarde", "Banen|2018|5\n(4)"),
        BUDGET,
        [("5", "2018", "realisation", ""), ("(4)", "2018?", "", "")],
    ),
    "an unknown header between the values": (
        cells("Indicator|Realisatie 2018|Zwaluwstaart|Begroting 2020", "Banen|5|6|7"),
        BUDGET,
        [("5", "2018|2020?", "", ""), ("6", "2018|2020?", "", ""), ("7", "2018|2020?", "", "")],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(layout: str) -> None:
    text, (kind, year), expected = LAYOUTS[layout]
    assert shown(read(text, kind, year)) == expected


def test_bare_years_stay_open_where_nobody_says_the_edition() -> None:
    text = cells("Indicator|2017|2018", "Banen|1,5|1,6", "Halt|1,7|1,8")
    assert {figure.year for figure in read(text)} == {""}
    assert {figure.year for figure in read(text, "jaarstukken", 2018)} == {"2017", "2018"}
    assert {figure.year for figure in read(text, "monitor", 2018)} == {""}


def test_labels_come_from_their_column() -> None:
    text = cells(
        "Nr.|Taakveld|Indicator|Eenheid|2018", "1.|Veiligheid|Verwijzingen Halt|aantal|5",
        "2.|Veiligheid|Inbraken|aantal|6",
    )  # fmt: skip
    assert [figure.printed_label for figure in read(text, "jaarstukken", 2018)] == [
        "Verwijzingen Halt",
        "Inbraken",
    ]


def test_a_unit_of_its_own_keeps_the_label_above_it() -> None:
    text = cells(
        "Indicator|Eenheid|2018", "Externe inhuur|Kosten in €|€ 100", "Als % van de loonsom|9%"
    )
    labels = [figure.printed_label for figure in read(text, "jaarstukken", 2018)]
    assert labels == ["Externe inhuur", "Externe inhuur"]


def test_evidence_names_what_decided() -> None:
    text = cells("Indicator|Realisatie 2018|Doel 2020", "Banen|5|6", "Halt|7")
    assert [figure.evidence for figure in read(text, *BUDGET)] == [
        "volle regel: 2 cellen in 2 kolommen",
        "volle regel: 2 cellen in 2 kolommen",
        "1 cellen voor 2 kolommen, volgorde bewaard",
    ]


def test_a_bare_year_that_stands_twice_is_not_understood() -> None:
    text = cells("Indicator|2017|2018|2017|2018", "Banen|1|2|3|4", "Halt|5|6|7|8")
    assert {figure.year for figure in read(text, "jaarstukken", 2018)} == {""}


def test_a_difference_is_no_figure_of_its_year() -> None:
    text = cells("Indicator|Realisatie 2018|Verschil 2018", "Banen|5|6")
    assert [figure.year for figure in read(text, "jaarstukken", 2018)] == ["2018", ""]


def test_a_heading_that_is_an_area_leaves_its_lines_open() -> None:
    text = cells("Indicator|2017|2018", "Banen|1|2", "Nederland|Banen|3|4", "Waterbeek|Halt|5|6")
    years = {figure.printed_value: figure.year for figure in read(text, "jaarstukken", 2018)}
    assert (years["1"], years["3"], years["5"]) == ("2017", "", "2017")


def test_other_municipalities_are_areas() -> None:
    text = cells("Indicator|2017|2018", "Banen", "Waterbeek|1|2", "Gouda|3|4", "Nederland|5|6")
    areas = [figure.area for figure in read(text, "jaarstukken", 2018)]
    assert areas == ["", "", "Gouda", "Gouda", "Nederland", "Nederland"]


def piped(*rows: str) -> str:
    """Write a page of lines with bars between the cells, as many in each."""
    most = max(row.count("|") for row in rows)
    return "\n".join(row + "|" * (most - row.count("|")) for row in rows)


@pytest.mark.parametrize("write", [cells, piped])
def test_rows_of_areas_are_of_the_indicator_above_them(write) -> None:
    figures = read(
        write(
            "Indicator|2017|2018",
            "Verzuim",
            "Waterbeek|1,2|1,3",
            "Nederland|1,9|1,8",
            "Banen",
            "Waterbeek|610|615",
            "Nederland|770|775",
        ),
        *REPORT,
    )
    assert [(figure.printed_label, figure.area) for figure in figures] == [
        (label, area)
        for label in ("Verzuim", "Banen")
        for area in ("", "", "Nederland", "Nederland")
    ]
