"""Rebuilds what a spreadsheet shows of a stored value, with Dutch separators.

A workbook stores 0.085 and the format `0.0%`; the reader of a table sees 8,5%.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

# A spreadsheet calculates with this many digits: 0.1 + 0.2 is 0.3.
SIGNIFICANT_DIGITS = 15
# As many digits as fit where no format is given.
DIGITS_IN_GENERAL = 11
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
# The short names of the others are their first three letters.
SHORT_MONTHS = {3: "mrt"}
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
# The short date of the country that the spreadsheet program runs in.
LOCAL_SHORT_DATES = ("mm-dd-yy", "m/d/yyyy", "m/d/yy")
SHORT_DATE = "d-m-yyyy"

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<space>_.)|\*.|\[(?P<bracket>[^\]]*)\]|(?P<other>.)',
    re.DOTALL,
)
_DATE_TOKEN = re.compile(r"y+|m+|d+|h+|s+|am/pm|a/p", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[\d.]+)")
_PLACEHOLDERS = "0#?"


def shown(value: object, number_format: str) -> str:
    """Return a stored value as the spreadsheet shows it.

    Args:
        value: What the cell stores: a text, number, truth value, date, time or nothing.
        number_format: The cell's number format, as the file stores it.

    Returns:
        The text in the cell, with a decimal comma and points between thousands.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, (datetime, date, time)):
        return _date(value, number_format)
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, (int, float, Decimal)):
        return _number(Decimal(f"{value:.{SIGNIFICANT_DIGITS}g}"), number_format)
    return str(value)


def _number(value: Decimal, number_format: str) -> str:
    """Return a number in the section of the format that is meant for it."""
    sections = list(_sections(number_format))
    section, without_sign = _section_for(value, sections)
    if without_sign:
        value = abs(value)
    literals = [kind for kind, _ in section]
    if "general" in literals or (not section and len(sections) == 1):
        return _affixed(section, _general(value))
    if "scientific" in literals or "fraction" in literals:
        return _general(value)
    pattern = "".join(text for kind, text in section if kind == "digits")
    if not any(character in pattern for character in _PLACEHOLDERS):
        return "".join(text for kind, text in section if kind == "literal").strip()
    scale = sum(text.count("%") for kind, text in section if kind == "literal_percent")
    whole, _, decimals = pattern.partition(".")
    # Commas behind the last digit divide by a thousand each.
    last = max(pattern.rfind(character) for character in _PLACEHOLDERS)
    scaled = value.scaleb(2 * scale - 3 * pattern[last:].count(","))
    digits = _digits(scaled, whole, decimals.replace(",", ""))
    return _affixed(section, digits)


def _sections(number_format: str) -> Iterator[list[tuple[str, str]]]:
    """Split a format into its sections, each a list of kinds and texts."""
    section: list[tuple[str, str]] = []
    lowered = number_format.lower()
    if lowered.startswith("general"):
        yield [("general", "")]
        return
    for token in _TOKEN.finditer(number_format):
        if token["quoted"] is not None:
            section.append(("literal", token["quoted"]))
        elif token["escaped"] is not None:
            section.append(("literal", token["escaped"]))
        elif token["space"] is not None:
            section.append(("literal", " "))
        elif token["bracket"] is not None:
            if token["bracket"].startswith("$"):
                section.append(("literal", token["bracket"][1:].partition("-")[0]))
            elif _CONDITION.fullmatch(token["bracket"]):
                section.append(("condition", token["bracket"]))
        elif token["other"] is None:
            continue
        elif token["other"] == ";":
            yield section
            section = []
        elif token["other"] in _PLACEHOLDERS + ".,":
            section.append(("digits", token["other"]))
        elif token["other"] == "%":
            section.append(("literal_percent", "%"))
        elif token["other"] == "/":
            section.append(("fraction", "/"))
        elif token["other"] in "Ee":
            section.append(("scientific", "E"))
        elif token["other"] == "@":
            section.append(("general", ""))
        else:
            section.append(("literal", token["other"]))
    yield section


