"""The error of a page that cannot be read."""

from pathlib import Path


class ReadError(Exception):
    """A page cannot be read, or not safely.

    Attributes:
        path: The page.
        place: Where in it, in words: `line 3`, `sheet Blad1, cell C7`.
        found: What stands there.
        expected: What should stand there, or what to do.
    """

    def __init__(self, path: Path, place: str, found: str, expected: str) -> None:
        # All four are arguments of the exception, so that it survives the way between processes.
        super().__init__(path, place, found, expected)
        self.path = path
        self.place = place
        self.found = found
        self.expected = expected

    def __str__(self) -> str:
        return f"{self.path}: {self.place}: found {self.found}, expected {self.expected}"
