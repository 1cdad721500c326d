"""The damages that are tried, read from the YAML files of this folder.

Every file in `damages/` holds those of the seed that it is named after; `everywhere.yml` holds
those that are made in every figure, column or seed; `tables.yml` those of built tables;
`reasons.yml` says why some cannot be noticed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from tests.mutation.edits import WHICH_ROWS, Row, Sheet, damage_file, first_changed_line

FOLDER = Path(__file__).parent
OUTCOMES = ("noticed", "unnoticed", "harmless")
# Text that is shorter than this stands in some line of any message.
LEAST_TEXT = 5


@dataclass(frozen=True)
class Damage:
    """One way to damage a seed, and what must come of it.

    Attributes:
        name: Unique name.
        kind: What is done everywhere, in words, or the seed for one that stands alone.
        seed: Name of the seed.
        edit: What `edits.damage_file` is to do.
        outcome: "noticed" if the build must fail and name the place, "unnoticed" if no check can
            see it, "harmless" if the file says the same as before.
        places: Texts that one line of the failures must hold, all those of one of these lists; a
            name in braces stands for a fact of the damage, as `named_places` gives them.
        reason: Name of the reason in `reasons.yml` for what is not noticed.
        both_ways: Whether the real build must say the same as the fast one.
        facts: Further names for texts in places; one of several lines stands for as many texts.
    """

    name: str
    kind: str
    seed: str
    edit: Mapping[str, Any]
    outcome: str
    places: list[list[str]]
    reason: str = ""
    both_ways: bool = False
    facts: Mapping[str, str] | None = None

    def damage(self, content: bytes) -> bytes:
        """Return the damaged file."""
        return damage_file(content, self.edit)

    def named_places(self, path: str, before: bytes, after: bytes) -> list[list[str]]:
        """Return the texts of places with all names filled in; places that lack one are left out.

        Args:
            path: Path of the seed in messages, or the end of it.
            before: The file as it was.
            after: The damaged file.
        """
        line = first_changed_line(before, after)
        facts = {"FILE": path, "LINE": str(line), "NEXT": str(line + 1), **(self.facts or {})}
        places = []
        for place in self.places:
            try:
                texts = [part for text in place for part in text.format(**facts).split("\n")]
            except KeyError:
                continue
            if all(texts) and len("".join(texts)) >= LEAST_TEXT:
                places.append(texts)
        return places


def read_yaml(name: str) -> Any:
    """Return the content of a file of this folder, each scalar as the text that stands there."""
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def listed_damages() -> Iterator[Damage]:
    """Yield the damages that were thought up one by one."""
    for path in sorted((FOLDER / "damages").glob("*.yml")):
        content = read_yaml(f"damages/{path.name}")
        for name, damage in content["damages"].items():
            edit = dict(damage)
            for rows in WHICH_ROWS:
                # A list has the texts of the columns that the file names first.
                if isinstance(edit.get(rows), list):
                    cells = dict(zip(content["key"], edit[rows], strict=False))
                    edit[rows] = {**content.get("always", {}), **cells}
            (outcome,) = (key for key in OUTCOMES if key in damage)
            said = damage[outcome]
            yield Damage(
                name=name,
                kind=path.stem,
                seed=path.stem,
                edit=edit,
                outcome=outcome,
                places=[said] if outcome == "noticed" else [],
                reason="" if outcome == "noticed" else said,
                both_ways=damage.get("ways") == "both",
            )


def _one_digit_off(text: str) -> str | None:
    digits = list(re.finditer("[0-9]", text))
    if not digits:
        return None
    last = digits[-1]
    digit = "8" if last.group() == "9" else str(int(last.group()) + 1)
    return text[: last.start()] + digit + text[last.end() :]


def _ten_times(text: str) -> str | None:
    if "," in text:
        return text.replace(",", "", 1)
    if not re.search("[0-9]", text):
        return None
    # Without points between thousands: in the wrong place they would be seen at once.
    return re.sub("[0-9][0-9.]*", lambda number: number[0].replace(".", "") + "0", text, count=1)


# What a text becomes; nothing where the mistake cannot be made.
TEXTS: dict[str, Callable[[str], str | None]] = {
    "one digit off": _one_digit_off,
    "ten times as much": _ten_times,
    "empty": lambda text: "",
    "without its last letter": lambda text: text[:-1] if re.search("[^0-9][a-z]$", text) else None,
}


def damages_everywhere(
    seeds: Mapping[str, bytes], keys: Mapping[str, list[str]]
) -> Iterator[Damage]:
    """Yield the damages that are made everywhere.

    Args:
        seeds: For each seed, the content of its file.
        keys: For each seed, the columns that tell its rows apart.
    """
    content = read_yaml("everywhere.yml")
    sheets = {name: Sheet.read(seed.decode("utf-8")) for name, seed in seeds.items()}
    looked_up = {
        name: {tuple(row[column] for column in columns): row[name] for row in sheets[seed].rows}
        for name, (seed, *columns) in content["look_up"].items()
    }
    for name, kind in content["kinds"].items():
        for seed in kind.get("seeds", sheets):
            for row, edit, facts in _everywhere(sheets[seed], kind):
                key = [row[column] for column in keys[seed]]
                where = "/".join(filter(None, [seed, *key, facts.get("COLUMN")]))
                for fact, found in looked_up.items():
                    known = row | facts
                    there = tuple(known.get(column) for column in content["look_up"][fact][1:])
                    if not known.get(fact) and there in found:
                        facts[fact] = found[there]
                facts |= {"KEY": ", ".join(keys[seed]), "KEYS": "\n".join(key)}
                reasons = [
                    reason
                    for reason, patterns in kind.get("unnoticed", {}).items()
                    if any(fnmatchcase(where, pattern) for pattern in patterns)
                ]
                yield Damage(
                    name=f"{name}: {where}",
                    kind=kind["what"],
                    seed=seed,
                    edit=edit,
                    outcome="unnoticed" if reasons else "noticed",
                    places=kind["noticed"],
                    reason="".join(reasons),
                    facts=row | facts,
                )


def _everywhere(
    sheet: Sheet, kind: Mapping[str, Any]
) -> Iterator[tuple[Row, dict[str, Any], dict[str, str]]]:
    """Yield for each mistake of a kind in one seed the row, the edit, and what it is about."""
    columns = kind.get("columns", [""])
    for column in sheet.header if columns == "every" else columns:
        possible = []
        for row, following in zip(sheet.rows, [*sheet.rows[1:], None], strict=True):
            old = row.get(column, "")
            facts = {"OLD": old, "NEW": "", "COLUMN": column} if column else {}
            edit: dict[str, Any] = {"at": row}
            if "text" in kind:
                new = TEXTS[kind["text"]](old) if old else None
                if new is None:
                    continue
                edit["set"] = {column: new}
                facts["NEW"] = new
            elif "exchange_within" in kind:
                if not following or following[column] == old:
                    continue
                if any(row[same] != following[same] for same in kind["exchange_within"]):
                    continue
                edit |= {"with": following, "exchange": [column]}
                facts["NEW"] = following[column]
            else:
                edit |= {kind["edit"]: {}}
            possible.append((row, edit, facts))
        yield from possible if kind["rows"] == "every" else possible[len(possible) // 2 :][:1]
