"""Periods: a text that is a year, a school year, a half-year, a day or a span of years."""

import re
from dataclasses import dataclass

YEAR = r"(?:19[89]\d|20[0-5]\d)"
_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?"
    r"|sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_BEFORE = (
    r"(?:(?:in|per|over|eind|begin|ultimo|medio|voor|t/m|tot en met|vanaf|vóór|op|jaar"
    r"|schooljaar|peiljaar"
    r"|najaar|voorjaar|zomer|winter|herfst|lente|boekjaar"
    r"|(?:1e|2e|eerste|tweede|1ste|2de)\s+(?:helft|halfjaar|half\s*jaar)(?:\s+van)?"
    r"|(?:1e|2e|3e|4e|eerste|tweede|derde|vierde)\s+kwartaal(?:\s+van)?|[qQ][1-4]|[kK][1-4]"
    rf"|\d{{1,2}}\s+{_MONTH}|{_MONTH})\s*)*"
)
_AFTER = r"(?:\s*(?:\*+\)?|\(v\)|\(?voorlopig\)?|\(?(?:1e|2e)\s+(?:helft|halfjaar)\)?))?"
_SINGLE = re.compile(rf"{_BEFORE}({YEAR}){_AFTER}", re.IGNORECASE)
_DAY = re.compile(rf"(?:per\s+)?\d{{1,2}}[-/.]\d{{1,2}}[-/.]({YEAR})", re.IGNORECASE)
_SPAN = re.compile(
    rf"(?:schooljaar\s+)?'?({YEAR})\s*(?:[-–/]|t/m|tot en met|tot|en)\s*'?(20\d\d|\d\d)\*?",
    re.IGNORECASE,
)
_SHORT_SCHOOL_YEAR = re.compile(r"schooljaar\s+'?(\d\d)\s*[-–/]\s*'?(\d\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A printed period.

    Attributes:
        text: The period as printed.
        years: The years that it can count for; one if that is settled. A span of more than two
            years counts for itself: `2021-2023`.
    """

    text: str
    years: tuple[str, ...]

    @property
    def year(self) -> int | None:
        """The calendar year, if it is one."""
        return int(self.years[0]) if len(self.years) == 1 and self.years[0].isdigit() else None


def parse_period(text: str) -> Period | None:
    """Read a text that is a period and nothing else.

    Args:
        text: A printed text.

    Returns:
        The period, or None for any other text. Two years in a row (a school year, or the two years
        of one survey) can count for either.
    """
    plain = " ".join(text.split()).strip(" :")
    if match := _SINGLE.fullmatch(plain) or _DAY.fullmatch(plain):
        return Period(plain, (match[1],))
    if match := _SHORT_SCHOOL_YEAR.fullmatch(plain):
        plain = f"schooljaar 20{match[1]}/20{match[2]}"
    if match := _SPAN.fullmatch(plain):
        first = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
        if last == first + 1:
            return Period(plain, (str(first), str(last)))
        if last > first:
            return Period(plain, (f"{first}-{last}",))
    return None


_SEEDED_DAY = re.compile(r"(?:per\s+)?(\d{1,2})[-/.](\d{1,2})[-/.]")
_HALF = re.compile(r"\b(1e|2e|eerste|tweede|1ste|2de)\s+(?:helft|half\s*jaar)", re.IGNORECASE)
_QUARTER = re.compile(
    r"(?:\b(1e|2e|3e|4e|eerste|tweede|derde|vierde)\s+kwartaal|\b[qk]([1-4])\b)", re.IGNORECASE
)
_ORDINALS = {"1": 1, "e": 1, "2": 2, "t": 2, "3": 3, "d": 3, "4": 4, "v": 4}


def in_seeds(period: Period) -> str:
    """Write a period as the seeds do.

    Args:
        period: A printed period.

    Returns:
        A year `2016`, school year or two years `2015/2016`, half-year `2016-S1`, quarter
        `2016-Q3`, day `2016-01-31`, or span of years `2014-2017`.
    """
    if len(period.years) == 2:
        return "/".join(period.years)
    (year,) = period.years
    if match := _SEEDED_DAY.match(period.text):
        return f"{year}-{int(match[2]):02}-{int(match[1]):02}"
    if match := _HALF.search(period.text):
        return f"{year}-S{_ORDINALS[match[1][0].lower()]}"
    if match := _QUARTER.search(period.text):
        return f"{year}-Q{match[2] or _ORDINALS[match[1][0].lower()]}"
    return year


_OWN = (
    re.compile(rf"\(\s*(?:in\s+|per\s+|jaar\s+|stand\s+|peiljaar\s+)?({YEAR})\s*\)\s*\*?$"),
    re.compile(rf"\bin\s+({YEAR})\s*$"),
    re.compile(rf"^in\s+({YEAR})\b"),
    re.compile(rf"^({YEAR})\s*:\s*\S"),
    re.compile(rf"^\(({YEAR})\s+[^)]*\)$"),
)


def own_period(text: str) -> Period | None:
    """Find the year that a cell prints beside its value: `6,7 (2015)`, `105 in 2019`.

    Args:
        text: The text of a cell that holds more than the year.

    Returns:
        The period, or None.
    """
    plain = " ".join(text.split())
    for pattern in _OWN:
        if match := pattern.search(plain):
            return Period(match[1], (match[1],))
    return None
