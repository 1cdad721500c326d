"""Any text is read without a crash, without an invented value, and twice in the same way."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.figures import Figure
from municipal_indicators.reader.forms.text import read_text
from municipal_indicators.reader.pages import read_page
from municipal_indicators.reader.words import word_list

HEADERS = (
    "Indicator", "Naam indicator", "Nr.", "Eenheid", "Bron", "Jaar", "Periode", "Realisatie 2018",
    "Werkelijk", "Begroting", "Streefwaarde", "Doel\n2020", "2016", "2017", "2018", "2019", "2020",
    "Nederland", "Benchmark", "Waarde", "Nulmeting", "Laatste meting", "Trend", "Toelichting",
)  # fmt: skip
CELLS = (
    "1", "2", "3", "1.", "4a", "5,6", "8,5%", "€ 1.200", "n.n.b.", "-", "*", "2017", "2018", "(4)",
    "2016-2017", "6,7 (2015)", "12\n(11)", "100 kg in 2020", "zie toelichting", "Nederland",
    "Waterbeek", "Banen per 1.000 inwoners", "Verzuim", "CBS", "Aantal", "% inwoners",
    "In 2018 was 90% van de inwoners tevreden over de buurt.", "2019: 91%", "7,5\n7,0", "\u00a0",
    "Toelichting", "Bron: CBS",
)  # fmt: skip
SEPARATORS = ("\n\n", "\n", "   ", " ", " | ", "\t")


@st.composite
def any_page(draw: st.DrawFn) -> str:
    """Write a page of headers and cells in any order, more or less like a table."""
    parts = draw(st.lists(st.sampled_from(HEADERS), max_size=8))
    parts += draw(st.lists(st.sampled_from(CELLS) | st.text(max_size=6), max_size=40))
    separator = draw(st.sampled_from(SEPARATORS))
    width = draw(st.integers(1, 7)) if separator in (" | ", "\t") else max(len(parts), 1)
    rows = [parts[at : at + width] for at in range(0, len(parts), width)]
    if width < len(parts):
        rows = [[" ".join(cell.split()) for cell in row] for row in rows]
    return "\n".join(separator.join(row) for row in rows)


def read(text: str) -> list[Figure]:
    classifier = Classifier(word_list(), "Waterbeek")
    edition = Edition.of("Waterbeek", "jaarstukken", 2019)
    return read_page(read_text(text, classifier), classifier, edition)


def plain(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(any_page())
def test_any_page(text: str) -> None:
    figures = read(text)
    assert figures == read(text)
    printed = plain(text)
    for figure in figures:
        assert not (figure.year and figure.candidate_years)
        assert figure.evidence
        if figure.year:
            assert figure.value_type
            assert set(re.findall(r"\d{4}", figure.year)) <= set(re.findall(r"\d{4}", text))
    values = [plain(figure.printed_value) for figure in figures]
    for value in set(values):
        assert values.count(value) <= printed.count(value)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "|", "|||\n---\n|||", "\t\t\t", "2018", "Indicator", "\x00\x01", "1" * 100_000,
     "(" * 5_000, "a b " * 20_000, "2018 " * 20_000, "Indicator\n\n" * 3_000, "-" * 50_000],
)  # fmt: skip
def test_odd_pages(text: str) -> None:
    read(text)
