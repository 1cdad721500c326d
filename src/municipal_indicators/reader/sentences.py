"""Tables whose cells are sentences: the figures in them, with the years that they name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from municipal_indicators.reader.classify import Classifier, Kind
from municipal_indicators.reader.headers import Column, Role
from municipal_indicators.reader.periods import YEAR
from municipal_indicators.reader.tokens import Token

FEWEST_ROWS = 3  # rows that show how the cells of a column begin
FEWEST_WORDS = 4  # words of a cell before it is taken for a sentence
_FIGURE = re.compile(
    r"(?<![\w.,])((?:(?:maximaal|minimaal|ten minste|tenminste|hooguit|ruim|circa|ca\.) )?"
    rf"(?:€ ?)?(?!{YEAR}\b)\d+(?:[.,]\d+)*(?: ?%)?)(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(rf"\s*{YEAR}\s*:")
_YEAR = re.compile(rf"\b({YEAR})\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A figure in a sentence.

    Attributes:
        label: The first sentence of its row; empty if rows are not settled.
        column: The column, None if rows are not settled.
        value: The figure as printed.
        years: The years that its sentence names for it; all of them if that is not settled.
        source: Where it stands.
    """

    label: str
    column: Column | None
    value: str
    years: tuple[str, ...]
    source: str


def has_sentences(tokens: Sequence[Token], columns: Sequence[Column]) -> bool:
    """Return whether the cells of a table are sentences: no label, and words with years in them."""
    if len(columns) < 2 or any(column.role is not Role.VALUE for column in columns):
        return False
    sentences = [
        token
        for token in tokens
        if token.kind is Kind.WORDS and len(token.text.split()) >= FEWEST_WORDS
    ]
    dated = [token for token in sentences if _YEAR.search(token.text)]
    return len(dated) >= 2 and len(sentences) * 2 > len(tokens) and len(dated) * 2 > len(tokens)


def figures_in_sentences(
    tokens: Sequence[Token],
    columns: Sequence[Column],
    classifier: Classifier,
    rows_known: bool = False,
) -> list[Sentence]:
    """Read the figures of a table of sentences.

    Args:
        tokens: Its cells.
        columns: Its columns.
        classifier: Tells what a text is.
        rows_known: Whether every printed row has a cell in each column.

    Returns:
        The figures. Rows are settled if the cells fill them and every cell names the year of its
        column, those of a column without a year only earlier ones.
    """
    width = len(columns)
    settled = (
        len(tokens) % width == 0
        and all(
            _agrees(token.text, columns[at % width], columns) for at, token in enumerate(tokens)
        )
        and (rows_known or _tells_columns(tokens, columns))
    )
    found = []
    for at, token in enumerate(tokens):
        label = tokens[at - at % width].text if settled else ""
        column = columns[at % width] if settled else None
        for value, years in _figures(token.text, classifier):
            found.append(Sentence(" ".join(label.split()), column, value, years, token.source))
    return found


def _tells_columns(tokens: Sequence[Token], columns: Sequence[Column]) -> bool:
    """Return whether columns of one year can be told apart by how their cells begin.

    No label shows where a row begins, so two rows that lost cells can look like one. Cells that all
    begin with their year, beside a column of which none does, show that it did not happen.
    """
    width = len(columns)
    if len(tokens) < FEWEST_ROWS * width:
        return False
    periods = [column.period.years if column.period else None for column in columns]
    for at, period in enumerate(periods):
        for other in range(at + 1, width):
            if period != periods[other]:
                continue
            shapes = [
                [
                    _YEAR_FIRST.match(token.text)
                    for token in tokens[column::width]
                    if _FIGURE.search(token.text)
                ]
                for column in (at, other)
            ]
            if not any(
                all(one) and not any(two) and len(one) > 1
                for one, two in (shapes, reversed(shapes))
            ):
                return False
    return True


def _agrees(text: str, column: Column, columns: Sequence[Column]) -> bool:
    years = set(_YEAR.findall(text))
    others = {year for other in columns if other.period for year in other.period.years}
    if column.period:
        return bool(years & set(column.period.years))
    return bool(years) and bool(others) and max(years) < min(others)


def _figures(text: str, classifier: Classifier) -> list[tuple[str, tuple[str, ...]]]:
    """Find figures, each with the years that are named for it."""
    plain = " ".join(text.split())
    years = list(_YEAR.finditer(plain))
    values = list(_FIGURE.finditer(plain))
    every = tuple(dict.fromkeys(match[1] for match in years))
    if not values:
        words = plain.rstrip(".").split()
        for length in range(4, 1, -1):
            tail = " ".join(words[-length:])
            if classifier.words.has(tail, "mark"):
                return [(tail, every)]
        return []
    if len(values) == len(years) and all(
        year.end() <= value.start()
        and (at + 1 == len(years) or value.end() <= years[at + 1].start())
        for at, (year, value) in enumerate(zip(years, values, strict=True))
    ):
        # Each year is followed by its own figure.
        return [(value[1], (year[1],)) for year, value in zip(years, values, strict=True)]
    return [(value[1], every) for value in values]
