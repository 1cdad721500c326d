"""Lines and texts that the words on a page of a PDF file make."""

import re
from collections.abc import Sequence
from statistics import median

from municipal_indicators.reader.forms.pdf_page import Word
from municipal_indicators.reader.forms.scripts import superscript

# In parts of the height of the letters: a gap that no space in running text has.
WIDE_GAP = 0.8
# A gap that is no space at all.
NO_GAP = 0.12
# Letters of at most this size beside others are note marks or powers, if they are raised.
SMALL = 0.8

_VALUE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*|[-–—.]")
_ENDS_IN_FIGURE = re.compile(r".*\d[%*]?")
_BROKEN = re.compile(r"[a-z]-$")
_NO_CONTINUATION = re.compile(r"(?:en|of|tot)\b")


def lines(words: Sequence[Word]) -> list[list[Word]]:
    """Group words into lines from top to bottom, each from left to right."""
    grouped: list[list[Word]] = []
    # Large letters first: what is raised beside them joins their line.
    for word in sorted(words, key=lambda word: (round(word.top), word.left)):
        middle = (word.top + word.bottom) / 2
        for line in reversed(grouped[-3:]):
            top, bottom = min(w.top for w in line), max(w.bottom for w in line)
            if top < middle < bottom or word.top < (top + bottom) / 2 < word.bottom:
                line.append(word)
                break
        else:
            grouped.append([word])
    return [sorted(line, key=lambda word: word.left) for line in grouped]


def segments(line: Sequence[Word]) -> list[list[Word]]:
    """Split a line where it leaves a gap wider than any space."""
    parts = [[line[0]]]
    for before, word in zip(line, line[1:], strict=False):
        if word.left - before.right > WIDE_GAP * max(before.size, word.size):
            parts.append([])
        parts[-1].append(word)
    return parts


def figures(line: Sequence[Word]) -> int:
    """Return how many texts that stand apart in a line are figures or marks; words are none."""
    return sum(is_figure(text(segment)) for segment in segments(line))


def is_figure(text: str) -> bool:
    """Return whether a text is a figure or a mark; words are none."""
    return bool(_VALUE.fullmatch(text))


def text(line: Sequence[Word]) -> str:
    """Return the text of a line, with raised note marks in raised characters."""
    size = median(word.size for word in line)
    largest = max(word.size for word in line)
    bottom = max(word.bottom for word in line if word.size > SMALL * largest)
    parts: list[str] = []
    for number, word in enumerate(line):
        raised = word.size <= SMALL * largest and bottom - word.bottom > (1 - SMALL) * word.size / 2
        if number and word.left - line[number - 1].right > NO_GAP * size:
            parts.append(" ")
        parts.append(superscript(word.text) if raised else word.text)
    return "".join(parts)


def cell_text(cell_lines: Sequence[Sequence[Word]]) -> str:
    """Return the text of a cell.

    A line that ends where the cell is full cannot be told from one that was meant to end; lines
    that each end in a figure are taken for several texts, others for one.

    Args:
        cell_lines: The lines in the cell.

    Returns:
        Figures with a line break between them, or one line of text.
    """
    texts = [text(line) for line in cell_lines]
    if len(texts) > 1 and all(is_figure(t) or _ENDS_IN_FIGURE.fullmatch(t) for t in texts):
        return "\n".join(texts)
    joined = ""
    for line in texts:
        if _BROKEN.search(joined) and line[0].islower() and not _NO_CONTINUATION.match(line):
            joined = joined[:-1] + line
        else:
            joined = f"{joined} {line}" if joined else line
    return joined
