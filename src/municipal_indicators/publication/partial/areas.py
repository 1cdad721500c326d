"""Which municipalities a run computes anew and puts into the previous publication."""

import os
from collections.abc import Iterable

from municipal_indicators.paths import PUBLISHED

SHOWN = 10


class PartialPublicationError(Exception):
    """What keeps a run from publishing some municipalities only, in words for who started it."""

    def __str__(self) -> str:
        """Return the reason with what to do about it."""
        return (
            f"No partial publication: {super().__str__()}.\n  Nothing was published, and"
            f" {PUBLISHED} stays as it was. Build everything instead: run it without PARTIAL_AREAS."
        )


def read_partial_areas() -> list[str]:
    """Read the environment variable `PARTIAL_AREAS`: ids with spaces or commas between them.

    Returns:
        Ids of municipalities, sorted; none when everything is to be built.
    """
    return sorted({*os.environ.get("PARTIAL_AREAS", "").replace(",", " ").split()})


def shortened(texts: Iterable[str], separator: str = ", ") -> str:
    """Return texts in a row, at most ten of them."""
    sorted_texts = sorted(texts)
    more = len(sorted_texts) - SHOWN
    return separator.join([*sorted_texts[:SHOWN], *([f"and {more} more"] if more > 0 else [])])
