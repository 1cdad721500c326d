"""What stands on a page of a PDF file, as it is displayed: its words and drawn lines."""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

# A rectangle this thin is a line, in points.
THIN = 3.0
# What is shorter is a part of a picture or letter.
SHORTEST_LINE = 4.0
# Two letters further apart than this, in parts of their height, are in different words.
WORD_GAP = 0.35

ToDisplay = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Box:
    """A rectangle, in points from the left and the top of the page.

    Attributes:
        left: Its left edge.
        top: Its upper edge.
        right: Its right edge.
        bottom: Its lower edge.
    """

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Box") -> bool:
        """Return whether the middle of another box is in this one."""
        across, down = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom


@dataclass(frozen=True)
class Word(Box):
    """A word and its place on the page.

    Attributes:
        text: The word.
        size: Height of its letters, in points.
    """

    text: str
    size: float


def words(page: pypdfium2.PdfPage) -> list[Word]:
    """Return the words of a page in the order in which the file holds them.

    Args:
        page: The page.

    Returns:
        Its words; what is set in another size, such as a note mark, is a word of its own.
    """
    return [
        Word(
            min(box.left for _, box in letters),
            min(box.top for _, box in letters),
            max(box.right for _, box in letters),
            max(box.bottom for _, box in letters),
            "".join(letter for letter, _ in letters),
            letters[0][1].bottom - letters[0][1].top,
        )
        for letters in _words(page)
    ]


def _words(page: pypdfium2.PdfPage) -> Iterator[list[tuple[str, Box]]]:
    """Yield the letters of each word."""
    word: list[tuple[str, Box]] = []
    for letter, box in _letters(page):
        if word and (letter.isspace() or not _continues(word[-1][1], box)):
            yield word
            word = []
        if not letter.isspace():
            word.append((letter, box))
    if word:
        yield word


def _continues(before: Box, box: Box) -> bool:
    """Return whether a letter stands in one word with the letter before it."""
    size = before.bottom - before.top
    return (
        abs(box.bottom - box.top - size) < 0.1 * size
        and box.left - before.right < WORD_GAP * size
        and before.left - box.right < WORD_GAP * size
        and box.top < before.bottom
        and before.top < box.bottom
    )


def _letters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Box]]:
    """Yield the letters of a page with the place of each in its line."""
    to_display = _to_display(page)
    text = page.get_textpage()
    rectangle = raw.FS_RECTF()
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        raw.FPDFText_GetLooseCharBox(text, index, rectangle)
        corners = [
            to_display(rectangle.left, rectangle.bottom),
            to_display(rectangle.right, rectangle.top),
        ]
        yield letter, _box(corners)
    text.close()


def lines(page: pypdfium2.PdfPage) -> list[Box]:
    """Return the level and upright lines that are drawn on a page.

    Args:
        page: The page.

    Returns:
        Each line as a box without height or without width. A coloured surface draws no lines.
    """
    to_display = _to_display(page)
    found: list[Box] = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        for points in _outlines(item):
            corners = [to_display(*point) for point in points]
            if stroke.value:
                found.extend(_box(pair) for pair in zip(corners, corners[1:], strict=False))
            elif fill.value:
                found.append(_box(corners))
    return [line for box in found if (line := _line(box))]


def _line(box: Box) -> Box | None:
    """Return the line that a thin box is; None for any other box."""
    width, height = box.right - box.left, box.bottom - box.top
    if height <= THIN and width >= SHORTEST_LINE:
        middle = (box.top + box.bottom) / 2
        return Box(box.left, middle, box.right, middle)
    if width <= THIN and height >= SHORTEST_LINE:
        middle = (box.left + box.right) / 2
        return Box(middle, box.top, middle, box.bottom)
    return None


def _outlines(item: pypdfium2.PdfObject) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each stroke of a drawing, in the coordinates of the page."""
    matrix = item.get_matrix()
    container = item.container
    while container:
        matrix = matrix.multiply(container.get_matrix())
        container = container.container
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        # A curve has no straight line to its end.
        if kind != raw.FPDF_SEGMENT_LINETO and points:
            yield points
            points = []
        points.append(matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            yield [*points, points[0]]
            points = []
    if points:
        yield points


def _box(corners: Sequence[tuple[float, float]]) -> Box:
    """Return the box around points."""
    across, down = zip(*corners, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def _to_display(page: pypdfium2.PdfPage) -> ToDisplay:
    """Return how coordinates of the file, upwards from below, become those of the display."""
    left, bottom, right, top = page.get_mediabox()
    by_rotation: dict[int, ToDisplay] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return by_rotation[page.get_rotation()]
