"""The texts of a page as the understanding reads them, one after the other or row by row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from municipal_indicators.reader.classify import Classifier, Kind

# The level of upkeep of a street, or the energy label of a building.
_GRADE = re.compile(r"[A-G][+-]{0,2}")


@dataclass(frozen=True, slots=True)
class Token:
    """One printed text: a cell, or a paragraph that may be one.

    Attributes:
        text: The text as printed.
        kind: What it is by itself.
        source: Where it stands in the source.
    """

    text: str
    kind: Kind
    source: str = ""

    @classmethod
    def of(cls, classifier: Classifier, text: str, source: str = "") -> "Token":
        """Make a token of a text.

        Args:
            classifier: Tells what the text is.
            text: The text as printed.
            source: Where it stands in the source.

        Returns:
            The token.
        """
        return cls(text, classifier.kind(text), source)

    def divided(self, classifier: Classifier) -> tuple["Token", "Token | None"]:
        r"""Divide a cell from the number in brackets that stands below it: `0,76\n(1)`.

        Args:
            classifier: Tells what a text is.

        Returns:
            The cell, and the text in brackets if it is a figure of its own.
        """
        first, _, second = self.text.partition("\n")
        if (
            self.kind is Kind.NUMBER
            and classifier.may_continue(second)
            and classifier.kind(second) is Kind.NUMBER
            and classifier.kind(first) is Kind.NUMBER
        ):
            return Token.of(classifier, first, self.source), Token.of(
                classifier, second.strip(), self.source
            )
        return self, None


def with_grades(tokens: Sequence[Token]) -> list[Token]:
    """Take letters for values where only values can stand: between values, or beside each other.

    Args:
        tokens: The texts in the order of reading; a letter alone may number a line.

    Returns:
        The texts.
    """
    letters = [
        token.kind is Kind.WORDS and bool(_GRADE.fullmatch(token.text.strip())) for token in tokens
    ]
    found = list(tokens)
    for at, token in enumerate(tokens):
        beside = [i for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
        between = len(beside) == 2 and all(letters[i] or tokens[i].kind.is_value for i in beside)
        if letters[at] and (between or any(letters[i] for i in beside)):
            found[at] = replace(token, kind=Kind.WORDED_VALUE)
    return found
