"""Puts texts into the seeds that would do harm if any tool took them for more than data."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from tests.mutation.damages import read_yaml
from tests.mutation.edits import Sheet
from tests.support.projects import seed_file

HOSTILE = read_yaml("hostile.yml")


def plant(project: Path) -> dict[str, set[str]]:
    """Make the free texts in the seeds of a copy of the project hostile.

    Args:
        project: The copy.

    Returns:
        For each table and column of the schema core, as in `dim_area.area_nl`, the texts that it
        must hold.
    """
    planted = {}
    for seed, columns in HOSTILE["columns"].items():
        for column, published in columns.items():
            sheet = _made_hostile(project, seed, column, cycle(HOSTILE["texts"]), {})
            planted[published] = {row[column] for row in sheet.rows} - {""}
    alike = HOSTILE["alike"]
    starts = cycle(text for text in HOSTILE["texts"] if alike["without"] not in text)
    known: dict[str, str] = {}
    for seed in alike["seeds"]:
        sheet = _made_hostile(project, seed, alike["column"], starts, known)
    planted[alike["published"]] = {
        row[alike["column"]] for row in sheet.rows if row[alike["if_filled"]]
    }
    return planted


def _made_hostile(
    project: Path, seed: str, column: str, starts: Iterator[str], known: dict[str, str]
) -> Sheet:
    """Put something hostile in front of each text of a column; the same text becomes the same."""
    path = seed_file(project, seed)
    sheet = Sheet.read(path.read_text(encoding="utf-8"))
    for text in dict.fromkeys(row[column] for row in sheet.rows if row[column]):
        known.setdefault(text, next(starts) + text)
    for row in sheet.rows:
        row[column] = known.get(row[column], "")
    path.write_text(sheet.write(), encoding="utf-8", newline="")
    return sheet
