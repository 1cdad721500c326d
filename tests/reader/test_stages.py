"""The stages of the reader one by one: words, periods, kinds of texts, headers, worlds."""

import pytest

from municipal_indicators.reader.classify import Classifier, Kind
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.headers import Column, HeaderReader, Role
from municipal_indicators.reader.periods import own_period, parse_period
from municipal_indicators.reader.tokens import Token
from municipal_indicators.reader.words import squeeze, word_list
from municipal_indicators.reader.worlds import place

CLASSIFIER = Classifier(word_list(), "Gemeente Water-Beek")
HEADERS = HeaderReader(CLASSIFIER)
NOBODY = Edition()


@pytest.mark.parametrize(
    "text", ["Streef-\nwaarde", "STREEF WAARDE", "streefwaarde", "Stréefwaarde"]
)
def test_words_are_known_whatever_breaks_them(text: str) -> None:
    assert squeeze(text) == "streefwaarde"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2018", ("2018",)),
        ("2018*", ("2018",)),
        ("1e helft 2016", ("2016",)),
        ("31-12-2018", ("2018",)),
        ("1 januari 2018", ("2018",)),
        ("december 2019", ("2019",)),
        ("2016/2017", ("2016", "2017")),
        ("2016-'17", ("2016", "2017")),
        ("2021\n-\n2023", ("2021-2023",)),
        ("12018", None),
        ("2018 inwoners", None),
        ("1234", None),
    ],
)
def test_periods(text: str, years: tuple[str, ...] | None) -> None:
    period = parse_period(text)
    assert (period.years if period else None) == years


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("6,7 (2015)", "2015"),
        ("105 in 2019", "2019"),
        ("2018: 792,1", "2018"),
        ("in 2020 10% toename t.o.v. 2015", "2020"),
        ("6,7 (3)", None),
        ("2,9", None),
    ],
)
def test_the_year_in_a_cell(text: str, year: str | None) -> None:
    period = own_period(text)
    assert (period.years[0] if period else None) == year


@pytest.mark.parametrize(
    ("kind", "texts"),
    {
        Kind.NUMBER: [
            "8,5%", "16.500", "€ 1.169.109", "<25 %", "> 90%", "113 kg", "0,2%**", "70%(3) (4)",
            "5 - 10", "75%-80%", "104 tov 134 landelijk", "Fiets 37%", "79,3% (TK)", "53,6%\n(PS)",
            "16% zeer 44% matig 35% geen (2015)", "Jongeren: 7,3\nOuders: 6,8", "maximaal 700",
            "7,5\n7,5\n7,0", "1% (woningen) en 5,5% (niet woningen)", "(4)", "8 wegen",
        ],
        Kind.MARK: ["-", "--", ".", "******", "n.n.b.", "NNB", "n.v.t.", "niet bekend", "#", "nb"],
        Kind.PERIOD: ["2018", "2016-2017", "1e helft 2016"],
        Kind.AREA: ["Nederland", "waterbeek", "25.000 - 50.000 inwoners", "< 25.000 inw.**"],
        Kind.WORDED_VALUE: ["zie toelichting", "geen", "Zie begroting van de GR"],
        Kind.WORDS: [
            "Banen", "65 jaar en ouder", "0 - 19 jaar", "1.2 ondersteuning", "% inwoners",
            "2.1    % dat zich onveilig voelt", "Aantal per 1.000 inwoners", "CBS", "01 - Verzuim",
            "Aantal inbraken in 2018", "nieuwe wijk", "In %", "100 dagen zorg voor elkaar",
        ],
    }.items(),
)  # fmt: skip
def test_kinds_of_texts(kind: Kind, texts: list[str]) -> None:
    assert {text: CLASSIFIER.kind(text) for text in texts} == dict.fromkeys(texts, kind)


