"""Figures that each stand beside a heading of their own: Realisatie 2018 above 12."""

from collections.abc import Sequence

from municipal_indicators.reader.classify import Classifier, Kind
from municipal_indicators.reader.grids import ColumnTable
from municipal_indicators.reader.headers import Column, HeaderReader, Role
from municipal_indicators.reader.lines import Line
from municipal_indicators.reader.tokens import Token

FEWEST_PAIRS = 2  # pairs below each other that show that headings and figures alternate

# A run: its label, and each text with its column if it is a heading.
_Run = tuple[str, list[tuple[Token, Column | None]]]


def figures_in_pairs(
    tokens: Sequence[Token], reader: HeaderReader, classifier: Classifier
) -> ColumnTable | None:
    """Read headings and figures that take turns below the name of an indicator.

    Args:
        tokens: Texts of which only the order is known, outside any table.
        reader: Reads header texts.
        classifier: Tells what a text is.

    Returns:
        A line for each indicator. Where headings and figures do not take turns, nothing tells
        which figure is lacking, and the line is doubtful. None if nothing stands in pairs.
    """
    runs = [run for run in _runs(_divided(tokens, reader, classifier), reader) if run[1]]
    paired = [run for run in runs if _is_paired(run)]
    typed = any(column and column.value_type for _, run in paired for _, column in run)
    if not paired or not (typed or len(paired) > 1):
        return None
    first = paired[0][1][0][1] is not None
    columns: dict[Column, int] = {}
    lines: list[Line] = []
    places: list[tuple[int, ...]] = []
    for run in runs:
        label, texts = run
        heads = [column for _, column in texts if column]
        cells = [token for token, column in texts if not column]
        for column in heads:
            columns.setdefault(column, len(columns) + 1)
        if not cells or not heads:
            continue
        line = Line(cells, label, source=cells[0].source)
        if not _is_paired(run) or (texts[0][1] is not None) != first:
            line.doubtful = "koppen en cijfers wisselen elkaar niet af"
        lines.append(line)
        where = [columns[column] for column in heads]
        places.append(tuple(where[: len(cells)] + where[-1:] * (len(cells) - len(where))))
    return ColumnTable((Column("", Role.LABEL), *columns), tuple(lines), tuple(places))


def _is_paired(run: _Run) -> bool:
    """Return whether headings and figures take turns, as many of each, no heading twice."""
    texts = run[1]
    heads = [column for _, column in texts if column]
    turns = all(
        (one is None) != (two is None) for (_, one), (_, two) in zip(texts, texts[1:], strict=False)
    )
    return (
        turns
        and len(heads) >= FEWEST_PAIRS
        and len(texts) == 2 * len(heads)
        and len(set(heads)) == len(heads)
    )


def _runs(tokens: Sequence[Token], reader: HeaderReader) -> list[_Run]:
    """Group texts into runs of headings and figures, each with the words above it."""
    runs: list[_Run] = [("", [])]
    for token in tokens:
        column = reader.read(token.text)
        if _is_heading(column) or _is_figure(token):
            runs[-1][1].append((token, column if _is_heading(column) else None))
        else:
            runs.append((" ".join(token.text.split()), []))
    return runs


def _divided(tokens: Sequence[Token], reader: HeaderReader, classifier: Classifier) -> list[Token]:
    """Divide texts that hold headings and their figures, on lines or with a colon between."""
    found: list[Token] = []
    for token in tokens:
        parts: list[str] = []
        for line in filter(None, map(str.strip, token.text.split("\n"))):
            head, _, figure = line.rpartition(": ")
            parts += [head, figure] if _is_heading(reader.read(head)) else [line]
        divided = [Token.of(classifier, part.strip(), token.source) for part in parts]
        if any(
            _is_heading(reader.read(one.text)) and _is_figure(two)
            for one, two in zip(divided, divided[1:], strict=False)
        ):
            found += divided
        else:
            found.append(token)
    return found


def _is_heading(column: Column | None) -> bool:
    """Return whether a text heads figures of a period or type."""
    return (
        column is not None
        and column.role is Role.VALUE
        and bool(column.period or column.value_type)
    )


def _is_figure(token: Token) -> bool:
    return token.kind.is_value and token.kind is not Kind.PERIOD
