"""The systematic part: the same few mistakes everywhere they can be made.

Every printed cell is damaged in four ways, every column of every seed in two, every seed in one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from edits import Edit, Row, Sheet, change, drop, exchange, repeat

VALUES = "published_values"


class Kind(Enum):
    """A mistake that is made everywhere."""

    DIGIT = "last digit of a printed figure one up, or a nine one down"
    COMMA = "decimal comma of a printed figure lost, or a zero added"
    REMOVED = "printed figure left out"
    EXCHANGED = "printed figure exchanged with the next one of its row"
    EMPTIED = "cell emptied, once for each column of each seed"
    SHORTENED = "last letter of a text lost, once for each column of each seed"
    REPEATED = "line typed twice, once for each seed"


@dataclass(frozen=True)
class Slip:
    """One mistake in one place.

    Attributes:
        kind: The mistake.
        seed: Name of the seed.
        line: Line of the seed file.
        where: The place in words.
        edit: The damage.
        places: What a line of the failure report must hold to name the place: all texts of one.
        row: The row as it was.
        column: The column that is damaged, where it is one.
        same: Whether the file says the same afterwards, so that the build must pass.
    """

    kind: Kind
    seed: str
    line: int
    where: str
    edit: Edit
    places: tuple[tuple[str, ...], ...]
    row: Row
    column: str = ""
    same: bool = False


def slips(seeds: dict[str, bytes], keys: dict[str, list[str]]) -> list[Slip]:
    """Return every mistake of the systematic part.

    Args:
        seeds: For each seed, the content of its file.
        keys: For each seed, the columns that tell its rows apart.
    """
    found: list[Slip] = []
    sheets = {seed: Sheet.read(content) for seed, content in seeds.items()}
    labels = {row["printed_label"]: row["indicator_id"] for row in sheets["indicator_labels"].rows}
    found += _figure_slips(sheets[VALUES], labels)
    for seed, sheet in sheets.items():
        found += _column_slips(seed, sheet, keys[seed])
        found += _repeated(seed, sheet, keys[seed])
    return found


def one_digit_off(printed: str) -> str | None:
    """Return a printed figure with its last digit one up, or a nine one down."""
    digits = list(re.finditer("[0-9]", printed))
    if not digits:
        return None
    last = digits[-1]
    digit = "8" if last.group() == "9" else str(int(last.group()) + 1)
    return printed[: last.start()] + digit + printed[last.end() :]


def ten_times(printed: str) -> str | None:
    """Return a printed figure without its decimal comma, or with a zero added."""
    if "," in printed:
        return printed.replace(",", "", 1)
    if not re.search("[0-9]", printed):
        return None
    # Without points between thousands: in the wrong place they would be seen at once.
    return re.sub("[0-9][0-9.]*", lambda number: number[0].replace(".", "") + "0", printed, count=1)


def _figure_slips(sheet: Sheet, labels: dict[str, str]) -> Iterator[Slip]:
    for index, row in enumerate(sheet.rows):
        line = index + 2
        here = _is(row, ("document_id", "table_id", "line", "cell"))
        printed = row["printed_value"]
        for kind, text in (
            (Kind.DIGIT, one_digit_off(printed)),
            (Kind.COMMA, ten_times(printed)),
        ):
            if text is not None:
                yield Slip(
                    kind,
                    VALUES,
                    line,
                    _in_words(row, f"{printed} became {text}"),
                    change(here, printed_value=text),
                    _places_of_figure(row, line, labels, text),
                    row,
                )
        yield Slip(
            Kind.REMOVED,
            VALUES,
            line,
            _in_words(row, f"{printed} left out"),
            drop(here),
            (*_places_of_figure(row, line, labels, printed), _table(row)),
            row,
        )
        following = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else None
        if following is not None and _printed_row(following) == _printed_row(row):
            other = following["printed_value"]
            yield Slip(
                Kind.EXCHANGED,
                VALUES,
                line,
                _in_words(row, f"{printed} and {other} exchanged"),
                exchange(
                    here,
                    _is(following, ("document_id", "table_id", "line", "cell")),
                    "printed_value",
                ),
                (
                    *_places_of_figure(row, line, labels, other),
                    *_places_of_figure(following, line + 1, labels, printed),
                ),
                row,
                same=printed == other,
            )


def _column_slips(seed: str, sheet: Sheet, key: list[str]) -> Iterator[Slip]:
    for column in sheet.header:
        filled = [index for index, row in enumerate(sheet.rows) if row[column]]
        if filled:
            index = filled[len(filled) // 2]
            yield _column_slip(Kind.EMPTIED, seed, sheet, key, index, column, "")
        lettered = [
            index for index in filled if re.search("[^0-9][a-z]$", sheet.rows[index][column])
        ]
        if lettered:
            index = lettered[len(lettered) // 2]
            text = sheet.rows[index][column][:-1]
            yield _column_slip(Kind.SHORTENED, seed, sheet, key, index, column, text)


def _column_slip(
    kind: Kind, seed: str, sheet: Sheet, key: list[str], index: int, column: str, text: str
) -> Slip:
    row = sheet.rows[index]
    places = [
        (f"seeds/{seed}.csv, line {index + 2},",),
        tuple(row[name] for name in key),
    ]
    # Something that refers to the row misses the text that stood here, or a check shows both.
    if len(row[column]) >= 5:
        places.append((row[column],))
    if seed == VALUES:
        places.append(_place(row))
    return Slip(
        kind,
        seed,
        index + 2,
        f"seeds/{seed}.csv, line {index + 2}, column {column}",
        change(_is(row, tuple(sheet.header)), **{column: text}),
        tuple(places),
        row,
        column,
    )


def _repeated(seed: str, sheet: Sheet, key: list[str]) -> Iterator[Slip]:
    if not sheet.rows:
        return
    index = len(sheet.rows) // 2
    row = sheet.rows[index]
    yield Slip(
        Kind.REPEATED,
        seed,
        index + 2,
        f"seeds/{seed}.csv, line {index + 2}",
        repeat(_is(row, tuple(sheet.header))),
        ((f"seeds/{seed}.csv, line {index + 3},", ", ".join(key)),),
        row,
    )


def _is(row: Row, columns: tuple[str, ...]):
    """Mean the row that has the same texts in these columns."""
    return lambda other: all(other[column] == row[column] for column in columns)


def _printed_row(row: Row) -> tuple[str, str, str]:
    return row["document_id"], row["table_id"], row["line"]


def _place(row: Row) -> tuple[str, ...]:
    return row["document_id"], f"table {row['table_id']}, line {row['line']}"


def _table(row: Row) -> tuple[str, ...]:
    return row["document_id"], f"table {row['table_id']}", "figures in"


def _places_of_figure(
    row: Row, line: int, labels: dict[str, str], text: str
) -> tuple[tuple[str, ...], ...]:
    """Return the ways to name a printed figure: by line, by cell, or as part of a finding."""
    indicator = labels[row["printed_label"]]
    finding = ("finding_id", row["document_id"])
    return (
        (f"seeds/published_values.csv, line {line},",),
        _place(row),
        (*finding, indicator, f"/{row['year']}/"),
        (*finding, indicator, text),
        (*finding, indicator, row["printed_value"]),
        # A finding about two rates shows the counts behind them, and names them in its figures.
        (*finding, text, f"/{row['year']}/"),
    )


def _in_words(row: Row, what: str) -> str:
    year = row["year"] or row["candidate_years"]
    return (
        f"{row['document_id']}, table {row['table_id']}, line {row['line']}, cell {row['cell']}"
        f" ({row['printed_label']}, {row['value_type']} {year}): {what}"
    )
