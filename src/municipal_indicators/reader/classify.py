"""What the text of one cell is: a value, a mark, a period, an area, or words."""

import re
from enum import Enum

from municipal_indicators.reader.periods import YEAR, own_period, parse_period
from municipal_indicators.reader.words import WordList, squeeze

LONGEST_REFERENCE = 30  # letters of a cell that says where its figure is
LONGEST_VALUE = 160  # letters; a cell of answers and their shares is long, an explanation longer


class Kind(Enum):
    """What a text is."""

    NUMBER = "number"
    MARK = "mark"
    PERIOD = "period"
    WORDED_VALUE = "value in words"
    AREA = "area"
    WORDS = "words"

    @property
    def is_value(self) -> bool:
        """Whether a text of this kind can stand in a column of values."""
        return self not in (Kind.AREA, Kind.WORDS)


_NUMBER = r"(?:\d{1,3}(?:[.  ]\d{3})+|\d+)(?:[.,]\d+)?(?:,-{1,2})?"
_FOOTNOTES = r"(?:\s*(?:\*+\)?|\(\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]+\)?|\d?\*\d?\))|\s+\d\))*"
_BOUND = (
    r"(?:(?:[<>≤≥±~+]=?|=|-|−|–|max\.?|maximaal|min\.?|minimaal|ca\.?|circa|ongeveer|ruim|bijna"
    r"|minder dan|meer dan|ten minste|tenminste|hooguit|hoogstens|tussen)\s*)*"
)
_QUANTITY = rf"{_BOUND}(?:€|eur)?\s*[-−–+]?\s*{_NUMBER}\s*(?:%|‰|€|procent)?"
_RANGE = rf"{_QUANTITY}(?:\s*(?:-|–|à|en|tot|tot en met|t/m)\s*{_QUANTITY})?"
_PLAIN = re.compile(rf"{_RANGE}{_FOOTNOTES}", re.IGNORECASE)
_WITH_WORDS = re.compile(
    rf"(?P<value>{_RANGE})\s*(?P<words>[^\d].*?)?{_FOOTNOTES}", re.IGNORECASE | re.DOTALL
)
_SHARE_FIRST = re.compile(rf"{_BOUND}(?:€\s*{_NUMBER}|{_NUMBER}[ ]?[%€])", re.IGNORECASE)
_SHARE_LAST = re.compile(rf"(?:\S+\s+){{1,2}}{_NUMBER}\s*%", re.IGNORECASE)
_COMPARED = re.compile(
    rf"{_RANGE}\s*(?:t\.?o\.?v\.?|ten opzichte van|vs\.?|versus|tegen|/|\|)\s*{_RANGE}\s*\D*",
    re.IGNORECASE,
)
_PART = re.compile(rf"[^\d:]{{1,40}}:\s*{_RANGE}", re.IGNORECASE)
_BRACKETED = re.compile(r"\((?P<inner>[^()]*)\)\s*\*?")
# The way that a figure goes, or whether that is well: an arrow, a ball, a tick.
_SYMBOLS = re.compile(r"[↑↓→←↗↘↔⇑⇓⇒▲▼►▶◄●○■☺☹😀🙂😐🙁✓✔✗✘]+")
_SIGNS = re.compile(r"[-–—.*#?/_x…]+(?:\s*%)?|-\s*%|\(-\)", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"\d+[a-z]?[.)]?|[a-z][.)]|[a-z]{0,2}[.-]?\d+(?:\.\d+)*[a-z]?\.?", re.I)
_SIZE_CLASS = re.compile(
    r"(?:(?:gem(?:eenten)?|(?:grootte|inwoners?)?klasse)\.?\s*)?(?:(?:met|van|tussen)\s*)?"
    r"(?:<|>|kleiner dan|groter dan|minder dan|meer dan|tot|vanaf)?\s*"
    r"(?:\d{1,3}\s*(?:-|–|tot|à)\s*)?"
    r"\d{1,3}\.000\s*(?:(?:-|–|tot|à|/)\s*\d{1,3}\.000)?\s*\+?\s*"
    r"(?:inw(?:oners|\.)?|gemeenten)?\s*\*{0,3}",
    re.IGNORECASE,
)


