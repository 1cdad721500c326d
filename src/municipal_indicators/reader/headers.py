"""Headers: what one header text says of its column, and the columns that a header row makes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.periods import Period, parse_period
from municipal_indicators.reader.words import LONGEST, squeeze

LONGEST_HEADER = 90  # letters
# A year of two digits: Realisatie '17.
_SHORT_YEAR = re.compile(r"(?<!\w)['’‘`](\d\d)(?!\d)")
# A day without its year: Stand 1-8, Prognose 31-12.
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[-/](?:0?[1-9]|1[0-2])\.?")
# What each cell prints beside its figure: Nulmeting (jaar).
_IN_CELLS = re.compile(r"(?<=\S)\s*\((?:peil|meet)?jaar(?:tal)?\)$", re.IGNORECASE)


class Role(Enum):
    """What the cells of a column are."""

    VALUE = "value"
    PERIOD = "period of the line"
    AREA_NAME = "name of an area"
    SYMBOL = "symbol"
    NUMBER = "number of the line"
    LABEL = "label"
    TEXT = "text"
    UNKNOWN = "unknown"

    @property
    def holds_values(self) -> bool:
        """Whether cells of this role look like values."""
        return self in (Role.VALUE, Role.PERIOD)


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its header describes it.

    Attributes:
        header: The printed header.
        role: What its cells are.
        value_type: Type of its values; empty where the header does not say it.
        period: Period of its values, where the header prints one.
        area: Area of its values, as printed; empty for the publisher's own or the line's.
        own_area: Whether the header names the publisher's own area.
        measurement: Whether it is a measurement of its own time, such as Laatste meting, that no
            year above or beside it makes a column of that year.
        edition: Whether its period is that of an edition (Cijfer jaarrekening 2018), which a period
            in the line overrules.
        typeless: Whether its header gives more than one type, so that none is settled.
        may_name_area: Whether its cells may be names of areas as well as values: Benchmark.
    """

    header: str
    role: Role
    value_type: str = ""
    period: Period | None = None
    area: str = ""
    own_area: bool = False
    measurement: bool = False
    edition: bool = False
    typeless: bool = False
    may_name_area: bool = False

    @property
    def is_bare_period(self) -> bool:
        """Whether the header is a period and nothing else."""
        return self.period is not None and not (
            self.value_type or self.area or self.own_area or self.edition or self.typeless
        )

    @property
    def lacks_period(self) -> bool:
        """Whether it is a column of values whose header prints no period."""
        return self.role is Role.VALUE and self.period is None

    def in_year(self, year: Period) -> "Column":
        """Give the column the year of its whole table, if its figures are of one.

        Args:
            year: The year that stands alone above the header.

        Returns:
            The column; an aim or a measurement may be of another year, and stays as it is.
        """
        of_year = self.value_type in ("realisation", "budget") and not self.measurement
        return replace(self, period=year) if self.lacks_period and of_year else self


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a header text that means something."""

    word_class: str
    value_type: str = ""
    text: str = ""
    period: Period | None = None


_MEANINGFUL = (
    "column", "measurement", "document", "difference", "measure", "area", "own_area", "comparison",
    "area_name", "period", "number", "label", "text", "symbol", "filler",
)  # fmt: skip
_SINGLE_ROLES = {
    "period": Role.PERIOD,
    "number": Role.NUMBER,
    "label": Role.LABEL,
    "text": Role.TEXT,
    "symbol": Role.SYMBOL,
    "area_name": Role.AREA_NAME,
}


class HeaderReader:
    """Reads header texts for one publisher."""

    def __init__(self, classifier: Classifier) -> None:
        """Prepare for the headers of one publisher.

        Args:
            classifier: Tells what a text is.
        """
        self._classifier = classifier
        self._words = classifier.words
        self._read: dict[str, Column | None] = {}

    def read(self, text: str) -> Column | None:
        """Read one header text.

        Args:
            text: The printed text of a header cell, line breaks included.

        Returns:
            The column, or None if any part of the text is not understood.
        """
        if text not in self._read:
            self._read[text] = self._understand(text)
        return self._read[text]

    def word(self, first: str, second: str) -> Column | None:
        """Read two parts of a header that are one word, or the words of one name, of the list."""
        for text in (first + second, f"{first} {second}"):
            if self._words.meanings(text) and (column := self.read(text)):
                return column
        return None

    def with_goals(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Read a name such as Doelstelling left of the labels as one of a column of words.

        Args:
            columns: The columns of a header whose order is the printed one.

        Returns:
            The columns.
        """
        labels = next((i for i, column in enumerate(columns) if column.role is Role.LABEL), 0)
        return tuple(
            replace(column, role=Role.TEXT, value_type="")
            if at < labels and self.is_goal(column)
            else column
            for at, column in enumerate(columns)
        )

    def is_goal(self, column: Column) -> bool:
        """Return whether a header can also name a column of goals in words: Doelstelling."""
        return column.lacks_period and self._words.has(column.header, "goal")

    def closes(self, text: str) -> bool:
        """Return whether a heading closes a table."""
        return self._words.begins(text, "end")

    def _understand(self, text: str) -> Column | None:
        plain = " ".join(re.sub(r"(?<=\w)-\s*\n\s*(?=[a-z])", "", text).split())
        plain = _SHORT_YEAR.sub(r"20\1", plain)
        if not plain or len(plain) > LONGEST_HEADER:
            return None
        if period := parse_period(plain):
            return Column(plain, Role.VALUE, period=period)
        bare = re.sub(r"(?:\s*(?:\*+\)?|\(\d{1,2}\)|[¹²³⁴⁵])|\s\d\))+$", "", plain).strip(" :")
        bare = _IN_CELLS.sub("", bare)
        if period := parse_period(bare):
            return Column(plain, Role.VALUE, period=period)
        if self._classifier.is_own(bare):
            return Column(plain, Role.VALUE, own_area=True)
        pieces = self._pieces(bare)
        return self._column(plain, pieces) if pieces else None

    def _pieces(self, text: str) -> tuple[_Piece, ...] | None:
        """Divide a header into known words, periods and areas; None if something is left over."""
        spaced = re.sub(r"(?:(?<=[^\W\d])|(?<=[^\W\d]\.))(?=(?:19|20)\d\d\b)", " ", text)
        tokens = spaced.split()
        if len(tokens) > 14:
            return None
        best: list[tuple[_Piece, ...] | None] = [None] * len(tokens) + [()]
        for start in range(len(tokens) - 1, -1, -1):
            choices = []
            for end in range(start + 1, min(len(tokens), start + LONGEST) + 1):
                rest = best[end]
                if rest is None:
                    continue
                choices += [(piece, *rest) for piece in self._piece(" ".join(tokens[start:end]))]
            if choices:
                best[start] = min(choices, key=self._cost)
        return best[0]

    @staticmethod
    def _cost(pieces: tuple[_Piece, ...]) -> tuple[int, int, int]:
        """Prefer few pieces; then one role to several; then the order of the classes."""
        roles = sum(piece.word_class in _SINGLE_ROLES for piece in pieces)
        values = len(pieces) > 1 and any(piece.period for piece in pieces)
        order = sum(_MEANINGFUL.index(piece.word_class) for piece in pieces)
        # Beside a period, `jaar` is a word between and no column of years.
        fillers = sum(piece.word_class == "filler" for piece in pieces)
        return (len(pieces) + (2 * roles if values else 0), fillers, order)

    def _piece(self, text: str) -> list[_Piece]:
        if squeeze(text) == "" or _DAY.fullmatch(text):
            return [_Piece("filler")]
        text = text.strip("()") or text
        if period := parse_period(text):
            return [_Piece("filler", period=period, text=text)]
        found = [
            _Piece(meaning.word_class, meaning.value_type, text)
            for meaning in self._words.meanings(text.strip(":,;"))
            if meaning.word_class in _MEANINGFUL
        ]
        if self._classifier.is_own(text):
            return [_Piece("own_area", text=text)]
        if not found and self._classifier.is_area(text):
            found.append(_Piece("area", text=text))
        return found

    def _column(self, header: str, pieces: tuple[_Piece, ...]) -> Column | None:
        periods = [piece.period for piece in pieces if piece.period]
        said = [piece for piece in pieces if piece.word_class != "filler"]
        classes = {piece.word_class for piece in said}
        roles = [piece.word_class for piece in said if piece.word_class in _SINGLE_ROLES]
        if roles:
            # Beside the name of a column of words there is nothing that names a column by itself.
            others = [piece for piece in pieces if piece.word_class not in _SINGLE_ROLES]
            alone = (
                len(roles) == 1
                and len(periods) < 2
                and not any(
                    meaning.word_class != "filler"
                    for piece in others
                    if not piece.period
                    for meaning in self._words.meanings(piece.text)
                    if meaning.word_class in _MEANINGFUL
                )
            )
            return Column(header, _SINGLE_ROLES[roles[0]]) if alone else None
        if len(periods) > 1 or not (said or periods):
            return None
        types = {piece.value_type for piece in said if piece.value_type}
        areas = [piece.text for piece in said if piece.word_class == "area"]
        names = [squeeze(piece.text) for piece in said]
        if len(areas) + ("own_area" in classes) > 1 or len(names) > len(set(names)):
            # Two areas, or a word twice, are two headers.
            return None
        if "comparison" in classes and not areas:
            areas = [header]
        return Column(
            header,
            Role.VALUE,
            value_type=_one_type(types),
            period=periods[0] if periods else None,
            area=areas[0] if areas else "",
            own_area="own_area" in classes,
            measurement="measurement" in classes or types == {"baseline"},
            edition="document" in classes,
            typeless="difference" in classes or (len(types) > 1 and not _one_type(types)),
            may_name_area=len(said) == 1 and self._words.has(said[0].text, "area_name"),
        )


def _one_type(types: set[str]) -> str:
    """Give the one type of a header; an aim that is a forecast or stands in a budget is an aim."""
    if len(types) == 1:
        return next(iter(types))
    return "target" if "target" in types and types <= {"target", "budget", "forecast"} else ""
