"""Checks the shape of the seed files before a run loads any of them.

dbt reads a seed by position and pads a short row, so a damaged file can pass as blank cells.
What the values mean is tested in SQL.

It needs no dbt: dbt itself gives up without naming the file when a seed is not UTF-8.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from municipal_indicators.paths import SEEDS, seed_file, unfinished

PROBLEMS_SHOWN = 20
# Stricter than Python, which also reads 2_011 and nan as numbers.
PATTERNS = {
    "integer": (re.compile(r"-?[0-9]{1,9}", re.ASCII), "a whole number"),
    "decimal": (re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", re.ASCII), "a number such as 12.5"),
    "date": (
        re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", re.ASCII),
        "a day such as 2018-01-31",
    ),
    "boolean": (re.compile(r"true|false"), "true or false"),
}


def declared_seeds() -> dict[str, dict[str, Any]]:
    """Read how each seed is declared, in the YAML files beside the seeds.

    Returns:
        For each seed name, its configuration: `column_types` gives the type of each column in the
        order of the file.
    """
    declared = {}
    for description in sorted(SEEDS.rglob("*.yml")):
        # The loader written in C: the default one takes longer than loading all seeds.
        content = yaml.load(description.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for seed in content.get("seeds", []):
            declared[seed["name"]] = seed["config"]
    return declared


def find_problems(path: Path, declaration: dict[str, Any]) -> Iterator[str]:
    """Compare one seed file with its declaration.

    Args:
        path: The CSV file.
        declaration: Configuration of the seed, as `declared_seeds` gives it.

    Yields:
        One sentence for each problem: file, line, column, text found and what was expected.
    """
    column_types = declaration["column_types"]
    if not path.exists():
        yield f"{path}: no such file, expected a CSV file with columns {', '.join(column_types)}"
        return
    content = path.read_bytes()
    if not content.strip():
        yield f"{path}: found an empty file, expected a header {','.join(column_types)} and rows"
        return
    try:
        # Spreadsheets put a byte order mark in front of what they call CSV UTF-8.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield _encoding_problem(path, content, error.start, list(column_types))
        return

    rows = csv.reader(text.splitlines(keepends=True), strict=True)
    expected = list(column_types)
    try:
        header = next(rows, [])
        if header != expected:
            yield from _header_problems(path, header, expected)
            return
        for line, row in enumerate(rows, start=2):
            if rows.line_num != line:
                yield (
                    f"{path}, line {line}: found a line break inside a cell,"
                    " expected each row on a line of its own"
                )
                return
            yield from _row_problems(path, rows.line_num, row, column_types)
    except csv.Error as error:
        yield f"{path}, line {rows.line_num}: {error}, expected well-formed CSV"


def _encoding_problem(path: Path, content: bytes, position: int, columns: list[str]) -> str:
    line = content.count(b"\n", 0, position) + 1
    # Windows-1252 is what spreadsheets on Dutch desktops write when not told otherwise.
    row = next(csv.reader([content.splitlines()[line - 1].decode("cp1252", "replace")]))
    column, cell = next(
        ((column, cell) for column, cell in zip(columns, row, strict=False) if not cell.isascii()),
        ("unknown", ""),
    )
    return (
        f"{path}, line {line}, column {column}: found {cell!r} in another encoding than UTF-8,"
        " expected a file saved as 'CSV UTF-8'"
    )


def _header_problems(path: Path, header: list[str], expected: list[str]) -> Iterator[str]:
    missing = [column for column in expected if column not in header]
    unknown = [column for column in header if column not in expected]
    if ";" in "".join(header) and missing == expected:
        # What spreadsheets on Dutch desktops write as CSV.
        yield f"{path}, line 1: found cells separated by semicolons, expected commas"
        return
    for column in missing:
        yield f"{path}, line 1: column {column} is missing, expected {','.join(expected)}"
    for column in unknown:
        yield f"{path}, line 1: found unknown column {column!r}, expected {','.join(expected)}"
    if not missing and not unknown:
        yield f"{path}, line 1: found columns {','.join(header)}, expected {','.join(expected)}"


def _row_problems(
    path: Path, line: int, row: list[str], column_types: dict[str, str]
) -> Iterator[str]:
    if len(row) != len(column_types):
        yield (
            f"{path}, line {line}: found {len(row)} cells, expected {len(column_types)}"
            f" ({', '.join(column_types)})"
        )
        return
    for (column, column_type), cell in zip(column_types.items(), row, strict=True):
        if cell != cell.strip():
            yield (
                f"{path}, line {line}, column {column}: found {cell!r},"
                " expected no space before or behind the text"
            )
        meant = _read_with_the_right_encoding(cell)
        if meant != cell:
            yield (
                f"{path}, line {line}, column {column}: found {cell!r}, expected {meant!r};"
                " the text was once read in another encoding than UTF-8"
            )
        for kind, (pattern, expected) in PATTERNS.items():
            if cell and column_type.startswith(kind) and not pattern.fullmatch(cell):
                yield f"{path}, line {line}, column {column}: found {cell!r}, expected {expected}"


def _read_with_the_right_encoding(text: str) -> str:
    # UTF-8 that was read as Windows-1252 and saved again turns back; any other text does not.
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def describe_problems() -> str | None:
    """Check every declared seed file.

    Returns:
        A message that lists the problems, at most 20 of them; None when there are none.
    """
    problems = [
        problem
        for seed, declaration in declared_seeds().items()
        for problem in find_problems(seed_file(seed), declaration)
    ]
    if not problems:
        return None
    shown = problems[:PROBLEMS_SHOWN]
    if len(problems) > len(shown):
        shown.append(f"and {len(problems) - len(shown)} more")
    return "The seed files cannot be read; nothing was built or published.\n  " + "\n  ".join(shown)


def write_together(texts: Mapping[Path, str]) -> None:
    """Write several files in place of those that are there: all of them or none.

    Args:
        texts: For each file its content, in the order in which the files are replaced.

    Raises:
        OSError: If one cannot be written; all stay as they were.
    """
    prepared = {path: unfinished(path) for path in texts}
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            prepared[path].write_text(text, encoding="utf-8", newline="")
        for path, file in prepared.items():
            file.replace(path)
    finally:
        for file in prepared.values():
            file.unlink(missing_ok=True)
