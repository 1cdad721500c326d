"""Reads a reviewed edition, and finds what a build could not use, by the rules of the seeds."""

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
Rules = Mapping[str, Any]


class AcceptError(Exception):
    """Why a reviewed edition is not accepted, in words that name file, line and column."""

    def __init__(self, *problems: str) -> None:
        """Make the message, with the first problems.

        Args:
            problems: What is wrong, each with its place, what was found and what was expected.
        """
        more = len(problems) - PROBLEMS_SHOWN
        shown = [*problems[:PROBLEMS_SHOWN], *([f"and {more} more"] if more > 0 else [])]
        super().__init__("\n  ".join(["Nothing was accepted.", *shown]))


def rules_of_seeds() -> dict[str, dict[str, Any]]:
    """Read what each seed requires from its data test.

    Returns:
        The arguments of `valid_rows` by the name of the seed.

    Raises:
        OSError: If a description cannot be read.
    """
    rules = {}
    for description in sorted(paths.SEEDS.rglob("*.yml")):
        content = yaml.load(description.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for seed in content.get("seeds", []):
            for test in seed.get("data_tests", []):
                if "valid_rows" in test:
                    rules[seed["name"]] = test["valid_rows"]["arguments"]
    return rules


def key_of(rules: Rules) -> list[str]:
    """Return the columns that tell the rows of a seed apart."""
    return [*rules.get("key", []), *rules.get("optional_key", [])]


def read_rows(text: str) -> list[Cells]:
    """Read the rows of a CSV text, its header first."""
    return list(csv.reader(io.StringIO(text), strict=True))


def seed_text(path: Path) -> str:
    """Read a CSV file without the mark that spreadsheets put before it; empty if there is none."""
    return path.read_text(encoding="utf-8-sig") if path.exists() else ""


def read_reviewed(
    folder: Path, rules: Mapping[str, Rules], lists_are_known: bool
) -> dict[str, list[Cells]]:
    """Read the rows of a review folder, and refuse what a build could not use.

    Args:
        folder: The folder as reviewed.
        rules: What each seed requires.
        lists_are_known: Whether the seeds hold every row of a list that the edition may refer to.

    Returns:
        The rows of each seed that has any; that of the edition is the only one of `documents`.

    Raises:
        AcceptError: A file has not the shape of its seed, or a row breaks a rule of it.
        OSError: If a file cannot be read.
    """
    declared = declared_seeds()
    files = sorted(path for path in folder.glob("*.csv") if path.name != PROPOSALS)
    problems = [f"{path}: no seed has this name" for path in files if path.stem not in declared]
    missing = [seed for seed in OF_AN_EDITION if not (folder / f"{seed}.csv").exists()]
    problems += [f"{folder / seed}.csv: no such file" for seed in missing]
    files = [path for path in files if path.stem in declared]
    problems += [found for path in files for found in find_problems(path, declared[path.stem])]
    if problems:
        raise AcceptError(*problems)
    reviewed = {path.stem: read_rows(seed_text(path))[1:] for path in files}
    columns = {seed: list(declaration["column_types"]) for seed, declaration in declared.items()}
    if len(reviewed["documents"]) != 1:
        raise AcceptError(
            f"{folder / 'documents.csv'}: found {len(reviewed['documents'])} rows, expected one,"
            " that of the edition"
        )
    _fill_in_areas(reviewed, columns)
    for seed, rows in reviewed.items():
        problems += [
            f"{folder / seed}.csv, line {line}, column {problem}"
            for line, problem in [
                *_of_cells(columns[seed], rows, rules.get(seed, {})),
                *_of_edition(seed, columns[seed], rows, reviewed["documents"][0][0]),
                *_of_keys(columns[seed], rows, key_of(rules.get(seed, {}))),
            ]
        ]
    if problems:
        raise AcceptError(*problems)
    for seed, rows in reviewed.items():
        for reference in rules.get(seed, {}).get("references", []):
            to = reference["to"]
            targets = list(reviewed.get(to, []))
            if to not in OF_AN_EDITION:
                if not lists_are_known:
                    continue
                targets += read_rows(seed_text(paths.seed_file(to)))[1:]
            problems += [
                f"{folder / seed}.csv, line {line}, column {problem}"
                for line, problem in _of_references(
                    columns[seed], rows, reference, columns[to], targets
                )
            ]
    if problems:
        raise AcceptError(*problems)
    return {seed: rows for seed, rows in reviewed.items() if rows}


def _fill_in_areas(reviewed: Mapping[str, list[Cells]], columns: Mapping[str, list[str]]) -> None:
    """Put the id that a new area got in the place of its name, wherever that stands."""
    at, named = columns["areas"].index("area_id"), columns["areas"].index("name_nl")
    ids = {f"{TO_BE_FILLED_IN}{row[named]}": row[at] for row in reviewed.get("areas", [])}
    for seed, rows in reviewed.items():
        of_areas = [i for i, column in enumerate(columns[seed]) if column.endswith("area_id")]
        for row in rows:
            for i in of_areas:
                row[i] = ids.get(row[i], row[i])


def _of_cells(header: Cells, rows: list[Cells], rules: Rules) -> Iterator[tuple[int, str]]:
    """Find cells that are still to be filled in, and words that a seed does not know."""
    required = [*rules.get("key", []), *rules.get("required", [])]
    accepted = rules.get("accepted", {})
    for line, row in enumerate(rows, start=2):
        for column, cell in zip(header, row, strict=True):
            if cell.startswith(TO_BE_FILLED_IN) and column.endswith("_id"):
                yield line, f"{column}: found {cell!r}, expected an id"
            elif not cell and column in required:
                yield line, f"{column}: found nothing, expected a value"
            elif column in accepted and cell not in accepted[column]:
                words = ", ".join(accepted[column])
                yield line, f"{column}: found {cell!r}, expected one of {words}"


def _of_edition(
    seed: str, header: Cells, rows: list[Cells], document_id: str
) -> Iterator[tuple[int, str]]:
    """Find rows of another edition."""
    if seed in OF_AN_EDITION:
        at = header.index("document_id")
        for line, row in enumerate(rows, start=2):
            if row[at] != document_id:
                yield (
                    line,
                    (
                        f"document_id: found {row[at]!r}, expected {document_id!r}, the edition of"
                        " documents.csv"
                    ),
                )


def _of_keys(header: Cells, rows: list[Cells], key: list[str]) -> Iterator[tuple[int, str]]:
    """Find rows that another one repeats."""
    at = [header.index(column) for column in key]
    first: dict[tuple[str, ...], int] = {}
    for line, row in enumerate(rows, start=2):
        of_row = tuple(row[i] for i in at)
        if first.setdefault(of_row, line) != line:
            found = " / ".join(filter(None, of_row))
            yield (
                line,
                (
                    f"{', '.join(key)}: found {found!r} again, expected one row, as on line"
                    f" {first[of_row]}"
                ),
            )


def _of_references(
    header: Cells, rows: list[Cells], reference: Rules, to_header: Cells, targets: list[Cells]
) -> Iterator[tuple[int, str]]:
    """Find rows that refer to a row that does not exist."""
    at = [header.index(column) for column in reference["columns"]]
    to = [to_header.index(i) for i in reference.get("to_columns", reference["columns"])]
    known = {tuple(row[i] for i in to) for row in targets}
    for line, row in enumerate(rows, start=2):
        asked = tuple(row[i] for i in at)
        if all(asked) and asked not in known:
            found = " / ".join(asked)
            yield (
                line,
                (
                    f"{', '.join(reference['columns'])}: found {found!r}, expected a row of"
                    f" {reference['to']}.csv"
                ),
            )
