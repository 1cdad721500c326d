"""Any text is read without a crash, without an invented value, and twice in the same way."""

import random
import re

import pytest

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
    "1", "2", "3", "1.", "4a", "5,6", "8,5%", "€ 1.200", "n.n.b.", "-", "*", "2017", "2018", "2016-2017",
    "(4)", "6,7 (2015)", "12\n(11)", "100 kg in 2020", "zie toelichting", "Nederland", "Waterbeek",
    "Banen per 1.000 inwoners", "Verzuim", "CBS", "Aantal", "% inwoners", "Toelichting", "Bron: CBS",
    "In 2018 was 90% van de inwoners tevreden over de buurt.", "2019: 91%", "7,5\n7,0", "\u00a0",
)  # fmt: skip
PAGES = 400


def any_page(seed: int) -> str:
    """Write a page of headers and cells in any order, more or less like a table."""
    chance = random.Random(seed)
    parts = chance.choices(HEADERS, k=chance.randint(0, 8))
    parts += chance.choices(CELLS, k=chance.randint(0, 40))
    if chance.random() < 0.2:
        chance.shuffle(parts)
    if chance.random() < 0.5:
        return chance.choice(("\n\n", "\n", "   ", " ")).join(parts)
    width = chance.randint(1, 7)
    separator = chance.choice((" | ", "\t"))
    rows = [parts[at : at + width] for at in range(0, len(parts), width)]
    return "\n".join(separator.join(cell.replace("\n", " ") for cell in row) for row in rows)


def read(text: str) -> list[Figure]:
    classifier = Classifier(word_list(), "Waterbeek")
    edition = Edition.of("Waterbeek", "jaarstukken", 2019)
    return read_page(read_text(text, classifier), classifier, edition)


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("block", range(4))
def test_any_page(block: int) -> None:
    for seed in range(block * PAGES, (block + 1) * PAGES):
        text = any_page(seed)
        figures = read(text)
        assert figures == read(text), seed
        printed = plain(text)
        for figure in figures:
            value = plain(figure.printed_value)
            assert value in printed, (seed, value)
            assert not (figure.year and figure.candidate_years), seed
            assert bool(figure.evidence), seed
            if figure.year:
                assert figure.value_type, seed
                assert set(re.findall(r"\d{4}", figure.year)) <= set(re.findall(r"\d{4}", text)), (
                    seed
                )
        for value in {plain(figure.printed_value) for figure in figures}:
            shown = sum(plain(figure.printed_value) == value for figure in figures)
            assert shown <= printed.count(value), (seed, value)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "|", "|||\n---\n|||", "\t\t\t", "2018", "Indicator", "\x00\x01", "1" * 100_000,
     "(" * 5_000, "a b " * 20_000, "2018 " * 20_000, "Indicator\n\n" * 3_000, "-" * 50_000],
)  # fmt: skip
def test_odd_pages(text: str) -> None:
    read(text)
