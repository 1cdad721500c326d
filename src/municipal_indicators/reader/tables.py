"""Finds tables: where a header begins and ends, and which texts stand below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from municipal_indicators.reader.classify import Kind
from municipal_indicators.reader.headers import Column, HeaderReader, Role
from municipal_indicators.reader.periods import Period
from municipal_indicators.reader.tokens import Token

LONGEST_UNKNOWN = 40  # letters of an unknown word between known headers
LONGEST_END = 60  # letters of a heading that ends a table


@dataclass(frozen=True, slots=True)
class Header:
    """A header that was found in a series of texts.

    Attributes:
        begin: Index of its first text.
        end: Index after its last text.
        columns: The columns in the order of the texts.
        above: Columns of values that were printed right before the column of labels: a row of
            headers above it, whose spans are lost.
        year: A period that stands alone right above the header.
        names: Number of names of labels right before it: headings, or columns of their own.
    """

    begin: int
    end: int
    columns: tuple[Column, ...]
    above: tuple[Column, ...] = ()
    year: Period | None = None
    names: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table as found, before its columns and lines are understood.

    Attributes:
        title: The last heading before it.
        header: Its header.
        rows: Its texts below the header. One series of texts if only their order is known.
        rows_known: Whether each of the rows is a printed row.
        source: Where its header stands.
    """

    title: str
    header: Header
    rows: tuple[tuple[Token, ...], ...]
    rows_known: bool
    source: str


def find_header(tokens: Sequence[Token], start: int, reader: HeaderReader) -> Header | None:
    """Find the next header.

    Args:
        tokens: The texts.
        start: Index to begin at.
        reader: Reads header texts.

    Returns:
        The header, or None if there is none.
    """
    index = start
    while index < len(tokens):
        run = _run(tokens, index, reader)
        if run:
            header = _trim(run, index)
            if header:
                return header
            index += len(run)
        else:
            index += 1
    return None


def _run(tokens: Sequence[Token], begin: int, reader: HeaderReader) -> list[Column]:
    """Collect header texts in a row, with an unknown word between them if labels are named."""
    run: list[Column] = []
    index = begin
    while index < len(tokens):
        column = reader.read(tokens[index].text)
        has_values = any(known.role is Role.VALUE for known in run)
        named = any(known.role in (Role.LABEL, Role.NUMBER) for known in run)
        if column and has_values and named and column.role in (Role.LABEL, Role.NUMBER):
            # Labels stand left of their values: another header begins.
            break
        if column:
            run.append(column)
        elif _bridges(tokens, index, reader, run, has_values):
            run.append(Column(" ".join(tokens[index].text.split()), Role.UNKNOWN))
        else:
            break
        index += 1
    while run and run[-1].role is Role.UNKNOWN:
        run.pop()
    return run


def _bridges(
    tokens: Sequence[Token],
    index: int,
    reader: HeaderReader,
    run: Sequence[Column],
    has_values: bool,
) -> bool:
    """Tell whether an unknown text is a header, because one with a role follows in the same row.

    A year or an area may be a cell of the first line, so it proves nothing.
    """
    token = tokens[index]
    named = any(column.role in (Role.LABEL, Role.NUMBER) for column in run)
    if not named or token.kind is not Kind.WORDS or len(token.text) > LONGEST_UNKNOWN:
        return False
    for following in tokens[index + 1 : index + 3]:
        column = reader.read(following.text)
        if not column:
            continue
        if column.role is Role.VALUE:
            return bool(column.value_type) and (column.period is not None or not has_values)
        return not has_values
    return False


def _trim(run: list[Column], begin: int) -> Header | None:
    """Cut titles off the begin of a run; None if no header is left."""
    first_value = next((i for i, column in enumerate(run) if column.role is Role.VALUE), len(run))
    labels = [i for i, column in enumerate(run) if column.role is Role.LABEL]
    above: tuple[Column, ...] = ()
    year = None
    start = 0
    if labels and first_value < labels[0]:
        # Values before the labels are a title, a year above the table, or a row of groups.
        start = labels[0]
        while start and run[start - 1].role in (Role.NUMBER, Role.TEXT):
            start -= 1
        before = [column for column in run[:start] if column.role is Role.VALUE]
        if len(before) == 1 and before[0].is_bare_period:
            year = before[0].period
        elif before and all(column.period is None for column in before):
            above = tuple(before)
    elif len(labels) > 1 and all(run[i].role is Role.LABEL for i in range(labels[-1])):
        # Two names of labels in a row: a heading, and the header.
        start = labels[-1]
    columns = tuple(run[start:])
    values = [column for column in columns if column.role is Role.VALUE]
    if labels:
        valid = bool(values)
    else:
        said = [column for column in values if column.period or column.value_type]
        valid = len(values) >= 2 and len(said) >= 2
        named = any(column.role in (Role.PERIOD, Role.NUMBER, Role.TEXT) for column in columns)
        valid = valid or (named and bool(values) and len(columns) >= 3)
    if not valid:
        return None
    names = sum(column.role is Role.LABEL for column in run[:start])
    return Header(begin + start, begin + len(run), columns, above, year, names)