def _section_for(
    value: Decimal, sections: list[list[tuple[str, str]]]
) -> tuple[list[tuple[str, str]], bool]:
    """Return the section for a value, and whether that section prints the sign itself."""
    numeric = sections[:3]
    conditions = [
        next((text for kind, text in section if kind == "condition"), None) for section in numeric
    ]
    if any(conditions):
        for section, condition in zip(numeric, conditions, strict=True):
            if condition is None or _holds(value, condition):
                return section, False
        return [("general", "")], False
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    if value == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], False


def _holds(value: Decimal, condition: str) -> bool:
    """Return whether a value meets a condition such as `>=1000`."""
    found = _CONDITION.fullmatch(condition)
    assert found
    operator, limit = found[1], Decimal(found[2])
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[operator]


def _digits(value: Decimal, whole: str, decimals: str) -> str:
    """Return the digits of a number by the placeholders in front of and behind the point."""
    with localcontext() as context:
        context.prec = 400
        rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    sign = "-" if rounded < 0 else ""
    integer, _, fraction = f"{abs(rounded):f}".partition(".")
    integer = integer.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole.rstrip(","):
        integer = f"{int(integer or 0):,}".replace(",", ".") if integer else ""
    optional = len(decimals) - len(decimals.rstrip("#"))
    while optional and fraction.endswith("0"):
        fraction, optional = fraction[:-1], optional - 1
    return f"{sign}{integer},{fraction}" if fraction else f"{sign}{integer}"


def _general(value: Decimal) -> str:
    """Return a number that has no format of its own."""
    text = f"{Decimal(f'{value:.{DIGITS_IN_GENERAL - 1}g}'):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace(".", ",")


def _affixed(section: list[tuple[str, str]], digits: str) -> str:
    """Return the digits between the literal texts of a section."""
    text = ""
    placed = False
    sign = ""
    if digits.startswith("-"):
        sign, digits = "-", digits[1:]
    for kind, part in section:
        if kind in ("digits", "general"):
            text += "" if placed else digits
            placed = True
        elif kind in ("literal", "literal_percent"):
            text += part
    return sign + (text if placed else text + digits).strip()


def _date(value: datetime | date | time, number_format: str) -> str:
    """Return a date or time by a format such as `d mmmm yyyy`."""
    pattern = number_format.partition(";")[0]
    if pattern.lower() in LOCAL_SHORT_DATES or pattern.lower() == "general":
        pattern = SHORT_DATE
    text = ""
    previous = ""
    for token in re.finditer(
        r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|(y+|m+|d+|h+|s+|am/pm)|(.)', pattern, re.IGNORECASE
    ):
        if token[3]:
            unit = token[3].lower()
            minutes = unit in ("m", "mm") and (
                previous.startswith("h") or pattern[token.end() :].lower().startswith((":s", ".s"))
            )
            text += _part_of_date(value, unit, minutes)
            previous = unit
        else:
            text += token[1] or token[2] or token[4] or ""
    return text.strip()


def _part_of_date(value: datetime | date | time, unit: str, minutes: bool) -> str:
    """Return one part of a date or time, such as its year in four digits."""
    if isinstance(value, (datetime, time)):
        if unit.startswith("h"):
            return f"{value.hour:0{len(unit)}d}"
        if minutes:
            return f"{value.minute:0{len(unit)}d}"
        if unit.startswith("s"):
            return f"{value.second:0{len(unit)}d}"
    if isinstance(value, time):
        return ""
    if unit.startswith("y"):
        return f"{value.year:04d}" if len(unit) > 2 else f"{value.year % 100:02d}"
    if unit.startswith("m"):
        month = MONTHS[value.month - 1]
        short = SHORT_MONTHS.get(value.month, month[:3])
        return {1: f"{value.month}", 2: f"{value.month:02d}", 3: short, 5: month[0]}.get(
            len(unit), month
        )
    if unit.startswith("d"):
        day = DAYS[value.weekday()]
        return {1: f"{value.day}", 2: f"{value.day:02d}", 3: day[:2]}.get(len(unit), day)
    return ""
