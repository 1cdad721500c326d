"""The understanding: from the tables of a page to their figures, each placed or open."""

from collections.abc import Sequence
from dataclasses import replace

from municipal_indicators.reader.choice import ReadTable, doubt, fitting, read_table, with_goals
from municipal_indicators.reader.classify import Classifier, Kind
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.figures import Figure, between_brackets, may_be
from municipal_indicators.reader.grids import ColumnTable
from municipal_indicators.reader.headers import HeaderReader, Role
from municipal_indicators.reader.lines import Line, LineDivider
from municipal_indicators.reader.meanings import Meaning, MeaningReader
from municipal_indicators.reader.periods import own_period, parse_period
from municipal_indicators.reader.readings import Reading, readings
from municipal_indicators.reader.sentences import figures_in_sentences, has_sentences
from municipal_indicators.reader.tables import Table
from municipal_indicators.reader.tokens import Token
from municipal_indicators.reader.worlds import Placement


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
        self._meaning = MeaningReader(classifier, edition)

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
        if has_sentences([token for row in table.rows for token in row], table.header.columns):
            return self._from_sentences(table, number)
        reads = [
            read_table(table, reading, self._classifier, self._edition)
            for reading in readings(table.header, self._edition, self._reader)
        ]
        if not reads:
            plain = Reading(table.header.columns)
            read = read_table(table, plain, self._classifier, self._edition)
            return self._open(read, number, "de kop is niet begrepen", self._all_years(table))
        wide = fitting(with_goals(reads))
        if not wide and len(reads) == 1 and self._is_plain(table, reads[0]):
            years = self._all_years(table)
            return [
                figure if figure.year else may_be(figure, years)
                for figure in self._placed(reads, number, doubt(table, reads[0]))
            ]
        if not wide:
            best = max(reads, key=lambda read: (len(read.divider.zone.columns), -read.misfits))
            reason = "geen regel vult de kolommen van de kop"
            return self._open_windows(best, number, reason, self._all_years(table))
        reason = doubt(table, wide[0])
        return self._placed(wide, number, reason)

    def _from_sentences(self, table: Table, number: int) -> list[Figure]:
        """Give the figures of a table whose cells are sentences."""
        found = []
        columns = table.header.columns
        tokens = [token for row in table.rows for token in row]
        full = table.rows_known and all(len(row) == len(columns) for row in table.rows)
        sentences = figures_in_sentences(tokens, columns, self._classifier, full)
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

    def figures_without_header(self, lines: Sequence[Line]) -> list[Figure]:
        """List the figures of a table without a header, all of them open.

        Args:
            lines: Its lines.

        Returns:
            Its figures in the order of reading, without candidates.
        """
        reason = "er is geen kop gevonden"
        return [
            Figure(
                1, number, line.label, "", "", "", token.text, (), "", (), reason, token.source
            )
            for number, line in enumerate(lines, start=1)
            for token in line.cells
        ]  # fmt: skip

    def figures_in_columns(self, table: ColumnTable, number: int) -> list[Figure]:
        """Give the figures of a table whose form settles the column of every cell.

        Args:
            table: The table.
            number: Its number on the page.

        Returns:
            Its figures in the order of reading, each placed or open.
        """
        divider = LineDivider(table.columns, self._classifier, whole=True)
        placements = [
            Placement(tuple(frozenset({at}) for at in row), False, "kolom van de cel")
            for row in table.places
        ]
        read = ReadTable(Reading(table.columns), divider, list(table.lines), placements)
        return self._placed([read], number, "")

    @staticmethod
    def _all_years(table: Table) -> tuple[str, ...]:
        years: dict[str, None] = {}
        if table.header.columns[0].role is Role.PERIOD:
            # A row for each year: the years stand in the body too.
            for token in (token for row in table.rows for token in row):
                if period := parse_period(token.text):
                    years.update(dict.fromkeys(period.years))
        for column in (*table.header.above, *table.header.columns):
            if column.period:
                years.update(dict.fromkeys(column.period.years))
        if table.header.year:
            years.update(dict.fromkeys(table.header.year.years))
        return tuple(years)

    def _placed(self, reads: Sequence[ReadTable], number: int, doubt: str) -> list[Figure]:
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
                    for meaning, header in self._meanings(
                        other, index, at, bool(doubt or line.doubtful)
                    ):
                        meanings.append(meaning)
                        headers[header] = None
                if line.settled is not None and at >= line.settled:
                    reason = reason or placement.evidence
                unsure = reason or self._other_role(reads, index, at)
                figure = self._figure(line, token, meanings, tuple(headers), unsure, placement)
                if not (figure.year or figure.candidate_years):
                    figure = may_be(figure, self._years_in(line, read))
                found.append(replace(figure, table_number=number, line_number=index + 1))
                if at in line.continued:
                    found.append(between_brackets(found[-1], line.continued[at]))
        return found

    @staticmethod
    def _years_in(line: Line, read: ReadTable) -> tuple[str, ...]:
        """List the years that a line prints, if its table has several columns for them."""
        columns = read.divider.zone.columns
        if sum(column.role is Role.PERIOD for column in columns) < 2:
            return ()
        periods = [parse_period(token.text) for token in line.cells if token.kind is Kind.PERIOD]
        return tuple(year for period in periods if period for year in period.years)

    @staticmethod
    def _other_role(reads: Sequence[ReadTable], index: int, at: int) -> str:
        """Say if a cell can stand in a column that holds no values."""
        for read in reads:
            columns, placement = read.divider.zone.columns, read.placements[index]
            if placement.fits and any(
                columns[column].role is not Role.VALUE for column in placement.candidates[at]
            ):
                return placement.evidence
        return ""

    def _is_period_cell(self, read: ReadTable, placement: Placement, at: int) -> bool:
        """Return whether a cell is the period or the area of its line and no figure."""
        columns = read.divider.zone.columns
        figures = (Role.VALUE, Role.UNKNOWN)
        return all(columns[column].role not in figures for column in placement.candidates[at])

    def _meanings(
        self, read: ReadTable, index: int, at: int, unsure: bool
    ) -> list[tuple[Meaning, str]]:
        """Give what a cell is in each column that it can have; any if its line is unsure."""
        line, placement = read.lines[index], read.placements[index]
        columns = read.divider.zone.columns
        everywhere = frozenset(range(len(columns)))
        known = placement.fits and not unsure
        places = sorted(placement.candidates[at] if known else everywhere)
        return [
            (self._meaning.meaning(line, placement, columns, column), columns[column].header)
            for column in places
            if columns[column].role is Role.VALUE
        ]

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
            meanings = [
                *meanings,
                *(self._meaning.with_own_period(meaning, own) for meaning in meanings),
            ]
        elif own:
            meanings = [self._meaning.with_own_period(meaning, own) for meaning in meanings]
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

    def _open(
        self, read: ReadTable, number: int, reason: str, years: tuple[str, ...]
    ) -> list[Figure]:
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
        self, read: ReadTable, number: int, reason: str, years: tuple[str, ...]
    ) -> list[Figure]:
        """List the figures of a table in which no line is full, each with its candidates."""
        return [may_be(figure, years) for figure in self._placed([read], number, reason)]

    @staticmethod
    def _is_plain(table: Table, read: ReadTable) -> bool:
        """Return whether a table is understood although none of its lines is full.

        Every header is known, labels are named, and no line is too long for the columns.
        """
        columns = read.reading.columns
        return (
            read.misfits == 0
            and any(column.role is Role.LABEL for column in columns)
            and all(column.role is not Role.UNKNOWN for column in columns)
        )
