"""Readings of a header: the columns that it can mean where its spans or rows are lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.headers import Column, HeaderReader, Role
from municipal_indicators.reader.tables import Header
from municipal_indicators.reader.words import squeeze

MOST_READINGS = 500


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a header.

    Attributes:
        columns: The columns.
        evidence: What it rests on; empty if the header leaves no choice.
    """

    columns: tuple[Column, ...]
    evidence: str = ""


def readings(header: Header, edition: Edition, reader: HeaderReader) -> list[Reading]:
    """List every reading of a header that fits what is known.

    Args:
        header: The header as found.
        edition: What is known of the edition.
        reader: Reads header texts.

    Returns:
        The readings; none if the header is not understood.
    """
    columns = list(header.columns)
    if header.year:
        columns = [column.in_year(header.year) for column in columns]
    divided = _below_groups(header, _joined(columns, reader), edition)
    if len(header.above) == 1 and reader.is_goal(header.above[0]):
        # One word above all years, or the name of a column of words left of the labels.
        goal = reader.with_goals((header.above[0], *columns))
        divided += _below_groups(replace(header, above=()), list(goal), edition)
    found = [Reading(_without_twins(reading.columns), reading.evidence) for reading in divided]
    return [
        other for reading in found for other in _with_areas(reading)
        for other in _with_years(other)
    ]  # fmt: skip