class Classifier:
    """Tells what a text is, for one publisher."""

    def __init__(self, words: WordList, publisher: str = "") -> None:
        """Prepare for the pages of one publisher.

        Args:
            words: The list of words.
            publisher: Name of the publisher, empty where nobody said it.
        """
        self.words = words
        self._own = squeeze(re.sub(r"^(?:gemeente|provincie)\s+", "", publisher.casefold()))

    def is_own(self, text: str) -> bool:
        """Return whether a text names the publisher's own area."""
        plain = text.strip(" *:").casefold()
        name = squeeze(re.sub(r"^(?:gemeente|gem\.?|provincie)\s+", "", plain))
        return bool(self._own) and name == self._own

    def is_area(self, text: str) -> bool:
        """Return whether a text names an area: a word of the list, a size class, the publisher."""
        plain = text.strip(" *:")
        return (
            self.is_own(plain)
            or self.words.has(plain, "area")
            or self.words.has(plain, "own_area")
            or (bool(_SIZE_CLASS.fullmatch(plain)) and bool(re.search(r"[-–<>a-z+]", plain, re.I)))
        )

    def area_within(self, label: str) -> str:
        """Find the area that ends a label, in brackets or behind a dash: Verzuim (Nederland)."""
        match = re.search(r"(?:\(([^()]+)\)|\s[-–]\s([^-–]+))\s*\**$", label)
        name = (match[1] or match[2]).strip() if match else ""
        return name if name and self.is_area(name) else ""

    def is_mark(self, text: str) -> bool:
        """Return whether a text is a mark for no figure."""
        plain = text.strip()
        return bool(_SIGNS.fullmatch(plain)) or self.words.has(plain.strip(" *().:"), "mark")

    def kind(self, text: str) -> Kind:
        """Tell what a text is.

        Args:
            text: The text of a cell.

        Returns:
            Its kind. What is not surely a value is words: a label that is taken for a value moves
            every figure after it, while a value that is taken for words leaves its line open.
        """
        plain = " ".join(text.split())
        if self.is_mark(plain):
            return Kind.MARK
        if parse_period(plain):
            return Kind.PERIOD
        if self.is_area(plain):
            return Kind.AREA
        refers = len(plain) <= LONGEST_REFERENCE and plain.casefold().startswith("zie ")
        words = self.words.has(plain.strip(" *."), "text_value")
        if refers or words or _SYMBOLS.fullmatch(plain):
            return Kind.WORDED_VALUE
        if len(plain) <= LONGEST_VALUE and self._is_number(plain, text):
            return Kind.NUMBER
        return Kind.WORDS

    def _is_number(self, plain: str, text: str) -> bool:
        """Return whether a text is one value, or a few that belong together."""
        if not re.search(r"\d", plain):
            return False
        if _PLAIN.fullmatch(plain) or _COMPARED.fullmatch(plain):
            return True
        if match := _BRACKETED.fullmatch(plain):
            return self.is_mark(match["inner"]) or self._is_number(match["inner"], match["inner"])
        # A year or a note in brackets behind the value: 6,7 (2015), 79,3% (TK).
        if bracket := re.fullmatch(r"(.*\S)\s*\(([^()]{1,25})\)\s*\**", plain):
            return self._is_number(bracket[1], bracket[1])
        if own_period(plain):
            rest = re.sub(rf"\(?\b(?:in\s+)?{YEAR}\b\)?\s*:?", " ", plain, count=1).strip()
            return bool(_SHARE_FIRST.match(rest)) or self._is_number(rest, rest)
        parts = [part.strip() for part in text.split("\n") if part.strip()]
        if len(parts) > 1 and (
            all(_PART.fullmatch(part) for part in parts)
            or all(_PLAIN.fullmatch(part) or self.is_mark(part) for part in parts)
        ):
            return True
        if _PART.fullmatch(plain) or _SHARE_LAST.fullmatch(plain):
            return True
        # An amount or a share that words follow: no label of an indicator begins like that.
        if _SHARE_FIRST.match(text.strip()):
            return True
        worded = _WITH_WORDS.fullmatch(plain)
        return worded is not None and self.words.has((worded["words"] or "").strip(" ."), "unit")

    def may_continue(self, text: str) -> bool:
        """Return whether a text can be the second paragraph of the cell before it."""
        return bool(_BRACKETED.fullmatch(" ".join(text.split())))

    def is_line_number(self, text: str) -> bool:
        """Return whether a text can number a line: `7`, `1.2`, `4a`, `I.06.`, or a bullet."""
        plain = text.strip()
        return bool(_NUMBER_ALONE.fullmatch(plain)) or plain in {"-", "–", "•", "*", "o", "·"}
