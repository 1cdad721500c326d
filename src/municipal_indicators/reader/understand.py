"""The understanding: tables, columns and lines of a page, and the place of every figure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from municipal_indicators.reader.classify import Classifier, Kind
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.headers import Column, HeaderReader, Role
from municipal_indicators.reader.lines import Line, LineDivider
from municipal_indicators.reader.periods import Period, own_period, parse_period
from municipal_indicators.reader.readings import Reading, readings
from municipal_indicators.reader.sentences import figures_in_sentences, has_sentences
from municipal_indicators.reader.tables import Table
from municipal_indicators.reader.tokens import Token
from municipal_indicators.reader.worlds import Placement, place

MANY_LINES = 4  # full lines that settle a narrow reading of a header beside a wider one
MANY_TEXTS = 3  # texts between header and first label that are no headings
ENOUGH_LINES = 3  # full lines that settle a header beside which an unknown text stands


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure or mark, placed or open.

    Attributes:
        table_number: Number of its table on the page, from 1.
        line_number: Number of its line in the table, from 1.
        printed_label: Label of its line.
        area: Area as printed, empty for the publisher's own.
        year: Its year, empty where it is open or where the page prints none.
        value_type: Its type, empty where that is open.
        printed_value: The text of the cell.
        candidate_years: The years that remain where it is open.
        header: Header of its column, empty where that is open.
        candidate_headers: The headers that remain where it is open.
        evidence: What decided.
        source: Where it stands in the source.
    """

    table_number: int
    line_number: int
    printed_label: str
    area: str
    year: str
    value_type: str
    printed_value: str
    candidate_years: tuple[str, ...]
    header: str
    candidate_headers: tuple[str, ...]
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column makes of a cell in one line.

    Attributes:
        period: The period, None if none is printed.
        value_type: The type, empty if it is not settled.
        area: The area, empty for the own one.
        open_because: Why it is no place, empty if it is one.
    """

    period: Period | None
    value_type: str
    area: str
    open_because: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
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
    def is_certain(self) -> bool:
        """Whether so many lines are full that none of them can have lost a cell."""
        every = self.full == len(self.lines)
        return self.full >= MANY_LINES and (every or len(self.lines) >= 2 * MANY_LINES)

    @property
    def is_sound(self) -> bool:
        """Whether the columns are those of the lines: some are full, and next to none too long."""
        few = (
            len(self.lines) >= 8
            and self.misfits * 8 <= len(self.lines)
            and self.full * 2 >= len(self.lines)
        )
        return self.full > 0 and (self.misfits == 0 or few)


class Understanding:
    """Understands the tables of one edition's pages."""

    def __init__(self, classifier: Classifier, edition: Edition) -> None:
        """Prepare for one edition.

        Args:
            classifier: Tells what a text is.
            edition: What is known of the edition.
        """
        self._classifier = classifier
        self._edition = edition
        self._reader = HeaderReader(classifier)

    @property
    def headers(self) -> HeaderReader:
        """Reads header texts."""
        return self._reader

    def figures(self, table: Table, number: int) -> list[Figure]:
        """Give the figures of a table.

        Args:
            table: The table as found.
            number: Its number on the page.

        Returns:
            Its figures in the order of reading, each placed or open.
        """
        if not table.rows_known and has_sentences(table.rows[0], table.header.columns):
            return self._from_sentences(table, number)
        reads = [
            self._read(table, reading)
            for reading in readings(table.header, self._edition, self._reader)
        ]
        if not reads:
            plain = Reading(table.header.columns)
            read = self._read(table, plain)
            return self._open(read, number, "de kop is niet begrepen", self._all_years(table))
        wide = self._fitting(reads)
        if not wide and len(reads) == 1 and self._is_plain(table, reads[0]):
            years = self._all_years(table)
            return [
                figure if figure.year else _may_be(figure, years)
                for figure in self._placed(reads, number, self._doubt(table, reads))
            ]
        if not wide:
            best = max(reads, key=lambda read: (len(read.divider.zone.columns), -read.misfits))
            reason = "geen regel vult de kolommen van de kop"
            return self._open_windows(best, number, reason, self._all_years(table))
        reason = self._doubt(table, wide)
        return self._placed(wide, number, reason)

    def _from_sentences(self, table: Table, number: int) -> list[Figure]:
        """Give the figures of a table whose cells are sentences."""
        found = []
        columns = table.header.columns
        sentences = figures_in_sentences(table.rows[0], columns, self._classifier)
        for index, sentence in enumerate(sentences, start=1):
            column = sentence.column
            placed = column is not None and bool(column.value_type) and len(sentence.years) == 1
            found.append(
                Figure(
                    number,
                    index,
                    sentence.label,
                    "",
                    sentence.years[0] if placed else "",
                    column.value_type if column else "",
                    sentence.value,
                    () if placed else sentence.years or self._all_years(table),
                    column.header if column else "",
                    () if column else tuple(other.header for other in columns),
                    "jaar in de zin" if placed else "de zin noemt geen jaar voor dit cijfer",
                    sentence.source,
                )
            )
        return found

    @staticmethod
    def _fitting(reads: Sequence[_Read]) -> list[_Read]:
        """Choose the readings of a header that the lines bear out.

        Lines that fill a narrow reading also fit a wider one with a cell dropped in each, so many
        of them are needed where a wider one is possible.
        """
        supported = [read for read in reads if read.has_years or not read.adds_years]
        width = max((read.width for read in supported), default=0)
        for size in range(width, 0, -1):
            sound = [read for read in supported if read.width == size and read.is_sound]
            if size < width:
                sound = [read for read in sound if read.is_certain]
            if sound:
                dated = [read for read in sound if read.has_years]
                return dated or sound
        return []

    def figures_without_header(self, lines: Sequence[Line]) -> list[Figure]:
        """List the figures of a table without a header, all of them open.

        Args:
            lines: Its lines.

        Returns:
            Its figures in the order of reading, without candidates.
        """
        return [
            Figure(
                1, number, line.label, "", "", "", token.text, (), "", (), "er is geen kop gevonden",
                token.source,
            )
            for number, line in enumerate(lines, start=1)
            for token in line.cells
        ]  # fmt: skip

    def figures_in_columns(
        self, columns: Sequence[Column], lines: Sequence[Line], places: Sequence[Sequence[int]],
        number: int,
    ) -> list[Figure]:  # fmt: skip
        """Give the figures of a table whose form settles the column of every cell.

        Args:
            columns: Its columns.
            lines: Its lines.
            places: For each line the numbers of the columns of its cells.
            number: Its number on the page.

        Returns:
            Its figures in the order of reading, each placed or open.
        """
        reading = Reading(tuple(columns))
        divider = LineDivider(columns, self._classifier, whole=True)
        placements = [
            Placement(tuple(frozenset({at}) for at in row), False, "kolom van de cel")
            for row in places
        ]
        return self._placed([_Read(reading, divider, list(lines), placements)], number, "")

    def _read(self, table: Table, reading: Reading) -> _Read:
        divider = LineDivider(reading.columns, self._classifier)
        if table.rows_known:
            lines = divider.rows(table.rows)
        else:
            lines = divider.series(table.rows[0])
        if len(lines) == 1 and not lines[0].label:
            # One line without a label is named by the text above its table.
            lines[0].label = table.title
        if divider.trails_marks(lines):
            divider.extend()
        columns = divider.zone.columns
        placements = [
            place(line.cells, columns, self._edition)
            if line.settled is None
            else _around_bracket(line, columns)
            for line in lines
        ]
        return _Read(reading, divider, lines, placements)

    def _doubt(self, table: Table, reads: Sequence[_Read]) -> str:
        """Say what speaks against the header as a whole."""
        read = reads[0]
        zone = read.divider.zone
        if any(column.role is Role.UNKNOWN for column in zone.columns):
            return "een kop tussen de waarden is niet begrepen"
        if table.rows_known or not read.lines:
            return ""
        expected = max(len(zone.before), 1) + table.header.names
        extra = len(read.lines[0].words) - expected
        if extra >= MANY_TEXTS or (extra > 0 and read.full < ENOUGH_LINES):
            return "een tekst onder de kop kan nog een kop zijn"
        return ""

    @staticmethod
    def _all_years(table: Table) -> tuple[str, ...]:
        years: dict[str, None] = {}
        for column in (*table.header.above, *table.header.columns):
            if column.period:
                years.update(dict.fromkeys(column.period.years))
        if table.header.year:
            years.update(dict.fromkeys(table.header.year.years))
        return tuple(years)

    def _placed(self, reads: Sequence[_Read], number: int, doubt: str) -> list[Figure]:
        """Place the figures of a table whose header is understood."""
        found = []
        read = reads[0]
        for index, line in enumerate(read.lines):
            placement = read.placements[index]
            reason = doubt or line.doubtful or ("" if placement.fits else placement.evidence)
            for at, token in enumerate(line.cells):
                if placement.fits and self._is_period_cell(read, placement, at):
                    continue
                meanings = []
                headers: dict[str, None] = {}
                for other in reads:
                    for meaning, header in self._meanings(other, index, at):
                        meanings.append(meaning)
                        headers[header] = None
                if line.settled is not None and at >= line.settled:
                    reason = reason or placement.evidence
                unsure = reason or self._other_role(reads, index, at)
                figure = self._figure(line, token, meanings, tuple(headers), unsure, placement)
                found.append(replace(figure, table_number=number, line_number=index + 1))
                if at in line.continued:
                    found.append(_between_brackets(found[-1], line.continued[at]))
        return found

    @staticmethod
    def _other_role(reads: Sequence[_Read], index: int, at: int) -> str:
        """Say if a cell can stand in a column that holds no values."""
        for read in reads:
            columns, placement = read.divider.zone.columns, read.placements[index]
            if placement.fits and any(
                columns[column].role is not Role.VALUE for column in placement.candidates[at]
            ):
                return placement.evidence
        return ""

    def _is_period_cell(self, read: _Read, placement: Placement, at: int) -> bool:
        """Return whether a cell is the period or the area of its line and no figure."""
        columns = read.divider.zone.columns
        figures = (Role.VALUE, Role.UNKNOWN)
        return all(columns[column].role not in figures for column in placement.candidates[at])

    def _meanings(self, read: _Read, index: int, at: int) -> list[tuple[Meaning, str]]:
        """Give what a cell is in each column that it can have."""
        line, placement = read.lines[index], read.placements[index]
        columns = read.divider.zone.columns
        if not placement.fits:
            places = range(len(columns))
        else:
            places = sorted(placement.candidates[at])  # type: ignore[assignment]
        return [
            (self._meaning(read, line, placement, columns[column], column), columns[column].header)
            for column in places
            if columns[column].role is Role.VALUE
        ]

    def _meaning(
        self, read: _Read, line: Line, placement: Placement, column: Column, position: int
    ) -> Meaning:
        """Give what a column makes of a cell in a line."""
        columns = read.divider.zone.columns
        period, said = column.period, column.value_type
        reason = ""
        line_period = self._line_period(line, placement, columns)
        if self._dates(columns, position):
            if line_period:
                period = line_period
            elif period is None or column.edition:
                reason = "het jaar van de regel is niet bekend"
        value_type = "" if column.typeless else said
        if not value_type and period and not column.typeless:
            in_line = period is line_period and period is not None
            value_type = self._type_of(period, in_line)
        if not value_type and not reason:
            reason = "het soort cijfer staat er niet bij"
        area, area_reason = self._area(line, placement, columns, column, position)
        return Meaning(period, value_type, area, reason or area_reason)

    def _type_of(self, period: Period, in_line: bool) -> str:
        """Give the type of a figure of which only the period is printed."""
        years = [int(year[:4]) for year in period.years]
        if in_line:
            over = all(self._edition.may_be_measured(year) for year in years)
            return "realisation" if over else ""
        kinds = {self._edition.type_of_year(year) for year in years}
        return kinds.pop() if len(kinds) == 1 else ""

    @staticmethod
    def _dates(columns: Sequence[Column], position: int) -> bool:
        """Return whether the period in the line is the period of a column.

        It is that of measured figures, not of aims, which are about another year. Beside columns of
        areas or plain values it is theirs; a column with a type of its own may have its own time.
        """
        if sum(column.role is Role.PERIOD for column in columns) != 1:
            return False
        column = columns[position]
        if column.value_type in ("target", "budget", "forecast") and not column.edition:
            # Its year may stand in the column right of it, where all others print theirs.
            year = columns[position + 1] if position + 1 < len(columns) else column
            return (
                column.period is None
                and year.role is Role.PERIOD
                and not year.measurement
                and all(
                    other.period
                    for other in columns
                    if other.role is Role.VALUE and other is not column
                )
            )
        if column.period is not None:
            return column.edition
        plain = [
            other
            for other in columns
            if other.lacks_period and not other.value_type and other.role is Role.VALUE
        ]
        typed = [
            other
            for other in columns
            if other.lacks_period and other.value_type in ("realisation", "baseline")
        ]
        return not column.value_type or (not plain and len(typed) == 1)

    @staticmethod
    def _line_period(line: Line, placement: Placement, columns: Sequence[Column]) -> Period | None:
        """Give the period that a line prints in its column for it."""
        for token, places in zip(line.cells, placement.candidates, strict=False):
            if len(places) == 1 and columns[next(iter(places))].role is Role.PERIOD:
                return parse_period(token.text)
        return None

    def _area(
        self,
        line: Line,
        placement: Placement,
        columns: Sequence[Column],
        column: Column,
        position: int,
    ) -> tuple[str, str]:
        """Give the area of a cell, and why it is open if it is."""
        named = next((i for i, other in enumerate(columns) if other.role is Role.AREA_NAME), None)
        if named is not None and self._is_compared(columns, column, position, named):
            for token, places in zip(line.cells, placement.candidates, strict=False):
                if places == frozenset({named}) and token.kind is Kind.AREA:
                    return token.text, ""
            return "", "het gebied staat er niet bij"
        if column.area:
            return column.area, ""
        if column.own_area or not line.area:
            return "", ""
        return ("" if self._is_own(line.area) else line.area), ""

    def _is_own(self, area: str) -> bool:
        return self._classifier.is_own(area) or self._classifier.words.has(
            area.strip(" *:"), "own_area"
        )

    @staticmethod
    def _is_compared(columns: Sequence[Column], column: Column, position: int, named: int) -> bool:
        """Return whether a column holds the figure of the area that the line names.

        That is the one whose header says so, or else the nearest behind the name of the area.
        """
        said = [i for i, other in enumerate(columns) if other.area and other.role is Role.VALUE]
        if said:
            return position in said
        behind = [i for i, other in enumerate(columns) if other.role is Role.VALUE and i > named]
        return bool(behind) and position == behind[0]

    def _figure(
        self,
        line: Line,
        token: Token,
        meanings: Sequence[Meaning],
        headers: tuple[str, ...],
        reason: str,
        placement: Placement,
    ) -> Figure:
        """Make a figure of what its columns can mean: placed if they all mean the same."""
        text, source = token.text, token.source
        own = own_period(text)
        if own and reason:
            # The cell may also be one of its column, with a note about another year.
            meanings = [*meanings, *(self._with_own_period(meaning, own) for meaning in meanings)]
        elif own:
            meanings = [self._with_own_period(meaning, own) for meaning in meanings]
        years: dict[str, None] = {}
        for meaning in meanings:
            if meaning.period:
                years.update(dict.fromkeys(meaning.period.years))
        if own:
            years.update(dict.fromkeys(own.years))
        types = {meaning.value_type for meaning in meanings}
        areas = {meaning.area for meaning in meanings}
        one_area = len(areas) == 1
        value_type = types.pop() if len(types) == 1 else ""
        area = areas.pop() if one_area else ""
        periods = {meaning.period.years if meaning.period else None for meaning in meanings}
        settled = len(periods) == 1 and bool(value_type) and len(years) == 1 and one_area
        settled = settled and not any(meaning.open_because for meaning in meanings)
        if not reason and settled:
            (year,) = years
            evidence = "jaar in de cel" if own else placement.evidence
            return Figure(
                0, 0, line.label, area, year, value_type, text, (),
                headers[0] if len(headers) == 1 else "", (), evidence, source,
            )  # fmt: skip
        because = reason or next(
            (meaning.open_because for meaning in meanings if meaning.open_because), ""
        )
        if not because:
            because = "de kop noemt geen jaar" if not years else placement.evidence
        return Figure(
            0, 0, line.label, area, "", value_type, text, tuple(years),
            headers[0] if len(headers) == 1 and not reason else "", headers, because, source,
        )  # fmt: skip

    def _with_own_period(self, meaning: Meaning, own: Period) -> Meaning:
        """Let the year in a cell overrule that of its column."""
        value_type = meaning.value_type or self._type_of(own, in_line=True)
        because = meaning.open_because
        if value_type and because.startswith(("het jaar", "het soort")):
            because = ""
        return replace(meaning, period=own, value_type=value_type, open_because=because)

    def _open(self, read: _Read, number: int, reason: str, years: tuple[str, ...]) -> list[Figure]:
        """List every figure of a table that is not understood."""
        found = []
        for index, line in enumerate(read.lines, start=1):
            for token in line.cells:
                if token.kind in (Kind.PERIOD, Kind.AREA):
                    continue
                found.append(
                    Figure(
                        number,
                        index,
                        line.label,
                        "",
                        "",
                        "",
                        token.text,
                        years,
                        "",
                        tuple(
                            column.header
                            for column in read.reading.columns
                            if column.role is Role.VALUE
                        ),
                        reason,
                        token.source,
                    )  # fmt: skip
                )
        return found

    def _open_windows(
        self, read: _Read, number: int, reason: str, years: tuple[str, ...]
    ) -> list[Figure]:
        """List the figures of a table in which no line is full, each with its candidates."""
        return [_may_be(figure, years) for figure in self._placed([read], number, reason)]

    @staticmethod
    def _is_plain(table: Table, read: _Read) -> bool:
        """Return whether a table is understood although none of its lines is full.

        Every header is known, labels are named, and no line is too long for the columns.
        """
        columns = read.reading.columns
        return (
            read.misfits == 0
            and any(column.role is Role.LABEL for column in columns)
            and all(column.role is not Role.UNKNOWN for column in columns)
        )


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


def _between_brackets(figure: Figure, token: Token) -> Figure:
    """Make a figure of the number in brackets with another figure; no header says what it is."""
    years = figure.candidate_years or ((figure.year,) if figure.year else ())
    return replace(
        figure,
        year="",
        value_type="",
        printed_value=token.text,
        candidate_years=years,
        header="",
        candidate_headers=(figure.header,) if figure.header else figure.candidate_headers,
        evidence="tussen haakjes bij een ander cijfer; de kop noemt het niet",
    )


def _may_be(figure: Figure, years: tuple[str, ...]) -> Figure:
    """Add the years of a table to the candidates of a figure."""
    merged = dict.fromkeys((*figure.candidate_years, *years))
    return replace(figure, candidate_years=tuple(merged))