def _without_twins(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Leave bare years open of which one stands twice: what tells the two apart is not known."""
    years = [column.period for column in columns if column.is_bare_period]
    if len({squeeze(period.text) for period in years if period}) == len(years):
        return columns
    return tuple(
        replace(column, typeless=True) if column.is_bare_period else column for column in columns
    )


def _joined(columns: list[Column], reader: HeaderReader) -> list[Column]:
    """Join words that are split over two rows of headers: Streef above waarde.

    The second row begins below the first column of values, and ends in years; its words belong to
    the first columns of the first row.
    """
    first = next(
        (i for i, column in enumerate(columns) if column.role in (Role.VALUE, Role.PERIOD)), 0
    )
    years = next((i for i, column in enumerate(columns) if column.is_bare_period), len(columns))
    for parts in range((years - first) // 2, 0, -1):
        second = years - parts
        words = [
            reader.word(columns[first + i].header, columns[second + i].header) for i in range(parts)
        ]
        if all(words):
            joined = [replace(word, measurement=word.role is Role.VALUE) for word in words if word]
            return [*columns[:first], *joined, *columns[first + parts : second], *columns[years:]]
    return columns


def _below_groups(header: Header, columns: list[Column], edition: Edition) -> list[Reading]:
    """Read headers that may stand above several years."""
    values = [i for i, column in enumerate(columns) if column.role is Role.VALUE]
    years = [i for i in values if columns[i].is_bare_period]
    if header.above:
        if not years or years != list(range(years[0], years[-1] + 1)):
            return []
        return _spanned(columns, header.above, (years[0], years[0]), years, edition)
    groups = [i for i in values if _can_span(columns[i])]
    groups = [i for i in groups if years and years[-1] > i]
    if not groups:
        return [Reading(tuple(columns))]
    first, last = groups[0], groups[-1] + 1
    below = [i for i in years if i >= last]
    end = first + 2 * len(groups)
    if (
        len(groups) > 1
        and groups == list(range(first, end, 2))
        and years[-len(groups) :] == list(range(first + 1, end, 2))
    ):
        # Each type is followed by its own year: two paragraphs of one header.
        pairs = [_under(columns[i], columns[i + 1]) for i in groups]
        return [Reading((*columns[:first], *pairs, *columns[first + 2 * len(groups) :]))]
    between = [i for i in range(last, years[0]) if columns[i].role is Role.TEXT and years[0] > last]
    if between:
        # Words beside the groups are right of the years below them.
        moved = [column for i, column in enumerate(columns) if i not in between]
        place = years[-1] + 1 - len(between)
        moved = [*moved[:place], *(columns[i] for i in between), *moved[place:]]
        return _below_groups(header, moved, edition)
    if groups != list(range(first, last)) or below != list(range(last, last + len(below))):
        # Not a row of groups above a row of years.
        return []
    if any(first < i < last for i in years):
        return []
    return _spanned(columns, [columns[i] for i in groups], (first, last), below, edition)


def _with_areas(reading: Reading) -> list[Reading]:
    """Read a column such as Benchmark as one of values, or as one of names of areas."""
    found = [reading]
    for at, column in enumerate(reading.columns):
        if column.may_name_area and column.lacks_period:
            named = replace(column, role=Role.AREA_NAME, area="")
            found.append(Reading((*reading.columns[:at], named, *reading.columns[at + 1 :]), ""))
    return found


def _with_years(reading: Reading) -> list[Reading]:
    """Read Laatste meting as a value, as the year of one, or as a year and a value."""
    columns = reading.columns
    places = [
        at for at, column in enumerate(columns)
        if column.measurement and column.lacks_period and column.value_type == "realisation"
    ]  # fmt: skip
    if not places or any(column.role is Role.PERIOD for column in columns):
        return [reading]
    at = places[0]
    before, after = columns[:at], columns[at + 1 :]
    year = replace(columns[at], role=Role.PERIOD, value_type="")
    evidence = "jaar van de laatste meting"
    following = after[0] if after else None
    if (
        following
        and following.lacks_period
        and not (following.value_type or following.area or following.own_area)
    ):
        # Laatste meting beside Waarde: the first is the year of the second.
        return [Reading((*before, year, *after), evidence)]
    return [
        reading,
        Reading((*before, year, *after), evidence),
        Reading((*before, year, columns[at], *after), evidence),
    ]


def _can_span(column: Column) -> bool:
    """Return whether a header can stand above several years: a type or an area without a period."""
    says = bool(column.value_type or column.area or column.own_area or column.typeless)
    return column.lacks_period and says and not (column.measurement or column.edition)


def _spanned(
    columns: list[Column],
    heads: Sequence[Column],
    cut: tuple[int, int],
    below: list[int],
    edition: Edition,
) -> list[Reading]:
    """Read groups above bare years, in every division of the years that fits.

    Args:
        columns: All columns of the header.
        heads: The groups.
        cut: First and last index of the groups in the columns, both the same if they stand above.
        below: Indexes of the years.
        edition: What is known of the edition.

    Returns:
        The readings; none if no division fits, or too many do.
    """
    feet = [columns[i] for i in below]
    if not all(_can_span(column) and not column.typeless for column in heads):
        return []
    found: list[Reading] = []
    for sizes in _sizes(len(heads), len(feet)):
        if not _fits(heads, feet, sizes, edition):
            continue
        spanned: list[Column] = []
        for head, size in zip(heads, sizes, strict=True):
            spanned += [_under(head, foot) for foot in feet[len(spanned) : len(spanned) + size]]
        found.append(
            Reading(
                (*columns[: cut[0]], *spanned, *columns[below[-1] + 1 :]),
                "koppen boven jaren: " + "+".join(map(str, sizes)),
            )
        )
        if len(found) > MOST_READINGS:
            return []
    if heads[0].value_type == "target" and cut[0] != cut[1]:
        # An aim without a year may be a column of its own, left of the years.
        if len(heads) > 1:
            return []
        found.append(Reading(tuple(columns), "streefwaarde als eigen kolom"))
    return found


def _under(head: Column, foot: Column) -> Column:
    """Make the column of a year below a group."""
    return replace(head, header=f"{head.header} {foot.header}", period=foot.period)


def _sizes(groups: int, years: int) -> Iterator[tuple[int, ...]]:
    """List how many years each group can span, none of them none."""
    for cuts in combinations(range(1, years), groups - 1):
        edges = (0, *cuts, years)
        yield tuple(after - before for before, after in zip(edges, edges[1:], strict=False))


def _fits(
    heads: Sequence[Column], feet: Sequence[Column], sizes: Sequence[int], edition: Edition
) -> bool:
    """Return whether groups of these sizes can be meant.

    Within a group years run on in one direction. Areas side by side show the same years. Nothing is
    realised before its year is over, and no budget group begins with years that are long over while
    a group of realised years stands beside it.
    """
    start = 0
    rows = []
    for head, size in zip(heads, sizes, strict=True):
        texts = [foot.period.years for foot in feet[start : start + size] if foot.period]
        numbers = [int(years[0][:4]) for years in texts]
        start += size
        if numbers != sorted(set(numbers)) and numbers != sorted(set(numbers), reverse=True):
            return False
        rows.append((head, numbers))
    if any(head.area or head.own_area for head in heads):
        return len({tuple(numbers) for _, numbers in rows}) == 1
    if len(heads) == len(feet):
        return True
    realised = {n for head, ns in rows if head.value_type == "realisation" for n in ns}
    if any(not edition.may_be_realised(number) for number in realised):
        return False
    for head, numbers in rows:
        if head.value_type in ("target", "budget", "forecast") and realised:
            for number in numbers:
                over = edition.budget_year is not None and edition.may_be_realised(number)
                if over and number not in realised:
                    return False
    return True
