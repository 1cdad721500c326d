"""Decodes the text of a page: UTF-8, UTF-16 or Windows-1252, as pages of offices are."""

import codecs
from pathlib import Path

from municipal_indicators.reader.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ZERO_SHARE = 0.3


def decode(content: bytes, path: Path) -> str:
    """Return the text of a page without its byte order mark.

    What is valid UTF-8 is hardly ever anything else, so it comes first; guessing by frequency of
    letters takes short Windows texts for Greek or Cyrillic.

    Args:
        content: The page, or the part of it that holds text.
        path: Where it comes from.

    Returns:
        The text, with its line ends as they are.

    Raises:
        ReadError: It is in none of these encodings.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding, path)
    if b"\0" in content:
        # Western text in UTF-16 has a zero in every other byte.
        odd = content[1::2].count(0) / max(1, len(content) // 2)
        even = content[::2].count(0) / max(1, len(content) // 2)
        if max(odd, even) < _ZERO_SHARE:
            raise ReadError(path, "the page", "no text (it holds zero bytes)", _EXPECTED)
        return _decoded(content, "utf-16-le" if odd > even else "utf-16-be", path)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252", path)


_EXPECTED = "a saved web page, workbook, PDF file, document, CSV file or text"


def _decoded(content: bytes, encoding: str, path: Path) -> str:
    """Return the text in one encoding, or say which byte does not fit."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            path,
            f"byte {error.start + 1}",
            f"0x{content[error.start : error.start + 1].hex()}",
            "text in UTF-8, UTF-16 or Windows-1252",
        ) from error
