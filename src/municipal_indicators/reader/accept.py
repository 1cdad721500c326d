"""Adds a reviewed edition to the seeds, or to a landing folder."""

import csv
import io
from pathlib import Path

from municipal_indicators import paths
from municipal_indicators.reader.reviewed import (
    OF_AN_EDITION,
    AcceptError,
    Cells,
    key_of,
    read_reviewed,
    read_rows,
    rules_of_seeds,
    seed_text,
)
from municipal_indicators.seed_files import declared_seeds, write_together


def accept(folder: Path, replace: bool = False, landing: Path | None = None) -> list[str]:
    """Add the rows of a review folder to the seeds or to a landing folder; all of them or none.

    Args:
        folder: The folder as reviewed.
        replace: Whether an edition that is there already gives way.
        landing: The landing folder to add to; the seeds if it is None.

    Returns:
        What was added, in sentences; empty if everything was there already.

    Raises:
        AcceptError: A file has not the shape of its seed, breaks a rule of it or names something
            that is still to be filled in; or the edition exists and is another.
        OSError: If a file cannot be read or written.
    """
    declared = declared_seeds()
    rules = rules_of_seeds()
    reviewed = read_reviewed(folder, rules, lists_are_known=landing is None)
    document_id = reviewed["documents"][0][0]
    texts: dict[Path, str] = {}
    done = []
    for seed, rows in reviewed.items():
        header = list(declared[seed]["column_types"])
        path = landing / seed / f"{document_id}.csv" if landing else paths.seed_file(seed)
        present = seed_text(path)
        if seed in OF_AN_EDITION:
            text, added = _with_edition(path, present, header, rows, document_id, replace)
        else:
            known = read_rows(seed_text(paths.seed_file(seed)))[1:] + read_rows(present)[1:]
            at = [header.index(column) for column in key_of(rules[seed])]
            text, added = _with_list(folder / f"{seed}.csv", known, present, header, rows, at)
        if added:
            texts[path] = text
            done.append(f"{path}: {added} rows added")
    write_together(texts)
    return done


def _text(rows: list[Cells]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def _with_edition(
    path: Path, present: str, header: Cells, rows: list[Cells], document_id: str, replace: bool
) -> tuple[str, int]:
    """Add the rows of an edition, and return the new text and how many rows it adds."""
    at = header.index("document_id")

    def of_edition(line: str) -> bool:
        return read_rows(line)[0][at] == document_id

    first, *lines = present.splitlines(keepends=True) or [_text([header])]
    old = [read_rows(line)[0] for line in lines if of_edition(line)]
    if old == rows:
        return present, 0
    if old and not replace:
        raise AcceptError(
            f"{path} has another {document_id} already; --replace puts the reviewed one in its"
            " place"
        )
    kept = [line for line in lines if not of_edition(line)]
    return _joined([first, *kept]) + _text(rows), len(rows)


def _with_list(
    path: Path,
    known: list[Cells],
    present: str,
    header: Cells,
    rows: list[Cells],
    key: list[int],
) -> tuple[str, int]:
    """Add the rows that a list lacks, and return the new text and how many rows it adds."""
    by_key = {tuple(row[i] for i in key): row for row in known}
    new = []
    for line, row in enumerate(rows, start=2):
        there = by_key.get(tuple(row[i] for i in key))
        if there is None:
            new.append(row)
        elif there != row:
            at = next(i for i in range(len(row)) if row[i] != there[i])
            raise AcceptError(
                f"{path}, line {line}, column {header[at]}: found {row[at]!r}, expected"
                f" {there[at]!r}, as the list has {', '.join(row[i] for i in key if row[i])}"
            )
    return _joined([present or _text([header])]) + _text(new), len(new)


def _joined(lines: list[str]) -> str:
    text = "".join(lines)
    return text if text.endswith("\n") else f"{text}\n"
