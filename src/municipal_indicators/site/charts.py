"""Draw charts as SVG, without a library: text stays text, and style sheets decide the looks.

A chart has no `viewBox`: positions across are in per cent and positions down in pixels, so that it
fits any width while its text keeps its size.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

# Pixels, from the top.
HEIGHT = 340
TOP = 48
BOTTOM = 296
# Per cent of the width, of the first and the last year.
LEFT = 8.0
RIGHT = 93.0
# Widths in pixels for which labels are placed: of a small telephone and of a wide screen.
NARROW = 288
WIDE = 1000
# Pixels that a character of a label takes in a wide font, by its class.
CHARACTER = {"strong": 11.8, "small": 8.3}
LABEL_HEIGHT = 15
# Ticks on the axis of values, at most.
TICKS = 5
SPARK_WIDTH = 140
SPARK_HEIGHT = 34
# Where a year or a value lies on a drawing.
Scale = Callable[[float], float]


@dataclass(frozen=True)
class Point:
    """A figure in a chart.

    Attributes:
        year: Its year.
        value: Its value, in the unit of the indicator.
        text: How it is written for a reader.
        title: What a tooltip says.
    """

    year: int
    value: float
    text: str
    title: str = ""


@dataclass(frozen=True)
class Series:
    """Figures that may be joined: of editions that agree, without a break.

    Attributes:
        key: Number of the series and of its part.
        label: Editions that print it.
        points: Its figures by year.
        is_newest: Whether no later edition revised it.
    """

    key: str
    label: str
    points: Sequence[Point]
    is_newest: bool


@dataclass(frozen=True)
class Unplaced:
    """A figure that belongs to one of some years.

    Attributes:
        years: The years.
        value: Its value.
        text: How it is written for a reader.
        note: The years in words.
    """

    years: Sequence[int]
    value: float
    text: str
    note: str


@dataclass(frozen=True)
class Break:
    """A line between figures that cannot be compared.

    Attributes:
        year: Year at which it stands; before the year if `is_between`.
        lines: What is written beside it.
        is_between: Whether it stands between the year before and this one.
    """

    year: int
    lines: Sequence[str]
    is_between: bool = False


@dataclass(frozen=True)
class Chart:
    """All that a chart of one indicator shows.

    Attributes:
        series: Realised figures, the oldest series first.
        targets: Targets by year.
        unplaced: Figures without a year.
        breaks: Revisions and breaks.
        empty: Years in which a figure was due and none is printed, or none is due.
        step: Years between two figures, 0 if irregular.
        suffix: Sign behind a figure on the axis.
        mark: Decimal mark and mark between thousands.
        words: Words for an empty year and a target.
        description: What the chart shows, for those who cannot see it.
    """

    series: Sequence[Series]
    targets: Sequence[Point]
    unplaced: Sequence[Unplaced]
    breaks: Sequence[Break]
    empty: frozenset[int]
    step: int
    suffix: str
    mark: tuple[str, str]
    words: tuple[str, str]
    description: str


@dataclass
class Boxes:
    """Rectangles on a drawing of one width, to keep labels apart.

    Attributes:
        width: Pixels across.
        taken: Left, top, right and bottom of what is drawn, in pixels.
    """

    width: float
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def box(self, x: float, y: float, text: str, size: str) -> tuple[float, float, float, float]:
        """Return the rectangle of a label whose foot is at y pixels and middle at x per cent."""
        half = len(text) * CHARACTER[size] / 2
        middle = x / 100 * self.width
        return (middle - half, y - LABEL_HEIGHT + 2, middle + half, y + 3)

    def is_free(self, box: tuple[float, float, float, float]) -> bool:
        """Tell whether a rectangle lies on the drawing and touches nothing."""
        left, top, right, bottom = box
        # A label may stand out a little at the side: there is white beside the drawing.
        if left < -8 or right > self.width + 8 or top < 0 or bottom > BOTTOM:
            return False
        return not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for other in self.taken
        )

    def take_line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Take the room of a line, in squares along it."""
        pieces = max(1, int(abs(x2 - x1) / 100 * self.width / 6))
        for piece in range(1, pieces):
            x = (x1 + (x2 - x1) * piece / pieces) / 100 * self.width
            y = y1 + (y2 - y1) * piece / pieces
            self.taken.append((x - 3, y - 2, x + 3, y + 2))


