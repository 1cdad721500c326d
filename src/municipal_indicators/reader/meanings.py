"""What a column makes of a cell in a line: its period, its type and its area."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from municipal_indicators.reader.classify import Classifier, Kind
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.headers import Column, Role
from municipal_indicators.reader.lines import Line
from municipal_indicators.reader.periods import Period, parse_period
from municipal_indicators.reader.worlds import Placement


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


class MeaningReader:
    """Gives cells their meaning, for one edition."""

    def __init__(self, classifier: Classifier, edition: Edition) -> None:
        """Prepare for one edition.

        Args:
            classifier: Tells what a text is.
            edition: What is known of the edition.
        """
        self._classifier = classifier
        self._edition = edition

    def meaning(
        self, line: Line, placement: Placement, columns: Sequence[Column], position: int
    ) -> Meaning:
        """Give what a column makes of a cell in a line.

        Args:
            line: The line.
            placement: Where its cells can stand.
            columns: The columns of the table.
            position: Number of the column.

        Returns:
            The meaning.
        """
        column = columns[position]
        period, said = column.period, column.value_type
        reason = ""
        dated_by = self._dated_by(columns, position)
        line_period = self._line_period(line, placement, columns, dated_by)
        if dated_by is not None:
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

    def with_own_period(self, meaning: Meaning, own: Period) -> Meaning:
        """Let the year in a cell overrule that of its column.

        Args:
            meaning: What the column makes of the cell.
            own: The year in the cell.

        Returns:
            The meaning with that year.
        """
        value_type = meaning.value_type or self._type_of(own, in_line=True)
        because = meaning.open_because
        if value_type and because.startswith(("het jaar", "het soort")):
            because = ""
        return replace(meaning, period=own, value_type=value_type, open_because=because)

    def _type_of(self, period: Period, in_line: bool) -> str:
        """Give the type of a figure of which only the period is printed."""
        years = [int(year[:4]) for year in period.years]
        if in_line:
            over = all(self._edition.may_be_measured(year) for year in years)
            return "realisation" if over else ""
        kinds = {self._edition.type_of_year(year) for year in years}
        return kinds.pop() if len(kinds) == 1 else ""

    @classmethod
    def _dated_by(cls, columns: Sequence[Column], position: int) -> int | None:
        """Find the column whose period is that of the figures of another; None if none is.

        Where figures and periods alternate, each figure has the period beside it.
        """
        dates = [i for i, column in enumerate(columns) if column.role is Role.PERIOD]
        if len(dates) < 2:
            return dates[0] if dates and cls._dates(columns, position) else None
        dated = [i for i, column in enumerate(columns) if column.lacks_period]
        for step in (1, -1):
            if [i + step for i in dated] == dates:
                return position + step if position in dated else None
        return None

    @staticmethod
    def _dates(columns: Sequence[Column], position: int) -> bool:
        """Return whether the one period in the line is the period of a column.

        It is that of measured figures, not of aims, which are about another year. Beside columns of
        areas or plain values it is theirs; a column with a type of its own may have its own time.
        """
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
    def _line_period(
        line: Line, placement: Placement, columns: Sequence[Column], dated_by: int | None
    ) -> Period | None:
        """Give the period that a line prints in its column for it."""
        dates = [i for i, column in enumerate(columns) if column.role is Role.PERIOD]
        at = dates[0] if len(dates) == 1 else dated_by
        for token, places in zip(line.cells, placement.candidates, strict=False):
            if places == frozenset({at}):
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

        That is the one whose header says so, or else the nearest behind the name of the area. A
        name before all values, of which each has its period, is that of the whole line.
        """
        said = [i for i, other in enumerate(columns) if other.area and other.role is Role.VALUE]
        if said:
            return position in said
        values = [i for i, other in enumerate(columns) if other.role is Role.VALUE]
        if values and named < values[0] and all(columns[i].period for i in values):
            return position in values
        behind = [i for i in values if i > named]
        return bool(behind) and position == behind[0]