@pytest.mark.parametrize(
    ("text", "role", "value_type", "year", "area"),
    [
        ("Realisatie 2015", Role.VALUE, "realisation", "2015", ""),
        ("Werkelijk\n2017", Role.VALUE, "realisation", "2017", ""),
        ("Stand december 2019", Role.VALUE, "realisation", "2019", ""),
        ("Begroting na wijziging 2018", Role.VALUE, "budget", "2018", ""),
        ("Raming na wijz.", Role.VALUE, "budget", None, ""),
        ("Streef-\ncijfer 2020", Role.VALUE, "target", "2020", ""),
        ("B2020", Role.VALUE, "budget", "2020", ""),
        ("Nulmeting", Role.VALUE, "baseline", None, ""),
        ("Prognose 2021", Role.VALUE, "forecast", "2021", ""),
        ("Wat is in 2014 gerealiseerd", Role.VALUE, "realisation", "2014", ""),
        ("2018", Role.VALUE, "", "2018", ""),
        ("Score 25.000-50.000", Role.VALUE, "", None, "25.000-50.000"),
        ("Neder land", Role.VALUE, "", None, "Neder land"),
        ("Jaar waarop cijfer betrekking heeft", Role.PERIOD, "", None, ""),
        ("Perio-de", Role.PERIOD, "", None, ""),
        ("Naam indicator", Role.LABEL, "", None, ""),
        ("Nr.", Role.NUMBER, "", None, ""),
        ("Bron", Role.TEXT, "", None, ""),
        ("Trend*", Role.SYMBOL, "", None, ""),
        ("Vergelijking", Role.AREA_NAME, "", None, ""),
    ],
)
def test_headers(text: str, role: Role, value_type: str, year: str | None, area: str) -> None:
    column = HEADERS.read(text)
    assert column
    found = column.period.years[0] if column.period else None
    assert (column.role, column.value_type, found, column.area) == (role, value_type, year, area)


@pytest.mark.parametrize(
    "text", ["Banen", "Indicator Realisatie 2018", "Realisatie 2018 2019", "Jaar Bron"]
)
def test_texts_that_are_no_header_or_two(text: str) -> None:
    assert HEADERS.read(text) is None


def test_the_own_area_is_known_by_the_publisher_alone() -> None:
    assert HEADERS.read("Score Water-Beek") == Column("Score Water-Beek", Role.VALUE, own_area=True)
    assert HeaderReader(Classifier(word_list())).read("Score Water-Beek") is None


def columns(*headers: str) -> list[Column]:
    return [column for header in headers if (column := HEADERS.read(header))]


def candidates(
    texts: list[str], headers: list[Column], edition: Edition = NOBODY
) -> list[set[int]]:
    tokens = [Token.of(CLASSIFIER, text) for text in texts]
    return [set(found) for found in place(tokens, headers, edition).candidates]


def test_a_full_line_has_one_world() -> None:
    assert candidates(["1", "2", "3"], columns("2017", "2018", "2019")) == [{0}, {1}, {2}]


def test_a_dropped_cell_leaves_every_place_in_order() -> None:
    assert candidates(["1", "2"], columns("2017", "2018", "2019")) == [{0, 1}, {1, 2}]


def test_too_many_cells_have_no_world() -> None:
    assert candidates(["1", "2"], columns("2017")) == []


def test_a_year_stands_in_the_column_of_years() -> None:
    assert candidates(["2017", "5"], columns("Jaar", "Waarde", "Nederland")) == [{0}, {1, 2}]


def test_a_number_is_no_trend() -> None:
    headers = columns("Jaar", "Waarde", "Trend", "Nederland")
    assert candidates(["2017", "5", "6"], headers) == [{0}, {1}, {3}]
    assert candidates(["2017", "5", "-"], headers) == [{0}, {1}, {2, 3}]


def test_a_year_to_come_is_an_aim() -> None:
    headers = columns("Jaar", "Waarde", "Nederland", "Streefwaarde", "Realisatie")
    edition = Edition("Waterbeek", is_report=True, budget_year=2019)
    found = candidates(["2016", "199", "189", "100 kg in 2020"], headers, edition)
    assert found == [{0}, {1}, {2}, {3}]


def test_enumeration_is_bounded() -> None:
    headers = columns(*(str(year) for year in range(1990, 2030)))
    assert candidates(["1"] * 20, headers) == [set(range(40))] * 20


@pytest.mark.parametrize(
    ("kind", "year", "value_type"),
    [
        ("begroting", 2018, "realisation"),
        ("begroting", 2019, ""),
        ("begroting", 2020, "budget"),
        ("Jaarverslag", 2020, "realisation"),
        ("jaarstukken", 2021, "budget"),
        ("monitor", 2018, ""),
        ("", 2018, ""),
    ],
)
def test_what_a_bare_year_is(kind: str, year: int, value_type: str) -> None:
    assert Edition.of("Waterbeek", kind, 2020).type_of_year(year) == value_type
