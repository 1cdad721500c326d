"""Places by possible worlds: every placement of a line's texts that keeps their order.

A world gives each text a column. Texts keep their order, no column holds two, and a text stands
only where its kind can. A text has a place if it stands in the same column in every world that is
left.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from municipal_indicators.reader.classify import Kind
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.headers import Column, Role
from municipal_indicators.reader.periods import own_period
from municipal_indicators.reader.tokens import Token

MOST_WORLDS = 20_000  # a line with more stays open


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the texts of one line can stand.

    Attributes:
        candidates: For each text the numbers of the columns that it has in some world; empty where
            no world fits the line.
        is_full: Whether every column that holds values, a period or an area is filled.
        evidence: What decided.
    """

    candidates: tuple[frozenset[int], ...]
    is_full: bool
    evidence: str

    @property
    def fits(self) -> bool:
        """Whether there is a world at all."""
        return bool(self.candidates)


def can_hold(column: Column, kind: Kind) -> bool:
    """Return whether a text of a kind can stand in a column."""
    match column.role:
        case Role.VALUE:
            return kind.is_value
        case Role.PERIOD:
            return kind in (Kind.PERIOD, Kind.MARK)
        case Role.AREA_NAME:
            return kind in (Kind.AREA, Kind.MARK)
        case Role.SYMBOL:
            return kind in (Kind.MARK, Kind.WORDED_VALUE, Kind.WORDS)
        case Role.TEXT:
            return kind not in (Kind.NUMBER, Kind.PERIOD)
        case _:
            return True


def place(tokens: Sequence[Token], columns: Sequence[Column], edition: Edition) -> Placement:
    """Place the texts of one line in the columns of its table.

    Args:
        tokens: The texts of the line that stand in the columns, in their order.
        columns: The columns from the first to the last that holds values.
        edition: What is known of the edition.

    Returns:
        The columns that each text can have.
    """
    places = [
        [
            at
            for at, column in enumerate(columns)
            if can_hold(column, token.kind) and not _is_to_come(token, column, edition)
        ]
        for token in tokens
    ]
    worlds = _worlds(places, len(columns))
    if worlds is None:
        everywhere = frozenset(range(len(columns)))
        return Placement((everywhere,) * len(tokens), False, "te veel plaatsingen mogelijk")
    if not worlds:
        return Placement((), False, "de regel past niet bij de kolommen")
    years = [index for index, column in enumerate(columns) if column.role is Role.PERIOD]
    # A year in a line that has a column for its year stands there.
    dated = [
        world
        for world in worlds
        if all(
            token.kind is not Kind.PERIOD or column in years or all(year in world for year in years)
            for token, column in zip(tokens, world, strict=True)
        )
    ]
    worlds = (dated or worlds) if years else worlds
    candidates = tuple(frozenset(world[index] for world in worlds) for index in range(len(tokens)))
    needed = [c for c in columns if c.role not in (Role.SYMBOL, Role.TEXT)]
    is_full = all(len(found) == 1 for found in candidates) and len(tokens) >= len(needed)
    if is_full:
        evidence = f"volle regel: {len(tokens)} cellen in {len(needed)} kolommen"
    else:
        evidence = f"{len(tokens)} cellen voor {len(needed)} kolommen, volgorde bewaard"
    return Placement(candidates, is_full, evidence)


def _is_to_come(token: Token, column: Column, edition: Edition) -> bool:
    """Return whether a text prints a year to come, in a column of what was measured."""
    if column.role is not Role.VALUE or column.value_type in ("target", "budget", "forecast"):
        return False
    if column.period or not edition.budget_year or not (edition.is_plan or edition.is_report):
        return False
    own = own_period(token.text)
    return own is not None and (own.year or 0) > edition.budget_year


def _worlds(places: Sequence[Sequence[int]], columns: int) -> list[tuple[int, ...]] | None:
    """List every placement that keeps the order; None if there are too many."""
    worlds: list[tuple[int, ...]] = [()]
    for done, possible in enumerate(places):
        left = len(places) - done - 1
        longer = []
        for world in worlds:
            first = world[-1] + 1 if world else 0
            longer += [(*world, at) for at in possible if first <= at < columns - left]
            if len(longer) > MOST_WORLDS:
                return None
        worlds = longer
    return worlds
