"""Tables on their side: a row for each year, and a column for each indicator."""

from collections.abc import Sequence
from dataclasses import replace

from municipal_indicators.reader.classify import Classifier, Kind
from municipal_indicators.reader.grid import Grid
from municipal_indicators.reader.grids import ColumnTable
from municipal_indicators.reader.headers import Column, HeaderReader, Role
from municipal_indicators.reader.lines import Line
from municipal_indicators.reader.tokens import Token

FEWEST_ROWS = 2  # rows of years that make a table

Row = Sequence[Token | None]


def turned_grid(grid: Grid, reader: HeaderReader, classifier: Classifier) -> ColumnTable | None:
    """Read a grid with a row for each year.

    Args:
        grid: The grid.
        reader: Reads header texts.
        classifier: Tells what a text is.

    Returns:
        The table with its years as columns; None if the grid is no such table.
    """
    rows: list[list[Token | None]] = []
    for cells in grid.rows():
        row: list[Token | None] = []
        for cell in cells:
            if grid.positions_known:
                row += [None] * (cell.column - len(row))
            if cell.text.strip():
                row.append(Token.of(classifier, cell.text, cell.source))
        rows.append(row)
    for at, names in enumerate(rows):
        if table := _table(names, rows[at + 1 :], reader, classifier, grid.positions_known):
            return table
    return None


def turned_series(
    tokens: Sequence[Token], reader: HeaderReader, classifier: Classifier
) -> ColumnTable | None:
    """Read texts of which only the order is known as a table with a row for each year.

    Args:
        tokens: The texts.
        reader: Reads header texts.
        classifier: Tells what a text is.

    Returns:
        The table with its years as columns; None if the texts are no such table.
    """
    for at, token in enumerate(tokens):
        corner = reader.read(token.text)
        if not corner or corner.role is not Role.PERIOD:
            continue
        end = at + 1
        while end < len(tokens) and tokens[end].kind is Kind.WORDS:
            end += 1
        rows: list[list[Token | None]] = []
        for value in tokens[end:]:
            if value.kind is Kind.PERIOD:
                rows.append([value])
            elif rows and value.kind in (Kind.NUMBER, Kind.MARK):
                rows[-1].append(value)
            else:
                break
        if table := _table(tokens[at:end], rows, reader, classifier, False):
            return table
    return None


def _table(
    names: Row, rows: Sequence[Row], reader: HeaderReader, classifier: Classifier, known: bool
) -> ColumnTable | None:
    """Read rows of years below a row of names; None if they are none.

    Args:
        names: The row of names, with or without a text above the years.
        rows: The rows below it.
        reader: Reads header texts.
        classifier: Tells what a text is.
        known: Whether an empty cell is shown as one.
    """
    columns: list[Column] = []
    body: list[Row] = []
    for row in rows:
        column = reader.read(row[0].text) if row and row[0] else None
        values = [token for token in row[1:] if token]
        if not column or column.role is not Role.VALUE or not (column.period or column.value_type):
            break
        if not all(token.kind.is_value and token.kind is not Kind.PERIOD for token in values):
            break
        columns.append(column)
        body.append(row)
    years = [column.period for column in columns if column.period]
    width = max(map(len, body), default=0)
    if len(years) < FEWEST_ROWS or len(columns) > len(set(columns)) or width < 2:
        return None
    corner = names[0] if len(names) == width else None
    heads = names[1:] if len(names) == width else names
    titles = [token for token in heads if token and token.kind is Kind.WORDS]
    above = reader.read(corner.text) if corner else None
    if len(titles) != width - 1 or len(heads) != width - 1:
        return None
    if any(reader.read(token.text) for token in titles):
        return None
    if width == 2 and not (above and above.role is Role.PERIOD):
        # One name above one value: the year may as well be a label.
        return None
    lines: list[Line] = []
    places: list[tuple[int, ...]] = []
    for at, row in enumerate(body, start=1):
        full = known or len(row) == width
        for token, title in zip(row[1:], titles, strict=False):
            if token is None:
                continue
            label = " ".join(title.text.split()) if full else ""
            line = Line([token], label, source=token.source)
            if not full:
                line.doubtful = "niet elke kolom van de rij is gevuld"
            elif any(classifier.is_area(word) for word in label.split()):
                line.doubtful = "het gebied van de kolom is niet zeker"
            lines.append(line)
            places.append((at,))
    label_column = Column(above.header if above else "", Role.LABEL)
    bare = [replace(column, header=column.header) for column in columns]
    return ColumnTable((label_column, *bare), tuple(lines), tuple(places))
