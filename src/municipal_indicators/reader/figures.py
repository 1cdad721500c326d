"""The tables of a page and their figures, each placed or open, as they are handed on."""

from dataclasses import dataclass, replace

from municipal_indicators.reader.headers import Column
from municipal_indicators.reader.tokens import Token

BETWEEN_BRACKETS = "tussen haakjes bij een ander cijfer; de kop noemt het niet"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure or mark, placed or open.

    Attributes:
        table_number: Number of its table on the page, from 1.
        line_number: Number of its line in the table, from 1.
        printed_label: Label of its line.
        area: Area as printed, empty for the publisher's own.
        year: Its year, empty where it is open or where the page prints none.
        value_type: Its type, empty where that is open.
        printed_value: The text of the cell.
        candidate_years: The years that remain where it is open.
        header: Header of its column, empty where that is open.
        candidate_headers: The headers that remain where it is open.
        evidence: What decided.
        source: Where it stands in the source.
        positions: Numbers, from 1, of the columns of values that it can stand in; empty where the
            header is not understood.
        unit: Unit as printed in a column of the line, empty if there is none.
    """

    table_number: int
    line_number: int
    printed_label: str
    area: str
    year: str
    value_type: str
    printed_value: str
    candidate_years: tuple[str, ...]
    header: str
    candidate_headers: tuple[str, ...]
    evidence: str
    source: str
    positions: tuple[int, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A printed table as it is understood.

    Attributes:
        title: The heading above it, empty if there is none.
        columns: Its columns of values from left to right; empty where the header is not understood.
        figures: Its figures in the order of reading.
    """

    title: str
    columns: tuple[Column, ...]
    figures: tuple[Figure, ...]


def between_brackets(figure: Figure, token: Token) -> Figure:
    """Make a figure of the number in brackets with another figure; no header says what it is.

    Args:
        figure: The other figure.
        token: The number in brackets.

    Returns:
        The figure, open.
    """
    years = figure.candidate_years or ((figure.year,) if figure.year else ())
    return replace(
        figure,
        year="",
        value_type="",
        printed_value=token.text,
        candidate_years=years,
        header="",
        candidate_headers=(figure.header,) if figure.header else figure.candidate_headers,
        evidence=BETWEEN_BRACKETS,
    )


def may_be(figure: Figure, years: tuple[str, ...]) -> Figure:
    """Add years to the candidates of a figure.

    Args:
        figure: An open figure.
        years: The years of its table.

    Returns:
        The figure with all its candidates.
    """
    merged = dict.fromkeys((*figure.candidate_years, *years))
    return replace(figure, candidate_years=tuple(merged))
