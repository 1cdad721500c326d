"""A short file in which a person says what headers mean that the reader does not understand."""

import csv
from collections.abc import Iterator
from pathlib import Path

from municipal_indicators import paths
from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.headers import Column, Role
from municipal_indicators.reader.periods import parse_period
from municipal_indicators.reader.words import squeeze

COLUMNS = ["printed_header", "role", "value_type", "period", "area"]
ROLES = {
    "value": Role.VALUE,
    "label": Role.LABEL,
    "text": Role.TEXT,
    "number": Role.NUMBER,
    "period": Role.PERIOD,
    "area": Role.AREA_NAME,
    "symbol": Role.SYMBOL,
}


def read_header_file(path: Path, classifier: Classifier) -> dict[str, Column]:
    """Read what headers mean.

    Args:
        path: A CSV file with the columns of `COLUMNS`, a row for each printed header.
        classifier: Tells whether an area is the publisher's own.

    Returns:
        The columns by their headers, as `squeeze` leaves them.

    Raises:
        ReadError: The file is no such file; the message names line, column, what was found and what
            was expected.
        OSError: If the file cannot be read.
    """
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ReadError(path, "the file", str(error), "CSV in UTF-8") from error
    if not rows or rows[0] != COLUMNS:
        found = ",".join(rows[0]) if rows else "nothing"
        raise ReadError(path, "line 1", found, ",".join(COLUMNS))
    given = {}
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(COLUMNS):
            raise ReadError(path, f"line {line}", f"{len(row)} cells", str(len(COLUMNS)))
        for column, found, expected in _problems(*row):
            raise ReadError(path, f"line {line}, column {column}", repr(found), expected)
        header, role, value_type, period, area = row
        own = bool(area) and classifier.is_own(area)
        given[squeeze(header)] = Column(
            header,
            ROLES[role],
            value_type,
            parse_period(period) if period else None,
            "" if own else area,
            own_area=own,
        )
    return given


def _problems(
    header: str, role: str, value_type: str, period: str, area: str
) -> Iterator[tuple[str, str, str]]:
    """Find what a row cannot say: the column, what it holds and what it should."""
    if not squeeze(header):
        yield "printed_header", header, "a header with a letter or digit, as printed"
    if role not in ROLES:
        yield "role", role, f"one of {', '.join(ROLES)}"
    with paths.seed_file("value_types").open(encoding="utf-8", newline="") as file:
        types = [row["value_type"] for row in csv.DictReader(file)]
    if value_type and value_type not in types:
        yield "value_type", value_type, f"one of {', '.join(types)}, or nothing"
    if period and not parse_period(period):
        yield "period", period, "a period such as 2018, or nothing"
    for column, text in (("value_type", value_type), ("period", period), ("area", area)):
        if text and role != "value":
            yield column, text, "nothing, for only a column of values has one"