def number(value: float, mark: tuple[str, str]) -> str:
    """Write a number of an axis with its decimal mark and its mark between thousands."""
    text = f"{value:,.10g}"
    return text.replace(",", "\0").replace(".", mark[0]).replace("\0", mark[1])


def short(value: float) -> str:
    """Write a coordinate with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def axis(values: Iterable[float]) -> list[float]:
    """Return the ticks of an axis of values.

    It begins at zero unless that would flatten the line: if the lowest value is at least half
    of the highest.
    """
    values = list(values)
    lowest, highest = min(values), max(values)
    low = 0.0 if 0 <= lowest < highest / 2 or lowest == highest == 0 else lowest
    span = highest - low or abs(highest) or 1.0
    if low != 0:
        low -= span * 0.4
    rough = (highest - low or 1.0) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    first = math.floor(low / step + 1e-9)
    if low >= 0 and lowest >= 0:
        first = max(first, 0)
    last = math.ceil(highest / step - 1e-9)
    last = max(last, first + 1)
    return [round(tick * step, 10) for tick in range(first, last + 1)]


def joined(points: Sequence[Point], step: int) -> list[tuple[Point, Point, bool]]:
    """Return the pairs of points that a line joins, and whether it is dotted.

    Consecutive years are joined, and so are figures of a survey that are as far apart as it is
    held; nothing runs across a year in which a figure is lacking.
    """
    pairs = []
    for before, after in zip(points, points[1:], strict=False):
        apart = after.year - before.year
        if apart == 1 or (step > 1 and apart == step):
            pairs.append((before, after, apart > 1))
    return pairs


def years_of(chart: Chart) -> list[int]:
    """Return all years on the axis of a chart, without a hole."""
    years = [point.year for series in chart.series for point in series.points]
    years += [point.year for point in chart.targets]
    years += [year for unplaced in chart.unplaced for year in unplaced.years]
    years += chart.empty
    return list(range(min(years), max(years) + 1))


def draw(chart: Chart) -> str:
    """Draw a chart as an element `svg`, with a text alternative."""
    years = years_of(chart)
    values = [point.value for series in chart.series for point in series.points]
    values += [point.value for point in chart.targets] + [item.value for item in chart.unplaced]
    ticks = axis(values)
    step = (RIGHT - LEFT) / max(1, len(years) - 1)

    def x(year: float) -> float:
        return (LEFT + RIGHT) / 2 if len(years) == 1 else LEFT + (year - years[0]) * step

    def y(value: float) -> float:
        return BOTTOM - (value - ticks[0]) / (ticks[-1] - ticks[0]) * (BOTTOM - TOP)

    parts = [
        f'<svg class="chart" width="100%" height="{HEIGHT}" role="img"'
        f' aria-label="{escape(chart.description)}">'
    ]
    boxes = [Boxes(NARROW), Boxes(WIDE)]
    for tick in ticks:
        base = " base" if tick == ticks[0] else ""
        level = short(y(tick))
        parts.append(f'<line class="grid{base}" x1="0" x2="100%" y1="{level}" y2="{level}"/>')
        if tick != ticks[-1]:
            foot = y(tick) - 4
            text = number(tick, chart.mark) + chart.suffix
            parts.append(f'<text class="tick" x="0" y="{short(foot)}">{text}</text>')
            length = len(text) * CHARACTER["small"]
            for drawing in boxes:
                drawing.taken.append((0, foot - LABEL_HEIGHT + 2, length, foot + 3))
    # Years that would touch on a telephone are left out there, those beside the last one first.
    every = math.ceil(34 / (step / 100 * NARROW)) if len(years) > 1 else 1
    every_wide = math.ceil(34 / (step / 100 * WIDE)) if len(years) > 1 else 1
    for year in years:
        back = years[-1] - year
        hidden = " only-wide" if back % every else ""
        if back % every_wide:
            continue
        place = f'x="{short(x(year))}%" text-anchor="middle"'
        parts.append(
            f'<text class="year{hidden}" data-year="{year}" {place} y="{BOTTOM + 20}">{year}</text>'
        )
        if year in chart.empty:
            parts.append(
                f'<text class="empty{hidden}" {place} y="{BOTTOM + 36}">{chart.words[0]}</text>'
            )

    parts += _break_notes(chart, x, step, boxes)
    behind = len(parts)
    parts += _unplaced(chart, x, y, step, boxes)
    labels: list[tuple[int, Point, str, str]] = []
    for before, after, _ in joined(chart.targets, 1):
        parts.append(_line("target", before, after, x, y, "target"))
        for drawing in boxes:
            drawing.take_line(x(before.year), y(before.value), x(after.year), y(after.value))
    for series in chart.series:
        kind = "new" if series.is_newest else "old"
        for before, after, is_dotted in joined(series.points, chart.step):
            style_class = f"{kind} dotted" if is_dotted else kind
            parts.append(_line(style_class, before, after, x, y, series.key))
            for drawing in boxes:
                drawing.take_line(x(before.year), y(before.value), x(after.year), y(after.value))
    for series in chart.series:
        kind = "new" if series.is_newest else "old"
        for point in series.points:
            parts.append(
                f'<circle class="{kind}" cx="{short(x(point.year))}%" cy="{short(y(point.value))}"'
                f' r="5"><title>{escape(point.title)}</title></circle>'
            )
            is_last = series is chart.series[-1] and point is series.points[-1]
            rank = 0 if is_last else 3 if series.is_newest else 4
            labels.append(
                (rank, point, "strong" if is_last else kind, "strong" if is_last else "small")
            )
    for point in chart.targets:
        parts.append(
            f'<svg class="diamond" x="{short(x(point.year))}%" y="{short(y(point.value))}">'
            f'<path d="M0-7 7 0 0 7-7 0Z"><title>{escape(point.title)}</title></path></svg>'
        )
        labels.append((1 if point is chart.targets[-1] else 2, point, "aim", "small"))
    for drawing in boxes:
        for _, point, _, _ in labels:
            middle = x(point.year) / 100 * drawing.width
            height = y(point.value)
            drawing.taken.append((middle - 7, height - 7, middle + 7, height + 7))
    heights: dict[int, list[float]] = {}
    for _, point, kind, size in sorted(labels, key=lambda label: (label[0], -label[1].year)):
        placed = _label_height(point, kind, size, x(point.year), y(point.value), chart, boxes)
        if placed:
            heights.setdefault(point.year, []).append(placed[0])
            parts.append(_label(point, kind, x(point.year), *placed, chart))
    parts[behind:behind] = _break_lines(chart, x, step, heights)
    parts.append("</svg>")
    return "".join(parts)


def _line(style_class: str, before: Point, after: Point, x: Scale, y: Scale, key: str) -> str:
    return (
        f'<line class="{style_class}" data-series="{key}" data-years="{before.year} {after.year}"'
        f' x1="{short(x(before.year))}%" x2="{short(x(after.year))}%"'
        f' y1="{short(y(before.value))}" y2="{short(y(after.value))}"/>'
    )


def _label_height(
    point: Point,
    kind: str,
    size: str,
    x: float,
    y: float,
    chart: Chart,
    boxes: Sequence[Boxes],
) -> tuple[float, bool] | None:
    """Return where the label of a point touches nothing, and whether it fits on a telephone too."""
    narrow, wide = boxes
    text = _label_text(point, kind, chart)
    below = y + (24 if size == "strong" else 21)
    above = y - 11
    heights = [below, above] if kind in ("old", "aim") else [above, below]
    if size == "strong":
        # The latest figure is shown at any width, if need be somewhat further from its point.
        heights += [above - 8, below + 8, above - 16, below + 16]
    best = None
    for height in heights:
        if not wide.is_free(wide.box(x, height, text, size)):
            continue
        fits = narrow.is_free(narrow.box(x, height, text, size))
        if best is None or fits:
            best = (height, fits)
        if fits:
            break
    if best is None and size == "strong":
        best = (above, True)
    if best is not None:
        wide.taken.append(wide.box(x, best[0], text, size))
        if best[1]:
            narrow.taken.append(narrow.box(x, best[0], text, size))
    return best


def _label_text(point: Point, kind: str, chart: Chart) -> str:
    is_last_aim = kind == "aim" and point is chart.targets[-1]
    return f"{chart.words[1]} {point.text}" if is_last_aim else point.text


def _label(point: Point, kind: str, x: float, height: float, fits: bool, chart: Chart) -> str:
    hidden = "" if fits else " only-wide"
    text = escape(_label_text(point, kind, chart))
    return (
        f'<text class="value {kind}{hidden}" data-year="{point.year}" x="{short(x)}%"'
        f' y="{short(height)}" text-anchor="middle">{text}</text>'
    )


def _break_lines(chart: Chart, x: Scale, step: float, heights: dict[int, list[float]]) -> list[str]:
    """Draw a line at each revision or break, with a gap where a label stands."""
    parts = []
    for item in chart.breaks:
        place = short(x(item.year) - (step / 2 if item.is_between else 0))
        top = 2.0
        labels = [] if item.is_between else sorted(heights.get(item.year, []))
        for bottom, next_top in [
            *((height - LABEL_HEIGHT, height + 5) for height in labels),
            (BOTTOM, BOTTOM),
        ]:
            if bottom > top:
                parts.append(
                    f'<line class="break" x1="{place}%" x2="{place}%"'
                    f' y1="{short(top)}" y2="{short(bottom)}"/>'
                )
            top = next_top
    return parts


def _break_notes(chart: Chart, x: Scale, step: float, boxes: Sequence[Boxes]) -> list[str]:
    """Write what the last revision or break is beside its line."""
    parts = []
    for item in chart.breaks[-1:]:
        place = x(item.year) - (step / 2 if item.is_between else 0)
        # Words stand on the side with more room.
        is_left = place > 55
        anchor, shift = ("end", -8) if is_left else ("start", 8)
        for row, text in enumerate(item.lines):
            bold = " bold" if row == 0 else ""
            parts.append(
                f'<text class="note{bold}" x="{short(place)}%" dx="{shift}" y="{13 + 15 * row}"'
                f' text-anchor="{anchor}">{escape(text)}</text>'
            )
            for drawing in boxes:
                length = len(text) * CHARACTER["small"]
                middle = place / 100 * drawing.width
                left = middle - 8 - length if is_left else middle + 8
                drawing.taken.append((left, 15 * row, left + length, 15 * row + 17))
    return parts


def _unplaced(chart: Chart, x: Scale, y: Scale, step: float, boxes: Sequence[Boxes]) -> list[str]:
    """Draw a band over the years to which a figure may belong, labelled where there is room."""
    parts = []
    labels = []
    for item in chart.unplaced:
        left = max(0.5, x(min(item.years)) - step * 0.36)
        right = min(99.5, x(max(item.years)) + step * 0.36)
        middle = (left + right) / 2
        height = y(item.value)
        parts.append(
            f'<rect class="unplaced" x="{short(left)}%" width="{short(right - left)}%"'
            f' y="{short(height - 9)}" height="18" rx="9"/>'
        )
        labels.append((middle, height - 15, "unknown strong", item.text, "strong"))
        labels.append((middle, height + 26, "note", item.note, "small"))
        for drawing in boxes:
            edges = (left / 100 * drawing.width, right / 100 * drawing.width)
            drawing.taken.append((edges[0], height - 9, edges[1], height + 9))
        parts.append(
            f'<text class="unknown" x="{short(middle)}%" y="{short(height + 5)}"'
            f' text-anchor="middle">?</text>'
        )
    narrow, wide = boxes
    # Of the last ones first, for their room is wanted most; a lone one is always labelled.
    for middle, foot, kind, text, size in sorted(labels, key=lambda label: (-label[0], label[1])):
        is_lone = len(chart.unplaced) == 1 and foot <= BOTTOM - 3
        if not (is_lone or wide.is_free(wide.box(middle, foot, text, size))):
            continue
        fits = is_lone or narrow.is_free(narrow.box(middle, foot, text, size))
        hidden = "" if fits else " only-wide"
        parts.append(
            f'<text class="value {kind}{hidden}" x="{short(middle)}%" y="{short(foot)}"'
            f' text-anchor="middle">{escape(text)}</text>'
        )
        wide.taken.append(wide.box(middle, foot, text, size))
        if fits:
            narrow.taken.append(narrow.box(middle, foot, text, size))
    return parts


def spark(chart: Chart, first: int, last: int, aim_year: int | None) -> str:
    """Draw a chart as a small line, on the axis of years that all rows of a page share.

    Args:
        chart: What to draw.
        first: First year of the axis.
        last: Last year of the axis.
        aim_year: Year of the target to show, if any.
    """
    values = [point.value for series in chart.series for point in series.points]
    aim = [point for point in chart.targets if point.year == aim_year]
    values += [point.value for point in aim] + [item.value for item in chart.unplaced]
    if not values:
        return ""
    low, high = min(values), max(values)
    across = (SPARK_WIDTH - 14) / max(1, last - first)

    def place(year: float, value: float) -> tuple[str, str]:
        height = 0.5 if high == low else (value - low) / (high - low)
        return short(6 + (year - first) * across), short(28 - 22 * height)

    parts = [
        f'<svg class="spark" viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}" role="img"'
        f' aria-label="{escape(chart.description)}">'
    ]
    for series in chart.series:
        kind = "new" if series.is_newest else "old"
        for is_dotted in (False, True):
            path = ""
            end = None
            for before, after, dotted in joined(series.points, chart.step):
                if dotted != is_dotted:
                    continue
                if end is not before:
                    path += "M" + " ".join(place(before.year, before.value))
                path += "L" + " ".join(place(after.year, after.value))
                end = after
            if path:
                parts.append(f'<path class="{kind}{" dotted" * is_dotted}" d="{path}"/>')
        for point in series.points:
            is_end = series.is_newest and point is series.points[-1]
            if not is_end and _is_joined(point, series, chart.step):
                continue
            cx, cy = place(point.year, point.value)
            parts.append(f'<circle class="{kind}" cx="{cx}" cy="{cy}" r="3"/>')
    for item in chart.unplaced:
        x1, height = place(min(item.years) - 0.3, item.value)
        x2, _ = place(max(item.years) + 0.3, item.value)
        parts.append(f'<line class="unplaced" x1="{x1}" x2="{x2}" y1="{height}" y2="{height}"/>')
    for point in aim:
        cx, cy = place(point.year, point.value)
        parts.append(f'<path class="aim" transform="translate({cx} {cy})" d="M0-4 4 0 0 4-4 0Z"/>')
    parts.append("</svg>")
    return "".join(parts)


def _is_joined(point: Point, series: Series, step: int) -> bool:
    return any(point in (before, after) for before, after, _ in joined(series.points, step))
