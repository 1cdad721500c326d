"""Reads a file of delimited values (CSV), whatever its delimiter, quotes and encoding."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.forms.encodings import decode
from municipal_indicators.reader.forms.limits import check_cells
from municipal_indicators.reader.forms.sandbox import Progress
from municipal_indicators.reader.grid import Grid, GridCell, Page

# In the order in which they are tried: a comma also stands inside Dutch numbers.
DELIMITERS = ";\t|,"
# Share of the lines that have the usual number of cells; titles and notes have fewer.
REGULAR_SHARE = 0.8
LINES_TRIED = 1_000

# The first line by which a spreadsheet program learns the delimiter.
_HINT = re.compile(r"sep=(.)\r?\n")
# Two numbers in one cell: the comma stood inside them.
_TORN_NUMBERS = re.compile(r"\d\s+\d")


@dataclass(frozen=True)
class Dialect:
    """How a file separates its values.

    Attributes:
        delimiter: The character between two values.
        quote: The character around a value that holds a delimiter; None if there is none.
        escape: The character in front of a quote within quotes; None if it is doubled.
    """

    delimiter: str
    quote: str | None
    escape: str | None = None

    def rows(self, text: str) -> Iterator[list[str]]:
        """Yield the values of a text row by row; raises csv.Error where the dialect is broken."""
        return csv.reader(
            io.StringIO(_HINT.sub("", text, count=1) if _HINT.match(text) else text, newline=""),
            delimiter=self.delimiter,
            quotechar=self.quote,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            escapechar=self.escape,
            doublequote=self.escape is None,
            strict=True,
        )


def parse(path: Path, progress: Progress) -> Page:
    """Read a file of delimited values.

    Args:
        path: The file.
        progress: Called with the number of pages done and of all pages.

    Returns:
        The file as one grid.

    Raises:
        ReadError: No dialect makes a table of it.
    """
    text = decode(path.read_bytes(), path)
    dialect = detect(text)
    if dialect is None:
        raise ReadError(path, "the page", "no delimiter", "lines with an equal number of cells")
    try:
        rows = list(dialect.rows(text))
    except csv.Error as error:
        raise ReadError(path, "the page", str(error), "quotes that are closed") from error
    width = max(map(len, rows))
    check_cells(path, "the table", len(rows), width)
    cells = tuple(
        GridCell(
            number,
            column,
            "\n".join(line.strip() for line in value.splitlines()).strip(),
            source=f"row {number + 1}",
        )
        for number, row in enumerate(rows)
        for column, value in enumerate([*row, *[""] * (width - len(row))])
    )
    progress(1, 1)
    return Page((Grid(cells),))


def detect(text: str) -> Dialect | None:
    """Find the dialect of a file.

    Args:
        text: The text of the file.

    Returns:
        The first dialect in which nearly all lines have the same number of values; None if there
        is none, or if it is a table in plain text: one with tabs or pipes and without quotes.
    """
    hint = _HINT.match(text)
    for delimiter in hint[1] if hint else DELIMITERS:
        for dialect in _dialects(text, delimiter):
            if _is_regular(text, dialect):
                is_plain = delimiter in "\t|" and not dialect.quote
                return None if is_plain and not hint else dialect
    return None


def _dialects(text: str, delimiter: str) -> Iterator[Dialect]:
    """Yield the dialects with a delimiter, those with the quotes that it uses most first."""
    uses = {
        quote: len(re.findall(f"(?:^|{re.escape(delimiter)}){quote}", text, re.MULTILINE))
        for quote in "\"'"
    }
    for quote in sorted(uses, key=lambda quote: -uses[quote]):
        if uses[quote]:
            yield Dialect(delimiter, quote)
            if f"\\{quote}" in text:
                yield Dialect(delimiter, quote, escape="\\")
    yield Dialect(delimiter, None)


def _is_regular(text: str, dialect: Dialect) -> bool:
    """Return whether nearly all lines have the same number of values in a dialect."""
    try:
        rows = [row for row in islice(dialect.rows(text), LINES_TRIED) if row]
    except csv.Error:
        return False
    values = Counter(map(len, rows))
    width, lines = max(values.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    if width < 2 or lines < max(2, REGULAR_SHARE * len(rows)):
        return False
    torn = sum(any(map(_TORN_NUMBERS.search, row)) for row in rows)
    return dialect.delimiter != "," or torn < lines / 2
