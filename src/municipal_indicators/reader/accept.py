"""Adds a reviewed edition to the seeds, or to a landing folder."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from municipal_indicators import paths
from municipal_indicators.reader.review import TO_BE_FILLED_IN
from municipal_indicators.reader.review_folder import PROPOSALS
from municipal_indicators.seed_files import declared_seeds, find_problems

PROBLEMS_SHOWN = 20
# Seeds whose rows belong to one edition; the others are lists that editions share.
OF_AN_EDITION = (
    "documents",
    "document_tables",
    "document_columns",
    "document_lines",
    "published_values",
)

Cells = list[str]


class AcceptError(Exception):
    """Why a reviewed edition is not accepted, in words that name file, line and column."""


def accept(folder: Path, replace: bool = False, landing: Path | None = None) -> list[str]:
    """Add the rows of a review folder to the seeds or to a landing folder; all of them or none.

    Args:
        folder: The folder as reviewed.
        replace: Whether an edition that is there already gives way.
        landing: The landing folder to add to; the seeds if it is None.

    Returns:
        What was added, in sentences; empty if everything was there already.

    Raises:
        AcceptError: A file has not the shape of its seed, lacks what is required or names something
            that is still to be filled in; or the edition exists and is another.
        OSError: If a file cannot be read or written.
    """
    declared = declared_seeds()
    rules = _rules()
    reviewed = _read(folder, declared, rules)
    document_id = reviewed["documents"][0][0]
    texts: dict[Path, str] = {}
    done = []
    for seed, rows in reviewed.items():
        header = list(declared[seed]["column_types"])
        if landing:
            path = landing / seed / f"{document_id}.csv"
            present = path.read_text(encoding="utf-8") if path.exists() else ""
        else:
            path = paths.seed_file(seed)
            present = path.read_text(encoding="utf-8-sig")
        if seed in OF_AN_EDITION:
            text, added = _with_edition(path, present, header, rows, document_id, replace)
        else:
            known = _rows(paths.seed_file(seed).read_text(encoding="utf-8-sig"))[1:]
            known += _rows(present)[1:]
            text, added = _with_list(seed, known, present, header, rows, _key(rules[seed]))
        if added:
            texts[path] = text
            done.append(f"{path}: {added} rows added")
    _write(texts)
    return done


def _rules() -> dict[str, dict[str, Any]]:
    """Read the key and the required columns of each seed from its data test."""
    rules = {}
    for description in sorted(paths.SEEDS.rglob("*.yml")):
        content = yaml.load(description.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for seed in content.get("seeds", []):
            for test in seed.get("data_tests", []):
                if "valid_rows" in test:
                    rules[seed["name"]] = test["valid_rows"]["arguments"]
    return rules


def _key(rules: Mapping[str, Any]) -> list[str]:
    return [*rules["key"], *rules.get("optional_key", [])]


def _read(
    folder: Path, declared: Mapping[str, dict[str, Any]], rules: Mapping[str, dict[str, Any]]
) -> dict[str, list[Cells]]:
    """Read the rows of a review folder, and refuse what a build could not use."""
    files = sorted(path for path in folder.glob("*.csv") if path.name != PROPOSALS)
    problems = [f"{path}: no seed has this name" for path in files if path.stem not in declared]
    missing = [seed for seed in OF_AN_EDITION if not (folder / f"{seed}.csv").exists()]
    problems += [f"{folder / seed}.csv: no such file" for seed in missing]
    reviewed = {}
    for path in files:
        if path.stem not in declared:
            continue
        shape = list(find_problems(path, declared[path.stem]))
        problems += shape
        if not shape:
            header, *rows = _rows(path.read_text(encoding="utf-8-sig"))
            problems += _gaps(path, header, rows, rules.get(path.stem, {}))
            if rows:
                reviewed[path.stem] = rows
    if not problems and len(reviewed.get("documents", [])) != 1:
        problems.append(f"{folder / 'documents.csv'}: expected one row, that of the edition")
    if problems:
        more = len(problems) - PROBLEMS_SHOWN
        shown = problems[:PROBLEMS_SHOWN] + ([f"and {more} more"] if more > 0 else [])
        raise AcceptError("\n  ".join(["Nothing was accepted.", *shown]))
    return reviewed


def _gaps(path: Path, header: Cells, rows: list[Cells], rules: dict[str, Any]) -> Iterator[str]:
    """Find cells that are still to be filled in."""
    required = [*rules.get("key", []), *rules.get("required", [])]
    for line, row in enumerate(rows, start=2):
        for column, cell in zip(header, row, strict=True):
            if cell.startswith(TO_BE_FILLED_IN) and column.endswith("_id"):
                yield f"{path}, line {line}, column {column}: found {cell!r}, expected an id"
            elif not cell and column in required:
                yield f"{path}, line {line}, column {column}: found nothing, expected a text"


def _rows(text: str) -> list[Cells]:
    return list(csv.reader(io.StringIO(text), strict=True))


def _text(rows: list[Cells]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def _with_edition(
    path: Path, present: str, header: Cells, rows: list[Cells], document_id: str, replace: bool
) -> tuple[str, int]:
    """Add the rows of an edition, and return the new text and how many rows it adds."""
    at = header.index("document_id")
    for line, row in enumerate(rows, start=2):
        if row[at] != document_id:
            raise AcceptError(
                f"Nothing was accepted.\n  {path.stem}.csv, line {line}, column document_id: found"
                f" {row[at]!r}, expected {document_id!r}, the edition of documents.csv"
            )

    def of_edition(line: str) -> bool:
        return _rows(line)[0][at] == document_id

    first, *lines = present.splitlines(keepends=True) or [_text([header])]
    old = [_rows(line)[0] for line in lines if of_edition(line)]
    if old == rows:
        return present, 0
    if old and not replace:
        raise AcceptError(
            f"Nothing was accepted.\n  {path} has another {document_id} already; --replace puts"
            " the reviewed one in its place"
        )
    kept = [line for line in lines if not of_edition(line)]
    return _joined([first, *kept]) + _text(rows), len(rows)


def _with_list(
    seed: str, known: list[Cells], present: str, header: Cells, rows: list[Cells], key: list[str]
) -> tuple[str, int]:
    """Add the rows that a list lacks, and return the new text and how many rows it adds."""
    at = [header.index(column) for column in key]
    by_key = {tuple(row[i] for i in at): row for row in known}
    new = []
    for line, row in enumerate(rows, start=2):
        there = by_key.get(tuple(row[i] for i in at))
        if there is None:
            new.append(row)
        elif there != row:
            raise AcceptError(
                f"Nothing was accepted.\n  {seed}.csv, line {line}: the list has another row for"
                f" {', '.join(row[i] for i in at if row[i])}: {','.join(there)}"
            )
    return _joined([present or _text([header])]) + _text(new), len(new)


def _joined(lines: list[str]) -> str:
    text = "".join(lines)
    return text if text.endswith("\n") else f"{text}\n"


def _write(texts: Mapping[Path, str]) -> None:
    """Write all files, or leave all as they were."""
    prepared = {path: paths.unfinished(path) for path in texts}
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            prepared[path].write_text(text, encoding="utf-8", newline="")
        for path, file in prepared.items():
            file.replace(path)
    finally:
        for file in prepared.values():
            file.unlink(missing_ok=True)