def ends_table(token: Token, reader: HeaderReader) -> bool:
    """Return whether a text closes a table: a heading of explanations, of sources, of costs."""
    plain = " ".join(token.text.split())
    if re.match(r"Deze pagina is gebouwd", plain):
        return True
    if token.kind is not Kind.WORDS or len(plain) > LONGEST_END:
        return False
    # `Bron:` and `Toelichting:` head a row of words inside a table as well.
    column = reader.read(plain) if plain.endswith(":") else None
    return reader.closes(plain) and not (column and column.role is Role.TEXT)


def tables_in_series(tokens: Sequence[Token], reader: HeaderReader) -> list[Table]:
    """Find the tables in texts of which only the order is known.

    Args:
        tokens: The paragraphs of a page.
        reader: Reads header texts.

    Returns:
        The tables in their order.
    """
    tables = []
    header = find_header(tokens, 0, reader)
    while header:
        end = header.end
        following = None
        while end < len(tokens) and not ends_table(tokens[end], reader):
            if reader.read(tokens[end].text):
                following = next_header(tokens, end, reader)
                if following:
                    break
            end += 1
        body = tuple(tokens[header.end : end])
        title = _title(tokens[: header.begin], reader)
        years = _rows_of_years(title, header, tokens[:end])
        if years:
            tables.append(years)
        elif body:
            tables.append(Table(title, header, (body,), False, tokens[header.begin].source))
        header = following or find_header(tokens, end, reader)
    return tables


def _rows_of_years(title: str, header: Header, tokens: Sequence[Token]) -> Table | None:
    """Read a table about one indicator, its title, with a row for each year and no labels.

    Args:
        title: The text above the table.
        header: Its header as found, which may have taken the first year for a column.
        tokens: The texts up to the end of the table.

    Returns:
        The table with the title as the label of every row, or None if there is any doubt: unless
        each year has a value for each column, nothing tells which is lacking.
    """
    columns, begin = header.columns, header.end
    if len(columns) > 2 and columns[-1].is_bare_period:
        columns, begin = columns[:-1], begin - 1
    first, others = columns[0], columns[1:]
    if not title or first.role is not Role.PERIOD or not others:
        return None
    if any(column.role is not Role.VALUE or column.is_bare_period for column in others):
        return None
    rows = []
    while begin < len(tokens) and tokens[begin].kind is Kind.PERIOD:
        row = tokens[begin : begin + len(columns)]
        values = [token for token in row[1:] if token.kind in (Kind.NUMBER, Kind.MARK)]
        if len(values) < len(others):
            return None
        rows.append((replace(row[0], text=title, kind=Kind.WORDS), *row))
        begin += len(columns)
    if len(rows) < 2 or any(token.kind.is_value for token in tokens[begin:]):
        return None
    label = Column(title, Role.LABEL)
    return Table(
        title,
        Header(header.begin, begin, (label, *columns)),
        tuple(rows),
        True,
        tokens[header.begin].source,
    )


def next_header(tokens: Sequence[Token], index: int, reader: HeaderReader) -> Header | None:
    """Find a header that begins in the body of a table; only one that surely is a header.

    Years and areas in a row can be cells; a name of labels or numbers, or columns with a type,
    cannot.
    """
    run = _run(tokens, index, reader)
    header = _trim(run, index) if run else None
    if not header:
        return None
    named = any(column.role in (Role.LABEL, Role.NUMBER) for column in header.columns)
    typed = sum(bool(column.value_type) for column in header.columns)
    years = sum(column.is_bare_period for column in header.columns)
    if all(len(column.header) == 1 for column in header.columns):
        # Grades, though R, W and B head columns too.
        return None
    return header if named or typed >= 2 or years >= 4 else None


def _title(before: Sequence[Token], reader: HeaderReader) -> str:
    """Find the text above a table that names it, over pairs such as Eenheid and its unit."""
    at = len(before) - 1
    while at >= 0:
        named = reader.read(before[at - 1].text) if at else None
        if named and named.role is Role.TEXT:
            at -= 2
        elif before[at].kind is Kind.WORDS:
            return " ".join(before[at].text.split())
        else:
            at -= 1
    return ""
