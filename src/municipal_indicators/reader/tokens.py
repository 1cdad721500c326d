"""The texts of a page as the understanding reads them, one after the other or row by row."""

from dataclasses import dataclass

from municipal_indicators.reader.classify import Classifier, Kind


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
