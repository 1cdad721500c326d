"""Drops figures from a page, as renderings drop cells, and compares what is read."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.figures import Figure
from municipal_indicators.reader.grid import Grid, GridCell, Page, Paragraph
from municipal_indicators.reader.pages import read_page

Key = tuple[str, int]


def by_place(figures: Sequence[Figure]) -> dict[Key, Figure]:
    """Number the figures within the text that each comes from."""
    seen: dict[str, int] = defaultdict(int)
    found = {}
    for figure in figures:
        found[figure.source, seen[figure.source]] = figure
        seen[figure.source] += 1
    return found


def without(page: Page, dropped: dict[Key, Figure]) -> Page:
    """Take figures out of a page; a grid whose positions are unknown closes the gaps."""
    blocks = []
    for block in page.blocks:
        if isinstance(block, Paragraph):
            texts = block.text.split("\n")
            mine = [key for key in dropped if key[0].split(",")[0] == block.source]
            if any("ervan" in key[0] for key in mine):
                for number, text in enumerate(texts, start=1):
                    place = f"{block.source}, regel {number} ervan"
                    texts[number - 1] = _without_words(
                        text, [dropped[key].printed_value for key in mine if key[0] == place]
                    )
                blocks.append(Paragraph("\n".join(texts), block.source))
            elif not mine:
                blocks.append(block)
        else:
            blocks.append(_without_cells(block, dropped))
    return Page(tuple(blocks), page.notes)


def _without_words(line: str, values: list[str]) -> str:
    for value in values:
        head, found, tail = line.rpartition(f" {value}")
        line = f"{head}{tail}" if found else line
    return line


def _without_cells(grid: Grid, dropped: dict[Key, Figure]) -> Grid:
    gone: dict[str, list[str]] = defaultdict(list)
    for (source, _), figure in dropped.items():
        gone[source].append(figure.printed_value)
    kept: list[GridCell] = []
    for cell in reversed(grid.cells):
        if cell.text in gone[cell.source]:
            gone[cell.source].remove(cell.text)
        else:
            kept.append(cell)
    return Grid(tuple(reversed(kept)), grid.positions_known, grid.caption, grid.source, grid.notes)


def moves(
    page: Page, classifier: Classifier, edition: Edition, share: float, seeds: Sequence[int]
) -> Iterator[str]:
    """Drop a share of the figures of a page, many times.

    Args:
        page: The page.
        classifier: Tells what a text is.
        edition: What is known of its edition.
        share: Share of the figures to drop.
        seeds: Seeds of the random choice.

    Yields:
        A sentence for each figure that moved, or became placed though it was open.
    """
    before = by_place(read_page(page, classifier, edition))
    # Of equal values in one text nobody can tell which was dropped.
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for (source, _), figure in before.items():
        counts[source, figure.printed_value] += 1
    for seed in seeds:
        chance = random.Random(seed)
        dropped = {
            key: figure
            for key, figure in before.items()
            if chance.random() < share and counts[key[0], figure.printed_value] == 1
        }
        after = read_page(without(page, dropped), classifier, edition)
        left = [(key, figure) for key, figure in before.items() if key not in dropped]
        later = by_place(after)
        kept: dict[str, list[Figure]] = defaultdict(list)
        for (source, _), figure in left:
            kept[source].append(figure)
        found: dict[str, list[Figure]] = defaultdict(list)
        for (source, _), figure in later.items():
            found[source].append(figure)
        for source, figures in kept.items():
            if [f.printed_value for f in found[source]] != [f.printed_value for f in figures]:
                continue
            for old, new in zip(figures, found[source], strict=True):
                same = (old.year, old.value_type, old.area) == (new.year, new.value_type, new.area)
                if new.year and not same:
                    yield (
                        f"seed {seed}, {share:.0%}: {old.printed_value!r} of {old.printed_label!r}"
                        f" was {old.year or 'open'} {old.value_type} {old.area!r},"
                        f" became {new.year} {new.value_type} {new.area!r}: {new.evidence}"
                    )
