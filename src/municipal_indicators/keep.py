"""Takes publishers out of the seeds: their documents, and what only their documents use.

The project is delivered with real editions of many municipalities. One that wants its own alone
keeps itself, or nobody, and adds its own editions.
"""

import csv
from collections.abc import Callable, Collection

from municipal_indicators import paths
from municipal_indicators.seed_files import declared_seeds, describe_problems, write_together

# The seeds that say of which publisher a row is, and where; an empty cell is of all.
PUBLISHERS = {
    "documents": "area_id",
    "indicator_labels": "publisher_area_id",
    "missing_marks": "area_id",
    "programmes": "area_id",
}

Row = dict[str, str]


class KeepError(Exception):
    """Why nothing was taken out, in words for who asked for it."""


def keep(areas: Collection[str]) -> list[str]:
    """Take all publishers but these out of the seeds.

    Args:
        areas: Ids of the areas that stay, such as GM0307; none takes all out.

    Returns:
        What was taken out, in sentences; empty if nothing was left to take out.

    Raises:
        KeepError: A seed cannot be read, or an area has published no document.
        OSError: If a file cannot be read or written.
    """
    kept = kept_lines(areas)
    texts, done = {}, []
    # What tells which rows go is replaced last, so that a run that was stopped can be run again.
    for seed in sorted(kept, key=("indicator_labels", "documents").count):
        gone = len(_lines(seed)) - len(kept[seed])
        if gone:
            path = paths.seed_file(seed)
            texts[path] = "".join(kept[seed])
            done.append(f"{path}: {gone} rows taken out")
    write_together(texts)
    return done


def kept_lines(areas: Collection[str]) -> dict[str, list[str]]:
    """Return the lines of each seed without publishers other than these, as `keep` writes them.

    Args:
        areas: Ids of the areas that stay.

    Returns:
        For each seed its lines, the header first.

    Raises:
        KeepError: A seed cannot be read, or an area has published no document.
        OSError: If a file cannot be read.
    """
    problems = describe_problems()
    if problems:
        raise KeepError(problems)
    declared = declared_seeds()
    lines = {seed: _lines(seed) for seed in declared}
    rows = {seed: _rows(found) for seed, found in lines.items()}
    publishers = {row["area_id"] for row in rows["documents"]}
    for area in areas:
        if area not in publishers:
            raise KeepError(
                f"{paths.seed_file('documents')}, column area_id: found no {area}, expected one of"
                f" {', '.join(sorted(publishers)) or 'nothing, for there is no document'}"
            )
    # A partial publication asks the same: through which list a row belongs to a document.
    owned = {
        seed: configuration.get("meta", {}).get("partial_publication", {}).get("through")
        for seed, configuration in declared.items()
    }
    stays = _rule(rows, areas, {seed: through for seed, through in owned.items() if through})
    for seed, (header, *others) in lines.items():
        pairs = zip(others, rows[seed], strict=True)
        lines[seed] = [header, *(line for line, row in pairs if stays(seed, row))]
    used = {
        row["area_id"]
        for seed in rows
        for row in _rows(lines[seed])
        if {"area_id", "document_id"} <= row.keys()
    }
    header, *others = lines["areas"]
    pairs = zip(others, rows["areas"], strict=True)
    lines["areas"] = [header, *(line for line, row in pairs if row["area_id"] in used)]
    return lines


def _lines(seed: str) -> list[str]:
    """Return the lines of a seed as they are; no cell of a seed holds a line break."""
    with paths.seed_file(seed).open(encoding="utf-8-sig", newline="") as file:
        return file.readlines()


def _rows(lines: list[str]) -> list[Row]:
    return list(csv.DictReader(lines))


def _rule(
    rows: dict[str, list[Row]], areas: Collection[str], through: dict[str, dict[str, str]]
) -> Callable[[str, Row], bool]:
    """Return the function that says of a row of a seed whether it stays."""
    gone = {row["document_id"] for row in rows["documents"] if row["area_id"] not in areas}
    for owner in through.values():
        owners = rows[owner["table"]]
        gone |= {row[owner["column"]] for row in owners if row["document_id"] in gone}
    gone |= _unused_indicators(rows, areas, gone)
    areas_gone = {row["area_id"] for row in rows["documents"]} - set(areas)
    documents = {row["document_id"] for row in rows["documents"]} - gone

    def stays(seed: str, row: Row) -> bool:
        publisher = row.get(PUBLISHERS.get(seed, ""), "")
        if publisher and publisher not in areas:
            return False
        parts = row.get("finding_id", "").split("/")
        # A document that stays may print figures of an area whose own documents go.
        if not areas_gone.isdisjoint(parts) and documents.isdisjoint(parts):
            return False
        columns = ["document_id", "indicator_id", "other_indicator_id"]
        columns += [through[seed]["column"]] if seed in through else []
        return gone.isdisjoint([*(row.get(column) for column in columns), *parts])

    return stays


def _unused_indicators(
    rows: dict[str, list[Row]], areas: Collection[str], gone: Collection[str]
) -> set[str]:
    """Return the indicators that only publishers who go have labels for."""
    labels = rows["indicator_labels"]
    of_publishers = {row["indicator_id"] for row in labels if row["publisher_area_id"]}
    named = {
        row["indicator_id"]
        for row in labels
        if not row["publisher_area_id"] or row["publisher_area_id"] in areas
    }
    named |= {
        row["indicator_id"] for row in rows["document_lines"] if row["document_id"] not in gone
    }
    return of_publishers - named
