"""The words of the site in one language, and how it writes numbers, dates and lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("nl", "en")


@cache
def _all_words() -> dict[str, dict[str, Any]]:
    text = Path(__file__).with_name("words.yml").read_text(encoding="utf-8")
    words: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return words


@dataclass(frozen=True)
class Language:
    """One language of the site.

    Attributes:
        code: Its code, nl or en.
        words: Its words by key.
    """

    code: str
    words: dict[str, Any]

    @classmethod
    def of(cls, code: str) -> "Language":
        """Return the language with a code."""
        return cls(code, _all_words()[code])

    @property
    def other(self) -> str:
        """Code of the other language."""
        return LANGUAGES[1 - LANGUAGES.index(self.code)]

    @property
    def marks(self) -> tuple[str, str]:
        """Decimal mark, and mark between thousands."""
        return self.words["decimal_mark"], self.words["thousands_mark"]

    def say(self, key: str, count: int | None = None, **fields: object) -> str:
        """Return the words of a key, filled in.

        Args:
            key: Its key; dots lead to words below it.
            count: Decides between the words for one and for more, and fills in n.
            fields: What to fill in.
        """
        words: Any = self.words
        for part in key.split("."):
            words = words[part]
        if count is not None:
            words = words[0 if count == 1 else 1]
            fields = {"n": count, **fields}
        return str(words).format(**fields) if fields else str(words)

    def of_row(self, row: dict[str, Any], name: str) -> Any:
        """Return the value of the column of a row that is in this language."""
        return row[f"{name}_{self.code}"]

    def count(self, number: int) -> str:
        """Write a small number as a word."""
        numbers = self.words["numbers"]
        return str(numbers[number]) if number < len(numbers) else self.whole(number)

    def whole(self, number: int) -> str:
        """Write a whole number with a mark between thousands."""
        return f"{number:,}".replace(",", self.words["thousands_mark"])

    def percent(self, share: Decimal) -> str:
        """Write the size of a percentage without superfluous decimals."""
        return f"{abs(share).normalize():f}%".replace(".", self.words["decimal_mark"])

    def date(self, moment: datetime) -> str:
        """Write a date in words."""
        month = self.words["months"][moment.month - 1]
        return self.say("date", day=moment.day, month=month, year=moment.year)

    def list(self, items: Iterable[str], last: str = "and") -> str:
        """Write things after each other, the last after a word."""
        texts: Sequence[str] = list(items)
        if len(texts) < 2:
            return "".join(texts)
        return f"{', '.join(texts[:-1])} {self.words[last]} {texts[-1]}"

    def periods(self, possible: str, last: str = "or") -> str:
        """Write the periods that a figure may be of, from the text of the warehouse."""
        texts = possible.replace("unknown", self.say("unknown_year")).split("|")
        return self.list(texts, last)


def capital(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]
