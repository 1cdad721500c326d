"""Tables whose cell borders are lost: a header and rows as lines of words."""

import re
from collections import Counter
from collections.abc import Sequence

from municipal_indicators.reader.classify import Classifier, Kind
from municipal_indicators.reader.headers import Column, HeaderReader, Role
from municipal_indicators.reader.lines import Line
from municipal_indicators.reader.periods import parse_period
from municipal_indicators.reader.tables import Header, Table
from municipal_indicators.reader.tokens import Token
from municipal_indicators.reader.words import indicator_names

FEWEST_COLUMNS = 3
FEWEST_LINES = 3  # lines that end in equally many figures, and so are lines of a table
_GLUE = re.compile(
    r"(?:€\s*-?\s*[\d.,]+(?:,-)?|[<>≤≥±]\s*[\d.,]+\s*%?|[\d.,]+\s%|\S+)", re.IGNORECASE
)


def divide_header(line: str, reader: HeaderReader) -> list[Column] | None:
    """Divide a line of words into headers.

    Args:
        line: The line.
        reader: Reads header texts.

    Returns:
        The columns in their order, a first one of unknown words allowed (the name of the table
        above the labels); None if the line is no header.
    """
    words = line.split()
    if not 2 <= len(words) <= 40:
        return None
    best: list[list[Column] | None] = [None] * len(words) + [[]]
    for start in range(len(words) - 1, -1, -1):
        for end in range(min(len(words), start + 8), start, -1):
            rest = best[end]
            if rest is None:
                continue
            column = reader.read(" ".join(words[start:end]))
            if column and (column.typeless or (column.period and not parse_period(words[end - 1]))):
                # Two types are two headers, and a period closes its own.
                continue
            if column and (best[start] is None or len(rest) + 1 < len(best[start] or ())):
                best[start] = [column, *rest]
    for start in range(0, min(len(words), 8)):
        columns = best[start]
        if columns:
            if start:
                columns = [Column(" ".join(words[:start]), Role.LABEL), *columns]
            values = [column for column in columns if column.role is Role.VALUE]
            # Without a year, words in a row are hardly a header.
            dated = any(column.period or column.role is Role.PERIOD for column in columns)
            if len(columns) >= FEWEST_COLUMNS and len(values) >= 2 and dated:
                return columns
            return None
    return None


def worded_tables(
    lines: Sequence[tuple[str, str]], reader: HeaderReader, classifier: Classifier
) -> list[Table]:
    """Read tables from lines of words.

    Args:
        lines: Text and source of each line.
        reader: Reads header texts.
        classifier: Tells what a text is.

    Returns:
        A table for each line that is a header with lines below it that carry values. Below the
        first, only the same header once more is one: figures can look like years.
    """
    tables: list[Table] = []
    columns: list[Column] = []
    rows: list[tuple[Token, ...]] = []
    title = source = header = ""

    def close() -> None:
        if rows:
            found = Header(0, 1, tuple(columns))
            tables.append(Table(title, found, tuple(rows), True, source))
            rows.clear()

    for at, (line, place) in enumerate(lines):
        plain = " ".join(line.split())
        first = not (tables or rows)
        read = divide_header(line, reader) if first or plain == header else None
        if read:
            close()
            columns, source, header = read, place, plain
            title = " ".join(lines[at - 1][0].split()) if at else ""
        elif header and (row := divide_line(line, place, columns, classifier)):
            rows.append(row)
        elif header and not rows and (row := _figures_alone(line, place, columns, classifier)):
            rows.append((Token(title, Kind.WORDS, place), *row))
    close()
    return tables


def _figures_alone(
    line: str, source: str, columns: Sequence[Column], classifier: Classifier
) -> tuple[Token, ...]:
    """Read a line of nothing but figures, one for each column; nothing if it is none."""
    tokens = tuple(Token.of(classifier, word, source) for word in _GLUE.findall(line))
    values = all(token.kind in (Kind.NUMBER, Kind.MARK) for token in tokens)
    full = len(tokens) == len(columns) and all(column.role is Role.VALUE for column in columns)
    return tokens if values and full else ()


