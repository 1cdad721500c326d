"""Chooses among the readings of a header by the lines below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from municipal_indicators.reader.classify import Classifier, Kind
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.headers import Column, Role
from municipal_indicators.reader.lines import Line, LineDivider
from municipal_indicators.reader.readings import Reading
from municipal_indicators.reader.tables import Table
from municipal_indicators.reader.words import is_task_field
from municipal_indicators.reader.worlds import Placement, place

MANY_LINES = 4  # full lines that settle a narrow reading of a header beside a wider one
CERTAIN_LINES = 12  # lines of which some would be full if the header had one column more
MANY_TEXTS = 3  # texts between header and first label that are no headings
ENOUGH_LINES = 3  # full lines that settle a header beside which an unknown text stands


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table in one reading: its lines and where their cells can stand."""

    reading: Reading
    divider: LineDivider
    lines: list[Line]
    placements: list[Placement]

    @property
    def full(self) -> int:
        """Number of lines in which every column is filled."""
        return sum(
            placement.is_full and not line.doubtful
            for line, placement in zip(self.lines, self.placements, strict=True)
        )

    @property
    def misfits(self) -> int:
        """Number of lines that have no place in these columns."""
        return sum(
            not placement.fits and not line.doubtful
            for line, placement in zip(self.lines, self.placements, strict=True)
        )

    @property
    def width(self) -> int:
        """Number of columns that a full line fills."""
        return len(self.divider.zone.columns)

    @property
    def adds_years(self) -> bool:
        """Whether the reading takes a column for one of years that its header does not call so."""
        return any(
            column.role is Role.PERIOD and column.measurement for column in self.reading.columns
        )

    @property
    def has_years(self) -> bool:
        """Whether such a column holds years in every full line, and there is one."""
        years = [
            token.kind is Kind.PERIOD
            for line, placement in zip(self.lines, self.placements, strict=True)
            if placement.is_full and not line.doubtful
            for token, places in zip(line.cells, placement.candidates, strict=True)
            for column in places
            if self.divider.zone.columns[column].role is Role.PERIOD
        ]
        return self.adds_years and bool(years) and all(years)

    @property
    def may_have_years(self) -> bool:
        """Whether any line begins like one of a column of years."""
        return any(token.kind is Kind.PERIOD for line in self.lines for token in line.cells)

    @property
    def is_certain(self) -> bool:
        """Whether so many lines are full that they cannot all have lost a cell of a wider one."""
        every = self.full == len(self.lines)
        return self.full >= MANY_LINES and (
            every or (self.has_years and len(self.lines) >= CERTAIN_LINES)
        )

    @property
    def is_sound(self) -> bool:
        """Whether the columns are those of the lines: some are full, and next to none too long."""
        few = (
            len(self.lines) >= 8
            and self.misfits * 8 <= len(self.lines)
            and self.full * 2 >= len(self.lines)
        )
        return self.full > 0 and (self.misfits == 0 or few)


def read_table(
    table: Table, reading: Reading, classifier: Classifier, edition: Edition
) -> ReadTable:
    """Read a table in one reading of its header.

    Args:
        table: The table as found.
        reading: The reading.
        classifier: Tells what a text is.
        edition: What is known of the edition.

    Returns:
        Its lines, and where their cells can stand.
    """
    divider = LineDivider(reading.columns, classifier)
    lines = divider.rows(table.rows) if table.rows_known else divider.series(table.rows[0])
    if len(lines) == 1 and not lines[0].label:
        # One line without a label is named by the text above its table.
        lines[0].label = table.title
    if divider.trails_marks(lines):
        divider.extend()
    columns = divider.zone.columns
    placements = [
        place(line.cells, columns, edition)
        if line.settled is None
        else _around_bracket(line, columns)
        for line in lines
    ]
    return ReadTable(reading, divider, lines, placements)


def with_goals(reads: Sequence[ReadTable]) -> list[ReadTable]:
    """Choose whether a name such as Doelstelling heads a column left of the labels, by its words.

    Args:
        reads: The table in each reading.

    Returns:
        The readings with such a column if most lines have a word for it, else those without.
    """
    width = max(len(read.divider.zone.before) for read in reads)
    wide = [read for read in reads if len(read.divider.zone.before) == width]
    lines = wide[0].lines
    filled = sum(len(line.words) >= width for line in lines) * 2 > len(lines)
    return wide if filled else [r for r in reads if r not in wide] or wide


def fitting(reads: Sequence[ReadTable]) -> list[ReadTable]:
    """Choose the readings of a header that the lines bear out.

    Lines that fill a narrow reading also fit a wider one with a cell dropped in each, so many of
    them are needed where a wider one is possible.

    Args:
        reads: The table in each reading.

    Returns:
        The table in the readings that are left, all with the same lines; empty if none is.
    """
    supported = [read for read in reads if read.has_years or not read.adds_years]
    possible = [read for read in reads if read.may_have_years or not read.adds_years]
    width = max((read.width for read in possible), default=0)
    for size in range(width, 0, -1):
        sound = [read for read in supported if read.width == size and read.is_sound]
        if size < width:
            sound = [read for read in sound if read.is_certain]
        sound = [read for read in sound if read.has_years] or sound
        if sound:
            cells = [line.cells for line in sound[0].lines]
            same = all([line.cells for line in read.lines] == cells for read in sound)
            return sound if same else []
    return []


def doubt(table: Table, read: ReadTable) -> str:
    """Say what speaks against a header as a whole.

    Args:
        table: The table as found.
        read: The table as read.

    Returns:
        The reason, empty if nothing speaks against it.
    """
    zone = read.divider.zone
    if any(column.role is Role.UNKNOWN for column in zone.columns):
        return "een kop tussen de waarden is niet begrepen"
    if table.rows_known or not read.lines:
        return ""
    # Above the first of some rows of areas stands the name of their indicator.
    expected = max(len(zone.before), 1) + table.header.names + bool(read.lines[0].area)
    # The heading of a task field is no header.
    extra = sum(not is_task_field(text) for text in read.lines[0].words) - expected
    if extra >= MANY_TEXTS or (extra > 0 and read.full < ENOUGH_LINES):
        return "een tekst onder de kop kan nog een kop zijn"
    return ""


def _around_bracket(line: Line, columns: Sequence[Column]) -> Placement:
    """Place a line that is one cell too long because a cell in brackets belongs to another.

    Cells before the one in brackets have their place; it, and what follows, may each be a column
    further left.
    """
    last = len(columns) - 1
    settled = line.settled or 0
    candidates = tuple(
        frozenset({at} if at < settled else {max(at - 1, 0), min(at, last)})
        for at in range(len(line.cells))
    )
    return Placement(candidates, False, "een cel tussen haakjes kan bij de vorige horen")
