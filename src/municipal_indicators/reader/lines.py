"""Divides the texts below a header into lines: labels, other words, and the cells of values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from municipal_indicators.reader.classify import Classifier, Kind
from municipal_indicators.reader.headers import Column, Role
from municipal_indicators.reader.tokens import Token

FEWEST_NUMBERS = 3  # numbers of lines in a row that no header announces
LARGEST_STEP = 10  # numbers of lines that may be missing in a row
_BEGIN = re.compile(r"(?:0?1|1\.1|a|i)[.)]?|[-–•*o·]", re.IGNORECASE)
_UNIT_BEGIN = re.compile(
    r"(?:%|€|als\s+%|in\s+(?:%|€|euro)|per\s+[\d.]+\s|x\s+€?\s*1)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Zone:
    """The columns of a table, divided by what can hold values.

    Attributes:
        before: Columns left of the first that holds values.
        columns: Columns from the first to the last that holds values, periods or areas.
        after: Columns right of them.
    """

    before: tuple[Column, ...]
    columns: tuple[Column, ...]
    after: tuple[Column, ...]

    @classmethod
    def of(cls, columns: Sequence[Column]) -> "Zone":
        """Divide the columns of a table."""
        inside = [
            index
            for index, column in enumerate(columns)
            if column.role in (Role.VALUE, Role.PERIOD, Role.AREA_NAME)
        ]
        first, last = inside[0], inside[-1] + 1
        return cls(tuple(columns[:first]), tuple(columns[first:last]), tuple(columns[last:]))

    @property
    def has_words(self) -> bool:
        """Whether columns of words stand between those of values."""
        return any(column.role in (Role.TEXT, Role.UNKNOWN) for column in self.columns)


@dataclass(slots=True)
class Line:
    """A line of a table.

    Attributes:
        cells: The texts that stand in the columns of values, in their order.
        label: The printed label.
        area: Area that the label names, as printed; empty otherwise.
        words: All words before the cells, for people.
        source: Where it stands.
        continued: For a cell, the texts in brackets that belong to it.
        settled: Number of its cells before one in brackets that makes the line a cell too long;
            None if there is no such cell.
        doubtful: Why its cells cannot be placed, empty if nothing speaks against it.
    """

    cells: list[Token]
    label: str = ""
    area: str = ""
    words: tuple[str, ...] = ()
    source: str = ""
    continued: dict[int, Token] = field(default_factory=dict)
    settled: int | None = None
    doubtful: str = ""


@dataclass(slots=True)
class _Run:
    """Cells in a row, or words in a row.

    Attributes:
        is_cells: Whether they are cells.
        tokens: The texts.
        is_numbered: Whether a number of the line stands before them, so that a label comes first.
        doubt: Why the cells cannot be placed, empty if nothing speaks against it.
    """

    is_cells: bool
    tokens: list[Token]
    is_numbered: bool = False
    doubt: str = ""

    def cut_number(self, classifier: Classifier) -> None:
        """Drop the last number of a line among the words, and all that stands before it."""
        for at in range(len(self.tokens) - 1, -1, -1):
            if classifier.is_line_number(self.tokens[at].text):
                self.tokens = self.tokens[at + 1 :]
                self.is_numbered = True
                return


class LineDivider:
    """Divides texts into lines for one reading of the header."""

    def __init__(
        self, columns: Sequence[Column], classifier: Classifier, whole: bool = False
    ) -> None:
        """Prepare for one table.

        Args:
            columns: Its columns, in one reading.
            classifier: Tells what a text is.
            whole: Whether cells are numbered over all columns, not from the first with values.
        """
        self._zone = Zone((), tuple(columns), ()) if whole else Zone.of(columns)
        self._classifier = classifier
        self._heading = ""
        # The last words above rows of areas, and the area of the last row.
        self._topic = ""
        self._last_area = ""
        self._names_areas = any(column.role is Role.AREA_NAME for column in self._zone.columns)
        self._numbered = any(column.role is Role.NUMBER for column in self._zone.before)
        roles = [column.role for column in self._zone.before if column.role is not Role.NUMBER]
        self._left = max(len(roles), 1)
        self._label_at = roles.index(Role.LABEL) if Role.LABEL in roles else self._left - 1

    def extend(self) -> None:
        """Take the first column of words right of the values as one that cells can stand in."""
        zone = self._zone
        self._zone = Zone(zone.before, (*zone.columns, zone.after[0]), zone.after[1:])

    def trails_marks(self, lines: Sequence[Line]) -> bool:
        """Return whether lines are one mark too long, which the next column of words can hold."""
        return (
            bool(self._zone.after)
            and self._zone.after[0].role in (Role.TEXT, Role.SYMBOL)
            and any(
                len(line.cells) == len(self._zone.columns) + 1
                and line.cells[-1].kind in (Kind.MARK, Kind.WORDED_VALUE)
                for line in lines
            )
        )

    @property
    def zone(self) -> Zone:
        """The columns, divided."""
        return self._zone

    def rows(self, rows: Sequence[Sequence[Token]]) -> list[Line]:
        """Divide printed rows: each is a line if it has a cell of values."""
        lines: list[Line] = []
        previous = ""
        for row in rows:
            if (
                len(row) > 1
                and row[0].kind.is_value
                and row[1].kind in (Kind.WORDS, Kind.AREA)
                and self._classifier.is_line_number(row[0].text)
            ):
                row = row[1:]
            runs = self._runs(row)
            cells = [run for run in runs if run.is_cells]
            if not cells:
                if len(row) == 1 and row[0].kind is Kind.AREA:
                    own = self._classifier.is_own(row[0].text)
                    self._heading = "" if own else row[0].text
                elif row and row[-1].kind is Kind.WORDS:
                    self._topic = " ".join(row[-1].text.split())
                continue
            if self._zone.has_words or len(cells) > 1:
                lines += self._row_with_words(row, previous)
            else:
                at = runs.index(cells[0])
                before = [token for run in runs[:at] for token in run.tokens]
                line = self._line(before, cells[0].tokens, previous, in_row=True)
                lines.append(line)
            previous = lines[-1].label or previous
        return lines

    def _row_with_words(self, row: Sequence[Token], previous: str) -> list[Line]:
        """Divide a row that has words between its values."""
        size = len(self._zone.columns)
        left = len(self._zone.before)
        if len(row) == len(self._zone.before) + size + len(self._zone.after):
            line = self._line(list(row[:left]), list(row[left : left + size]), previous)
            return [line]
        lines = []
        words: list[Token] = []
        for run in self._runs(row):
            if run.is_cells:
                lines.append(self._line(words, run.tokens, previous, in_row=True))
                lines[-1].doubtful = "woorden tussen de waarden"
            else:
                words = run.tokens
        for line in lines[1:]:
            line.label = lines[0].label
        return lines

    def series(self, tokens: Sequence[Token]) -> list[Line]:
        """Divide texts of which only the order is known."""
        if self._zone.has_words:
            return self._full_rows(tokens)
        runs = self._without_numbers(self._runs(tokens))
        lines: list[Line] = []
        words: list[Token] = []
        numbered = False
        self._doubt_marks(runs)
        for run in runs:
            if not run.is_cells:
                numbered = run.is_numbered
                words = run.tokens if numbered else words + run.tokens
                continue
            previous = lines[-1].label if lines else ""
            parts = self._by_period(run.tokens)
            for part in parts:
                if not part:
                    continue
                lines.append(self._line(words, part, previous, numbered=numbered))
                previous = lines[-1].label
                words, numbered = [], False
                if not parts[0]:
                    lines[-1].doubtful = "een jaar in de regel kan ook een waarde zijn"
                lines[-1].doubtful = lines[-1].doubtful or run.doubt
        return lines

    def _is_cell(self, token: Token) -> bool:
        return token.kind.is_value or (self._names_areas and token.kind is Kind.AREA)

    def _runs(self, tokens: Sequence[Token]) -> list[_Run]:
        """Group texts into runs of cells and runs of words."""
        runs: list[_Run] = []
        for token in tokens:
            is_cell = self._is_cell(token)
            if runs and runs[-1].is_cells == is_cell:
                runs[-1].tokens.append(token)
            else:
                runs.append(_Run(is_cell, [token]))
        return runs

    def _without_numbers(self, runs: list[_Run]) -> list[_Run]:
        """Take the numbers of the lines out of the cells before them.

        A number of a line stands right before its label, so at the end of the cells of the line
        before it, or among the words if no value looks like it. It is known by its header, or
        because the very first label has one too, and by following the number before it.

        Returns:
            The runs without the numbers; runs that may end in one are doubtful.
        """
        found: list[int] = []
        last = ""
        for index, run in enumerate(runs[:-1]):
            if not run.is_cells:
                texts = [token.text for token in run.tokens]
                last = next(filter(self._classifier.is_line_number, reversed(texts)), last)
                continue
            text = run.tokens[-1].text
            following = runs[index + 1].tokens[: len(self._zone.after) + 1]
            beside = any(self._classifier.is_line_number(token.text) for token in following)
            if beside or not self._classifier.is_line_number(text):
                # The next label has its number among the words.
                continue
            if not (last or len(run.tokens) == 1):
                break
            begins = last or self._numbered or index == 0 or _BEGIN.fullmatch(text.strip())
            # A number alone may be a value, unless words end the lines or a year begins them.
            ends = bool(self._zone.after) or self._zone.columns[0].role is Role.PERIOD
            gaps = self._numbered and (len(run.tokens) > 1 or ends)
            if begins and (not last or _follows(last, text, gaps)):
                found.append(index)
                last = text
        lines = sum(not run.is_cells for run in runs)
        wide = any(len(run.tokens) > 1 for run in runs if run.is_cells)
        sure = self._numbered or (len(found) >= FEWEST_NUMBERS and len(found) * 3 >= lines * 2)
        if not found or not (wide or self._numbered):
            found = []
        for index in found:
            run = runs[index]
            full = len(run.tokens) == len(self._zone.columns) + 1
            # Before the first label no value can stand.
            if sure or full or index == 0:
                run.tokens.pop()
                runs[index + 1].is_numbered = True
            else:
                run.doubt = "een nummer van een regel kan een waarde lijken"
        for run in runs:
            if not run.is_cells and self._numbered:
                run.cut_number(self._classifier)
        return [run for run in runs if run.tokens]

    def _doubt_marks(self, runs: list[_Run]) -> None:
        """Doubt lines that end in a mark, which the column of words behind them can have lost."""
        after = self._zone.after
        if not after or after[0].role not in (Role.TEXT, Role.SYMBOL):
            return
        for run, following in zip(runs, [*runs[1:], _Run(False, [])], strict=True):
            words = 0 if following.is_cells else len(following.tokens)
            if (
                run.is_cells
                and run.tokens[-1].kind in (Kind.MARK, Kind.WORDED_VALUE)
                and len(run.tokens) <= len(self._zone.columns)
                and words != len(after) + self._left
            ):
                run.doubt = "een teken kan in de kolom met woorden staan"

    def _by_period(self, run: list[Token]) -> list[list[Token]]:
        """Divide the cells of several lines under one label, each with its own period.

        Returns:
            The lines; an empty first one if the cells can be divided in more than one way.
        """
        columns = self._zone.columns
        periods = sum(token.kind is Kind.PERIOD for token in run)
        ends = columns[-1].role is Role.PERIOD
        dated = sum(column.role is Role.PERIOD for column in columns)
        if periods < 2 or dated > 1 or not (ends or columns[0].role is Role.PERIOD):
            return [run]
        parts: list[list[Token]] = [[]]
        for token in run:
            if token.kind is Kind.PERIOD and not ends:
                parts.append([])
            parts[-1].append(token)
            if token.kind is Kind.PERIOD and ends:
                parts.append([])
        parts = [part for part in parts if part]
        sure = all(len(part) > 1 for part in parts) and len(run) > len(columns)
        return parts if sure else [[], *parts]

    def _full_rows(self, tokens: Sequence[Token]) -> list[Line]:
        """Divide a series with words between its values: only rows that are full can be told."""
        size = len(self._zone.columns)
        lines: list[Line] = []
        words: list[Token] = []
        index = 0
        while index < len(tokens):
            part = list(tokens[index : index + size])
            after = tokens[index + size] if index + size < len(tokens) else None
            if (
                self._fits(part)
                and words
                and (after is None or not after.kind.is_value or self._numbered)
            ):
                lines.append(self._line(words, part, lines[-1].label if lines else ""))
                words = []
                index += size
                continue
            if tokens[index].kind.is_value and (words or lines):
                run = [tokens[index]]
                while index + len(run) < len(tokens) and tokens[index + len(run)].kind.is_value:
                    run.append(tokens[index + len(run)])
                line = self._line(words, run, lines[-1].label if lines else "")
                line.doubtful = "woorden tussen de waarden"
                lines.append(line)
                words = []
                index += len(run)
                continue
            words.append(tokens[index])
            index += 1
        anchored = self._zone.columns[0].role is Role.PERIOD
        if not anchored and any(line.doubtful for line in lines):
            # A label could stand in the column of words of the line before it.
            for line in lines:
                line.doubtful = "woorden tussen de waarden"
        return lines

    def _fits(self, part: Sequence[Token]) -> bool:
        """Return whether texts fill the columns one by one."""
        return len(part) == len(self._zone.columns) and all(
            _is_of(column, token.kind)
            for token, column in zip(part, self._zone.columns, strict=True)
        )

    def _line(
        self,
        before: list[Token],
        cells: list[Token],
        previous: str,
        in_row: bool = False,
        numbered: bool = False,
    ) -> Line:
        """Make a line of the words before its cells and the cells."""
        words = [token for token in before if token.kind in (Kind.WORDS, Kind.AREA)]
        label = self._label(words, previous, in_row, numbered)
        heading = next(
            (t.text for t in words if t.kind is Kind.AREA and " ".join(t.text.split()) != label), ""
        )
        if heading:
            self._heading = "" if self._classifier.is_own(heading) else heading
        is_area = bool(label) and self._classifier.is_area(label)
        carried = is_area and label not in {" ".join(token.text.split()) for token in words}
        named = label if is_area else self._classifier.area_within(label)
        carried = carried or bool(self._last_area and not words)
        if is_area and not self._zone.after:
            above = [token for token in words[:-1] if token.kind is Kind.WORDS]
            self._topic = " ".join(above[-1].text.split()) if above else self._topic
            label = self._topic or label
        elif words:
            self._topic = ""
        self._last_area = named or (self._last_area if not words else "")
        line = Line(
            cells,
            label=label,
            area=named,
            words=tuple(" ".join(token.text.split()) for token in words),
            source=cells[0].source if cells else "",
            # A heading such as Nederland may give the lines below it their area.
            doubtful="het gebied van de regel is niet zeker" if carried or self._heading else "",
        )
        self._join_brackets(line)
        return line

    def _label(self, words: Sequence[Token], previous: str, in_row: bool, numbered: bool) -> str:
        """Find the label among the words before the cells; the label above if there is none.

        Headings and words that end the line before come first, so it is counted from the cells.
        """
        texts = [" ".join(token.text.split()) for token in words]
        if not texts:
            return previous
        if numbered:
            return texts[min(self._label_at, len(texts) - 1)]
        trailing = len(self._zone.after)
        if previous and not in_row and len(texts) <= trailing and len(texts) < self._left:
            # Only the end of the line before: its label stands for this line too.
            return previous
        if len(texts) >= self._left:
            at = len(texts) - self._left + self._label_at
            if (
                not in_row
                and trailing
                and len(texts) <= trailing
                and previous
                and len(texts[0]) > 70
            ):
                return previous
            return texts[at]
        # Fewer words than columns: a unit of its own below the label of the line above.
        if previous and len(texts) == 1 and self._left > 1 and _UNIT_BEGIN.match(texts[0]):
            return previous
        return texts[min(self._label_at, len(texts) - 1)] if in_row else texts[0]

    def _join_brackets(self, line: Line) -> None:
        """Join texts in brackets to the cell before them, or mark the line where that is unsure."""
        parts = [token.divided(self._classifier) for token in line.cells]
        if any(second for _, second in parts):
            line.cells = [first for first, _ in parts]
            line.continued = {at: second for at, (_, second) in enumerate(parts) if second}
            return
        continues = [self._classifier.may_continue(token.text) for token in line.cells]
        if not any(continues):
            return
        own = [token for token, joined in zip(line.cells, continues, strict=True) if not joined]
        values = sum(column.role is Role.VALUE for column in self._zone.columns)
        alternates = continues == [False, True] * (len(continues) // 2)
        if alternates and len(own) == values == len(self._zone.columns):
            line.continued = dict(enumerate(line.cells[1::2]))
            line.cells = own
        elif (
            continues.count(True) == 1
            and len(line.cells) == len(self._zone.columns) + 1 == values + 1
        ):
            line.settled = continues.index(True)
        else:
            line.doubtful = "een cel tussen haakjes kan bij de vorige horen"


def _is_of(column: Column, kind: Kind) -> bool:
    """Return whether a text of a kind is surely one of a column."""
    match column.role:
        case Role.VALUE:
            return kind.is_value and kind is not Kind.PERIOD
        case Role.PERIOD:
            return kind is Kind.PERIOD
        case Role.AREA_NAME:
            return kind is Kind.AREA
        case _:
            return kind in (Kind.WORDS, Kind.AREA)


def _follows(last: str, number: str, numbered: bool) -> bool:
    """Return whether a number of a line follows another: the next one, or the next part of one.

    Args:
        last: The number before.
        number: The number.
        numbered: Whether a header names a column of numbers, in which numbers may be missing.
    """
    if last.strip() == number.strip():
        return not any(letter.isalnum() for letter in number)
    before, after = (re.findall(r"\d+|[a-z]+", text.casefold()) for text in (last, number))
    numbers = [[int(part) for part in parts if part.isdigit()] for parts in (before, after)]
    if not numbers[0] or not numbers[1]:
        return len(before) == len(after) == 1 and ord(after[0][0]) - ord(before[0][0]) == 1
    if numbers[0] == numbers[1]:
        return before < after
    step = numbers[1][0] - numbers[0][0]
    if number.strip().isdigit() and not numbered:
        return step == 1
    return numbers[0] < numbers[1] and step <= LARGEST_STEP