def worded_lines(lines: Sequence[tuple[str, str]], classifier: Classifier) -> list[Line]:
    """Find lines of words that end in figures where no header was found.

    Args:
        lines: Text and source of each line.
        classifier: Tells what a text is.

    Returns:
        The lines that end in two figures or more, if three or more end in equally many.
    """
    found: list[Line] = []
    for text, source in lines:
        words = _GLUE.findall(text)
        tokens = [Token.of(classifier, word, source) for word in words]
        figures = 0
        while figures < len(tokens) and tokens[-1 - figures].kind in (Kind.NUMBER, Kind.MARK):
            figures += 1
        if 1 < figures < len(tokens):
            label = " ".join(words[:-figures])
            found.append(Line(tokens[-figures:], label, source=source))
    counts = Counter(len(line.cells) for line in found)
    return [line for line in found if counts[len(line.cells)] >= FEWEST_LINES]


def divide_line(
    line: str, source: str, columns: Sequence[Column], classifier: Classifier
) -> tuple[Token, ...]:
    """Divide a line of words into its label and its cells.

    Args:
        line: The line.
        source: Where it stands.
        columns: The columns of its table.
        classifier: Tells what a text is.

    Returns:
        A token for the words before the cells, and one for each cell; nothing if it has no cells.
        Which words are cells is settled by their number where words stand on both sides of them;
        cells at the end of a line are the last ones.
    """
    inside = [i for i, column in enumerate(columns) if column.role.holds_values]
    wanted = columns[inside[0] : inside[-1] + 1]
    trails = inside[-1] + 1 < len(columns)
    if any(not column.role.holds_values for column in wanted):
        return ()
    words = _GLUE.findall(line)
    kinds = [classifier.kind(word) for word in words]
    runs: list[tuple[int, int]] = []
    for index, kind in enumerate(kinds):
        if kind.is_value:
            if runs and runs[-1][1] == index:
                runs[-1] = (runs[-1][0], index + 1)
            else:
                runs.append((index, index + 1))
    if trails:
        full = [run for run in runs if _fits(kinds[run[0] : run[1]], wanted)]
        runs = full or [run for run in runs if _may_fit(kinds[run[0] : run[1]], wanted)]
        if len(runs) != 1:
            return ()
    else:
        runs = [run for run in runs if run[1] == len(words)]
    if not runs or runs[-1][0] == 0:
        return ()
    first, last = runs[-1]
    if last - first > len(wanted):
        # A number that ends the label cannot be told from a value.
        return ()
    label = " ".join(words[:first])
    if sum(column.role in (Role.LABEL, Role.TEXT) for column in columns[: inside[0]]) > 1:
        label = _known_name(label)
    cells = [
        Token(word, kind, source)
        for word, kind in zip(words[first:last], kinds[first:last], strict=True)
    ]
    return (Token(label, Kind.WORDS, source), *cells)


def _fits(kinds: Sequence[Kind], columns: Sequence[Column]) -> bool:
    """Return whether a run of cells fills the columns, a period in each column of periods."""
    return len(kinds) == len(columns) and all(
        (kind is Kind.PERIOD) == (column.role is Role.PERIOD)
        for kind, column in zip(kinds, columns, strict=True)
    )


def _may_fit(kinds: Sequence[Kind], columns: Sequence[Column]) -> bool:
    """Return whether a run can be the cells of a line that lost some: its period is among them."""
    periods = sum(kind is Kind.PERIOD for kind in kinds)
    dated = sum(column.role is Role.PERIOD for column in columns)
    return bool(dated) and periods == dated and dated < len(kinds) < len(columns)


def _known_name(words: str) -> str:
    """Find the name of an indicator among words whose cell borders are lost; else all of them."""
    for name in indicator_names():
        if match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE):
            return match[0]
    return words
