"""The words of headers, marks and units: a list in the seeds, so that a word is added as a row."""

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from municipal_indicators import paths

LONGEST = 7  # words of the longest entry that a header is searched for


def squeeze(text: str) -> str:
    """Reduce a text to what tells words apart, whatever breaks and hyphens the page put in.

    Args:
        text: A printed text.

    Returns:
        Its letters, digits and signs of quantity, without case, accents and white space.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum() or letter in "%€#<>‰+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word can be.

    Attributes:
        word_class: Class of the word, as the seed describes them.
        value_type: Type of the values below it, where the word says so; else empty.
    """

    word_class: str
    value_type: str


class WordList:
    """The words, found whatever their case, hyphens and breaks."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Index the words.

        Args:
            rows: Word, class and value type of each.
        """
        self._meanings: dict[str, list[Meaning]] = {}
        for word, word_class, value_type in rows:
            if not squeeze(word):
                # A sign such as - or . has no letters to be found by.
                continue
            self._meanings.setdefault(squeeze(word), []).append(Meaning(word_class, value_type))

    def meanings(self, text: str) -> list[Meaning]:
        """Return everything that a whole text can be, in the order of the list."""
        return self._meanings.get(squeeze(text), [])

    def has(self, text: str, word_class: str) -> bool:
        """Return whether a whole text is a word of a class."""
        return any(meaning.word_class == word_class for meaning in self.meanings(text))

    def begins(self, text: str, word_class: str) -> bool:
        """Return whether a text is, or begins with, a word of a class."""
        parts = re.split(r"[\s:]+", text.strip())
        return any(
            self.has(" ".join(parts[:length]), word_class)
            for length in range(1, min(len(parts), LONGEST) + 1)
        )


@cache
def word_list() -> WordList:
    """Read the words: those of headers and cells, and the marks that every publisher prints.

    Returns:
        The words of the seeds, read once.
    """
    words = [(row["word"], row["word_class"], row["value_type"]) for row in _rows("reader_words")]
    marks = [(row["mark"], "mark", "") for row in _rows("missing_marks") if not row["area_id"]]
    return WordList(words + marks)


@cache
def indicator_names() -> tuple[str, ...]:
    """Read the names of the mandatory indicators, the longest first.

    Returns:
        The names, read once.
    """
    names = {row["name_nl"] for row in _rows("bbv_indicators")}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def _task_fields() -> frozenset[str]:
    """Read the names of the task fields, as `squeeze` leaves them."""
    return frozenset(squeeze(row["name_nl"]) for row in _rows("task_fields"))


def is_task_field(text: str) -> bool:
    """Return whether a text is the heading of a task field, with its number or without.

    Args:
        text: A printed text, such as `1. Veiligheid`.
    """
    name = re.sub(r"^(?:(?:taakveld|programma)\s+)?[\d.]*\s*[-–:.]?\s*", "", text, flags=re.I)
    return squeeze(name) in _task_fields()


def document_kind(word: str) -> str:
    """Find the kind of document that a word names.

    Args:
        word: A kind of document, or another word for it: `Programmarekening`.

    Returns:
        The kind as the list has it; the word itself if it is not in the list.
    """
    kinds = {
        squeeze(row["synonym"]): row["document_kind"] for row in _rows("document_kind_synonyms")
    }
    return kinds.get(squeeze(word), word)


def document_purpose(word: str) -> str:
    """Find what a kind of document is for.

    Args:
        word: A kind of document, or another word for it.

    Returns:
        `plan`, `report` or `neither`; empty for a kind that is not in the list.
    """
    purposes = {row["document_kind"]: row["purpose"] for row in _rows("document_kinds")}
    return purposes.get(document_kind(word), "")


def area_ids() -> dict[str, str]:
    """Read the ids of the known areas by their names, without regard to case."""
    return {row["name_nl"].casefold(): row["area_id"] for row in _rows("areas")}


def name_of_kind(kind: str) -> str:
    """Read the Dutch name of a kind of document; the kind itself if it is not in the list."""
    names = {row["document_kind"]: row["name_nl"] for row in _rows("document_kinds")}
    return names.get(kind, kind)


def words_of_codes(code_list: str) -> dict[str, str]:
    """Read the Dutch words of a list of codes, such as `value_type`, by the codes."""
    return {row["code"]: row["nl"] for row in _rows("code_words") if row["list"] == code_list}


def _rows(seed: str) -> list[dict[str, str]]:
    """Read a seed."""
    with paths.seed_file(seed).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
