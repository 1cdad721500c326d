"""Tables in grids: printed rows are known, and the columns too if the form keeps them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from municipal_indicators.reader.classify import Classifier, Kind
from municipal_indicators.reader.grid import Grid, GridCell
from municipal_indicators.reader.headers import Column, HeaderReader, Role
from municipal_indicators.reader.lines import Line
from municipal_indicators.reader.tables import Header, Table, find_header
from municipal_indicators.reader.tokens import Token

FEWEST_LINES = 2  # lines that make a table of a grid without a header
MOST_CELLS = 200_000  # cells of a grid with its spans filled in


_NOTHING = GridCell(-1, -1, "")


@dataclass(frozen=True, slots=True)
class ColumnTable:
    """A table whose form settles the column of every cell.

    Attributes:
        columns: Its columns.
        lines: Its lines.
        places: For each line the numbers of the columns of its cells.
    """

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    places: tuple[tuple[int, ...], ...]


def tables_in_rows(
    grid: Grid, title: str, reader: HeaderReader, classifier: Classifier
) -> list[Table]:
    """Find the tables in a grid of which only the rows are known.

    Args:
        grid: The grid.
        title: The last text before it, for a grid without a caption.
        reader: Reads header texts.
        classifier: Tells what a text is.

    Returns:
        The tables: one for each header in the grid.
    """
    rows = [
        tuple(Token.of(classifier, cell.text, cell.source) for cell in row if cell.text.strip())
        for row in grid.rows()
    ]
    rows = [row for row in rows if row]
    tables: list[Table] = []
    header: Header | None = None
    body: list[tuple[Token, ...]] = []
    source = grid.source
    index = 0
    while index < len(rows):
        found, used = _header_at(rows, index, reader)
        if found:
            if header and body:
                tables.append(Table(grid.caption or title, header, tuple(body), True, source))
            header, body, source = found, [], rows[index][0].source
            index += used
        else:
            body.append(rows[index])
            index += 1
    if header and body:
        tables.append(Table(grid.caption or title, header, tuple(body), True, source))
    return tables


def lines_in_rows(grid: Grid, classifier: Classifier) -> list[Line]:
    """Find the lines of a grid without a header: a label, and nothing but values after it.

    Args:
        grid: The grid.
        classifier: Tells what a text is.

    Returns:
        The lines; none if fewer than two rows look like one.
    """
    lines = []
    for row in grid.rows():
        tokens = [Token.of(classifier, c.text, c.source) for c in row if c.text.strip()]
        while len(tokens) > 1 and tokens[0].kind.is_value and tokens[1].kind is Kind.WORDS:
            tokens = tokens[1:]
        if len(tokens) > 1 and tokens[0].kind in (Kind.WORDS, Kind.AREA):
            cells = [token for token in tokens[1:] if token.kind is not Kind.WORDS]
            if cells and all(token.kind.is_value for token in cells):
                label = " ".join(tokens[0].text.split())
                lines.append(Line(cells, label, source=cells[0].source))
    return lines if len(lines) >= FEWEST_LINES else []


def lines_in_series(tokens: Sequence[Token]) -> list[Line]:
    """Find the lines of texts without a header: a label, and two or more values after it.

    Args:
        tokens: The texts, of which only the order is known.

    Returns:
        The lines; none if fewer than two have as many values.
    """
    lines: list[Line] = []
    label = ""
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.kind in (Kind.WORDS, Kind.AREA):
            label = " ".join(token.text.split())
        elif before and before.kind is Kind.WORDS:
            lines.append(Line([token], label, source=token.source))
        elif lines and before and before.kind.is_value:
            lines[-1].cells.append(token)
    counts = Counter(len(line.cells) for line in lines)
    return [
        line for line in lines if len(line.cells) > 1 and counts[len(line.cells)] >= FEWEST_LINES
    ]


def _header_at(
    rows: list[tuple[Token, ...]], index: int, reader: HeaderReader
) -> tuple[Header | None, int]:
    """Read the header that begins in a row; two rows if the second is one of headers too."""
    for used in (2, 1):
        part = rows[index : index + used]
        if len(part) < used or not all(
            _is_header_row([token.text for token in row], reader) for row in part
        ):
            continue
        tokens = [token for row in part for token in row]
        header = find_header(tokens, 0, reader)
        if header and header.end == len(tokens):
            if used == 1 and header.above:
                # In one row what stands left of the labels is a column.
                columns = reader.with_goals((*header.above, *header.columns))
                header = replace(header, columns=columns, above=())
            return header, used
    return None, 0


def _is_header_row(texts: Sequence[str], reader: HeaderReader) -> bool:
    known = [column for text in texts if (column := reader.read(text))]
    return len(known) * 2 > len(texts) and len(known) >= 2


def tables_in_columns(
    grid: Grid, reader: HeaderReader, classifier: Classifier
) -> list[ColumnTable]:
    """Find the tables in a grid whose columns are known.

    Args:
        grid: The grid.
        reader: Reads header texts.
        classifier: Tells what a text is.

    Returns:
        The tables: one for each header in the grid; none if no header is found.
    """
    rows = _filled(grid)
    tables: list[ColumnTable] = []
    at = 0
    while at < len(rows):
        used = _header_rows(rows, at, reader, bool(tables))
        if not used:
            at += 1
            continue
        end = at + used
        while end < len(rows) and not _header_rows(rows, end, reader, True):
            end += 1
        columns = _columns(rows[at : at + used], reader)
        table = _table(columns, rows[at + used : end], classifier, _title(rows[:at], reader))
        if table.lines:
            tables.append(table)
        at = end
    return tables


def _title(rows: Sequence[Sequence[GridCell | None]], reader: HeaderReader) -> str:
    """Find the text above a header that names its table, over pairs such as Eenheid and a unit."""
    for row in reversed(rows):
        cells = _distinct(row)
        first = reader.read(cells[0].text) if cells else None
        if cells and not (first and first.role is Role.TEXT):
            return " ".join(cells[-1].text.split())
    return ""


def _filled(grid: Grid) -> list[list[GridCell | None]]:
    """Lay the cells out in rows and columns, each in all places that it spans."""
    height = max((cell.row + cell.row_span for cell in grid.cells), default=0)
    width = max((cell.column + cell.column_span for cell in grid.cells), default=0)
    if height * width > MOST_CELLS:
        return []
    rows: list[list[GridCell | None]] = [[None] * width for _ in range(height)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                rows[row][column] = cell
    return rows


def _header_rows(
    rows: Sequence[Sequence[GridCell | None]], at: int, reader: HeaderReader, below: bool
) -> int:
    """Count the rows of the header that begins in a row; 0 if none does.

    Below another header, words such as Veiligheidsmonitor and a year may be the cells of a line:
    there a header names a column of labels or periods, or has two periods of its own.
    """
    used = 0
    named = False
    while at + used < len(rows) and used < 4:
        row = rows[at + used]
        texts = [cell.text for cell in _distinct(row) if cell.row == at + used]
        known = [column for text in texts if (column := reader.read(text))]
        if not texts or len(known) * 2 <= len(texts):
            break
        words = any(column.role is not Role.VALUE or column.value_type for column in known)
        if below and used == 0:
            cells = (Role.VALUE, Role.TEXT, Role.SYMBOL, Role.NUMBER)
            dated = sum(column.period is not None for column in known)
            words = dated > 1 or any(column.role not in cells for column in known)
        years = sum(column.is_bare_period for column in known)
        if used == 0 and not (words or years >= 2 or _is_year_above(rows, at, reader)):
            break
        if used and not words and not (years and years == len(known)):
            # Areas and marks may be a row of cells.
            break
        if used and any(column.role is Role.LABEL for column in known) and named:
            break
        named = named or any(column.role is Role.LABEL for column in known)
        used += 1
    columns = _columns(rows[at : at + used], reader) if used else ()
    values = [column for column in columns if column.role is Role.VALUE]
    if len(columns) < 2 or not values:
        return 0
    # Without a column of labels, nothing but a row of years shows that it is a header.
    last = [reader.read(cell.text) for cell in rows[at + used - 1] if cell]
    dated = len(last) > 2 and all(column and column.is_bare_period for column in last)
    return used if dated or len(values) < len(columns) else 0


def _is_year_above(
    rows: Sequence[Sequence[GridCell | None]], at: int, reader: HeaderReader
) -> bool:
    """Return whether a row is nothing but a year above a row that names labels and values."""
    cells = _distinct(rows[at])
    column = reader.read(cells[0].text) if len(cells) == 1 else None
    if not column or not column.is_bare_period or at + 1 == len(rows):
        return False
    below = [reader.read(cell.text) for cell in _distinct(rows[at + 1])]
    return any(column and column.role is Role.LABEL for column in below)


def _distinct(row: Sequence[GridCell | None]) -> list[GridCell]:
    """List the cells of a row that have a text, each once."""
    found = dict.fromkeys(cell for cell in row if cell and cell.text.strip())
    return list(found)


def _columns(rows: Sequence[Sequence[GridCell | None]], reader: HeaderReader) -> tuple[Column, ...]:
    """Read the headers of each column, from above."""
    columns = []
    year = None
    if len(rows) > 1 and _is_year_above(rows, 0, reader):
        (cell,) = _distinct(rows[0])
        # A year at the left, or over the whole table, is that of all figures below.
        if cell.column == 0:
            read = reader.read(cell.text)
            year, rows = read.period if read else None, rows[1:]
    above = _spread(rows, reader)
    for at in range(len(rows[0])):
        cells = dict.fromkeys(row[at] for row in above)
        texts = [cell.text for cell in cells if cell and cell.text.strip()]
        texts = [text for i, text in enumerate(texts) if i == 0 or text != texts[i - 1]]
        header = " ".join(" ".join(texts).split())
        column = reader.read("\n".join(texts)) if texts and None not in cells else None
        column = column or Column(header, Role.UNKNOWN if texts else Role.TEXT)
        columns.append(column.in_year(year) if year else column)
    return reader.with_goals(columns)


def _spread(
    rows: Sequence[Sequence[GridCell | None]], reader: HeaderReader
) -> list[list[GridCell | None]]:
    """Spread groups over the years below them where the form lost their spans.

    A form without spans keeps the text of a spanning cell in its first column, and leaves the
    others empty. If no group stands above the first year, that is not how this table was written,
    and the columns below empty headers are not understood: they hold None. Where any cell spans,
    the form keeps spans, and empty is empty.
    """
    filled = [list(row) for row in rows]
    if any(cell.row_span > 1 or cell.column_span > 1 for row in rows for cell in row if cell):
        return [[cell or _NOTHING for cell in row] for row in filled]
    for upper, lower in zip(filled, filled[1:], strict=False):
        years = [
            at
            for at, cell in enumerate(lower)
            if cell and (column := reader.read(cell.text)) and column.is_bare_period
        ]
        empty = [at for at in years if (cell := upper[at]) is None or not cell.text.strip()]
        heads = [at for at in years if at not in empty and upper[at] is not lower[at]]
        if not empty or not heads:
            continue
        for at in empty:
            left = [head for head in heads if head < at]
            upper[at] = upper[left[-1]] if left and heads[0] == years[0] else None
    return filled


def _table(
    columns: tuple[Column, ...],
    rows: Sequence[Sequence[GridCell | None]],
    classifier: Classifier,
    title: str,
) -> ColumnTable:
    """Read the lines below a header; a line without a label has that of the table, its title."""
    columns = _by_content(columns, rows, classifier)
    label_at = _label_column(columns, rows, classifier)
    lines: list[Line] = []
    places: list[tuple[int, ...]] = []
    label = title
    # The last label without values: rows of areas may stand below it.
    topic = ""
    for row in rows:
        named = row[label_at] if label_at is not None else None
        if named and named.text.strip():
            label = " ".join(named.text.split())
        cells: list[Token] = []
        continued: dict[int, Token] = {}
        where: list[int] = []
        seen: set[int] = set()
        for at, (cell, column) in enumerate(zip(row, columns, strict=True)):
            fits = column.role in (Role.VALUE, Role.PERIOD, Role.AREA_NAME, Role.UNKNOWN)
            if cell is None or not cell.text.strip() or not fits or id(cell) in seen:
                continue
            token = Token.of(classifier, cell.text, cell.source)
            if column.role is Role.UNKNOWN and not token.kind.is_value:
                continue
            if cell.column_span > 1 or (cell.row_span > 1 and column.role is Role.VALUE):
                seen.add(id(cell))
                if cell.column_span > 1 and token.kind is Kind.WORDS:
                    continue
            token, below = token.divided(classifier)
            if below:
                continued[len(cells)] = below
            cells.append(token)
            where.append(at)
        if any(columns[at].role in (Role.VALUE, Role.UNKNOWN) for at in where):
            is_area = bool(label) and classifier.is_area(label)
            area = label if is_area else classifier.area_within(label)
            topic = topic if is_area else ""
            line = Line(cells, topic or label, area, source=cells[0].source, continued=continued)
            lines.append(line)
            places.append(tuple(where))
        elif not classifier.is_area(label):
            topic = label
    return ColumnTable(columns, tuple(lines), tuple(places))


def _label_column(
    columns: Sequence[Column], rows: Sequence[Sequence[GridCell | None]], classifier: Classifier
) -> int | None:
    """Find the column of labels; None if every column is one of values.

    A header may stand above the numbers of the lines, or their bullets, and not above the labels.
    """
    named = [at for at, column in enumerate(columns) if column.role is Role.LABEL]
    others = [at for at, column in enumerate(columns) if column.role is not Role.VALUE]
    for at in (*named, *others):
        texts = [cell.text for row in rows if (cell := row[at]) and cell.text.strip()]
        if not all(classifier.is_line_number(text) for text in texts):
            return at
    return next(iter((*named, *others)), None)


def _by_content(
    columns: tuple[Column, ...], rows: Sequence[Sequence[GridCell | None]], classifier: Classifier
) -> tuple[Column, ...]:
    """Take columns of nothing but years, or names of areas, for what their cells are."""
    found = []
    for at, column in enumerate(columns):
        kinds = {
            classifier.kind(cell.text)
            for row in rows
            if (cell := row[at]) and cell.text.strip() and cell.column_span == 1
        }
        if column.lacks_period and column.measurement and kinds == {Kind.PERIOD}:
            column = replace(column, role=Role.PERIOD, value_type="")
        elif column.lacks_period and column.may_name_area and kinds == {Kind.AREA}:
            column = replace(column, role=Role.AREA_NAME, area="")
        found.append(column)
    return tuple(found)
