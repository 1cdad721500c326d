"""Checks landed files before a run reads them, and says where they are.

A landing folder holds `<seed>/*.parquet` and `<seed>/*.csv`, with the columns of the seed of that
name in any order. DuckDB does the reading: files may hold millions of rows.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from municipal_indicators.checksum import sha256
from municipal_indicators.seed_files import PATTERNS
from municipal_indicators.sql_text import fetch_row, fetch_value, literal

KINDS = (".csv", ".parquet")
PROBLEMS_SHOWN = 20
INTEGERS = (
    *("TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
    *("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"),
)
# What a column of each kind may be in a Parquet file; a type with arguments counts by its name.
FITTING_TYPES = {
    "varchar": ("VARCHAR", "ENUM"),
    "integer": INTEGERS,
    "decimal": (*INTEGERS, "DECIMAL", "DOUBLE", "FLOAT"),
    "date": ("DATE",),
    "boolean": ("BOOLEAN",),
}
# As seeds are looked at: every sign that Python counts as white space.
WHITE_SPACE = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
NO_SPACE = "no space before or behind the text"


class Findings(NamedTuple):
    """What a look at the landing folder gave.

    Attributes:
        files: For each seed the files that were landed for it; empty lists for the others.
        problems: Sentences that say what keeps files from being read.
        remarks: Sentences about columns that will be ignored.
        checksums: SHA-256 of the content of each file.
    """

    files: dict[str, list[Path]]
    problems: list[str]
    remarks: list[str]
    checksums: dict[Path, str]


def look_at(
    folder: Path, declared: dict[str, dict[str, Any]], trusted: Mapping[str, str] | None = None
) -> Findings:
    """Check every file in a landing folder.

    Args:
        folder: The landing folder.
        declared: The seeds with their configuration, as `seed_files.declared_seeds` gives them.
        trusted: Checksums by folder and name of files that passed before: as long as they have not
            changed, they are not looked into again.

    Returns:
        The files, and what is wrong or remarkable about them.
    """
    findings = Findings({seed: [] for seed in declared}, [], [], {})
    if not folder.is_dir():
        findings.problems.append(f"{folder}: no such folder, expected one with landed files")
        return findings
    for entity in sorted(folder.iterdir()):
        # Hidden files are leftovers of file managers and of deliveries under way.
        if entity.name.startswith("."):
            continue
        if entity.name not in declared or not entity.is_dir():
            findings.problems.append(
                f"{entity}: found {entity.name!r}, expected a folder named for a seed:"
                f" {', '.join(sorted(declared))}"
            )
            continue
        files = [path for path in sorted(entity.iterdir()) if not path.name.startswith(".")]
        if not files:
            findings.problems.append(f"{entity}: found no files, expected *.parquet or *.csv")
        for path in files:
            if path.suffix not in KINDS:
                findings.problems.append(
                    f"{path}: found {path.suffix!r}, expected .parquet or .csv"
                )
                continue
            findings.files[entity.name].append(path)
            findings.checksums[path] = sha256(path)
            if findings.checksums[path] == (trusted or {}).get(f"{entity.name}/{path.name}"):
                continue
            check = _check_parquet if path.suffix == ".parquet" else _check_csv
            check(path, declared[entity.name]["column_types"], findings)
    if not any(findings.files.values()) and not findings.problems:
        findings.problems.append(f"{folder}: found no files, expected <seed>/*.parquet or *.csv")
    return findings


def describe_problems(findings: Findings) -> str | None:
    """Put what is wrong into one message.

    Returns:
        The message, with at most 20 problems; None when there are none.
    """
    if not findings.problems:
        return None
    shown = findings.problems[:PROBLEMS_SHOWN]
    if len(findings.problems) > len(shown):
        shown.append(f"and {len(findings.problems) - len(shown)} more")
    return "Landed files cannot be read; nothing was built or published.\n  " + "\n  ".join(shown)


def landed_rows(
    files: list[Path], column_types: dict[str, str], condition: str | None = None
) -> str:
    """Write a query on the landed rows of one seed.

    Args:
        files: The files, which were checked; Parquet files are looked into once more for the types
            of their columns.
        column_types: The declared type of each column of the seed.
        condition: SQL that a row as it stands in the file must fulfil; None for all rows.

    Returns:
        SQL that gives the columns of the seed with their types, empty texts as null. Without files
        it gives no rows.

    Raises:
        duckdb.Error: If a Parquet file cannot be read any more.
    """
    if not files:
        nothing = ", ".join(
            f"cast(null as {kind}) as {name}" for name, kind in column_types.items()
        )
        return f"select {nothing} where false"
    columns = ", ".join(
        f"{_declared_value(name, kind)} as {name}" for name, kind in column_types.items()
    )
    sources = [_reader(path) for path in files if path.suffix == ".csv"]
    for alike in _files_of_equal_types(files, list(column_types)):
        paths = ", ".join(literal(str(path)) for path in alike)
        sources.append(f"read_parquet([{paths}], union_by_name = true)")
    # Behind `where` the names are those of the file, so that a reader of Parquet can use the
    # condition to leave out what it need not read.
    where = f" where {condition}" if condition else ""
    return " union all ".join(f"select {columns} from {source}{where}" for source in sources)


def _declared_value(column: str, kind: str) -> str:
    # SQL for a value of a landed file in the type of its seed.
    if kind == "varchar":
        # An empty cell says nothing, in a text column of Parquet as in a CSV file. A column without
        # values may have another type, in which there are no empty texts.
        return f"nullif(cast({column} as varchar), '')"
    if kind.startswith("decimal"):
        # By way of its text 12345.67 stays what it is: DuckDB makes 12345.669632 of the FLOAT.
        return f"cast(cast({column} as varchar) as {kind})"
    return f"cast({column} as {kind})"


def _files_of_equal_types(files: list[Path], columns: list[str]) -> list[list[Path]]:
    # Parquet files that can be read together. In one reader a column gets one type for all files:
    # a FLOAT in one of them would round the whole numbers of another, and a DATE without values
    # would refuse them.
    parquet = [path for path in files if path.suffix == ".parquet"]
    if len(parquet) < 2:
        return [parquet] if parquet else []
    alike: dict[tuple[str, ...], list[Path]] = {}
    with duckdb.connect() as connection:
        for path in parquet:
            described = connection.execute(
                f"describe select {', '.join(columns)} from read_parquet({literal(str(path))})"
            ).fetchall()
            alike.setdefault(tuple(kind for _, kind, *_ in described), []).append(path)
    return list(alike.values())


def _reader(path: Path) -> str:
    # Everything as text: what a number looks like is checked here, not guessed by DuckDB.
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in _header(path))
    return (
        f"read_csv({literal(str(path))}, auto_detect = false, header = true, delim = ',',"
        f" quote = '\"', escape = '\"', columns = {{{columns}}})"
    )


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])


def _check_columns(
    path: Path, found: list[str], expected: list[str], findings: Findings
) -> Iterator[str]:
    # The columns that can be looked at further; those that are missing or unknown are reported.
    for column in expected:
        if column in found:
            yield column
        else:
            findings.problems.append(
                f"{path}: column {column} is missing, expected {', '.join(expected)}"
            )
    for column in found:
        if column not in expected:
            findings.remarks.append(f"{path}: unknown column {column!r} is ignored")
        if found.count(column) > 1:
            findings.problems.append(f"{path}: found column {column} twice, expected it once")
            return


def _check_parquet(path: Path, column_types: dict[str, str], findings: Findings) -> None:
    source = f"read_parquet({literal(str(path))})"
    with duckdb.connect() as connection:
        try:
            described = connection.execute(f"describe select * from {source}").fetchall()
            row_count = fetch_value(connection, f"select count(*) from {source}")
        except duckdb.Error as error:
            findings.problems.append(f"{path}: {_first_line(error)}, expected a Parquet file")
            return
        types = {name: kind for name, kind, *_ in described}
        for column in _check_columns(path, list(types), list(column_types), findings):
            declared = column_types[column]
            try:
                found = _find_misfit(connection, source, column, types[column], declared)
            except duckdb.Error as error:
                # A file can be damaged in one column alone, which shows when that is read.
                found = f"{_first_line(error)}, expected {declared}"
            if found:
                findings.problems.append(f"{path}, column {column}: {found}")
        if row_count == 0:
            findings.problems.append(f"{path}: found no rows, expected at least one")


def _find_misfit(
    connection: duckdb.DuckDBPyConnection, source: str, column: str, kind: str, declared: str
) -> str | None:
    # What keeps a column of a Parquet file from being read as the declared type, in words.
    expected = declared.split("(")[0]
    if kind.split("(")[0] not in FITTING_TYPES[expected]:
        # A column that holds nothing is written with any type by some programs.
        filled = fetch_value(connection, f"select count({column}) from {source}")
        return f"found type {kind}, expected {declared}" if filled else None
    if expected == "varchar":
        numbered = f"{source.removesuffix(')')}, file_row_number = true)"
        spaced = connection.execute(
            f"select file_row_number + 1, {column} from {numbered} where {_is_spaced(column)}"
            " order by all limit 1"
        ).fetchone()
        return f"found {spaced[1]!r} in row {spaced[0]}, expected {NO_SPACE}" if spaced else None
    if expected in ("date", "boolean"):
        return None
    if expected == "integer":
        back = f"try_cast({column} as {declared})"
    else:
        # Turned into the declared type and back by way of text, as it will be read: NaN, a number
        # too large or one with more decimals does not come back as what it was.
        held = f"try_cast(cast({column} as varchar) as {declared})"
        back = f"try_cast(cast({held} as varchar) as {kind})"
    misfit = connection.execute(
        f"select cast({column} as varchar) from {source} where {back} is distinct from {column}"
        " limit 1"
    ).fetchone()
    return f"found {misfit[0]}, expected a number that {declared} holds exactly" if misfit else None


def _check_csv(path: Path, column_types: dict[str, str], findings: Findings) -> None:
    try:
        header = _header(path)
    except (UnicodeDecodeError, csv.Error):
        findings.problems.append(
            f"{path}: found another encoding than UTF-8, expected CSV in UTF-8"
        )
        return
    if len(header) == 1 and ";" in header[0]:
        findings.problems.append(
            f"{path}, line 1: found cells separated by semicolons, expected commas"
        )
        return
    problems_before = len(findings.problems)
    columns = list(_check_columns(path, header, list(column_types), findings))
    if len(findings.problems) > problems_before:
        return
    checks = {
        column: (_is_spaced(column), NO_SPACE)
        if column_types[column] == "varchar"
        else next(
            (f"not regexp_full_match({column}, {literal(pattern.pattern)})", expected)
            for kind, (pattern, expected) in PATTERNS.items()
            if column_types[column].startswith(kind)
        )
        for column in columns
    }
    wrong = " ".join(f"when {check} then '{column}'" for column, (check, _) in checks.items())
    # Counting every column makes DuckDB look at every cell, so that damage shows here.
    filled = ", ".join(f"count({column})" for column in columns)
    numbered = f"(select row_number() over () + 1 as csv_line, * from {_reader(path)})"
    with duckdb.connect() as connection:
        try:
            (row_count, *_) = fetch_row(
                connection, f"select count(*), {filled} from {_reader(path)}"
            )
            cells = ", ".join(checks)
            for line, column, *texts in connection.execute(
                f"select csv_line, case {wrong} end as wrong_column, {cells} from {numbered}"
                f" where wrong_column is not null order by csv_line limit {PROBLEMS_SHOWN + 1}"
            ).fetchall():
                found = dict(zip(checks, texts, strict=True))[column]
                findings.problems.append(
                    f"{path}, line {line}, column {column}: found {found!r},"
                    f" expected {checks[column][1]}"
                )
        except duckdb.Error as error:
            place = re.search(r"Line: (\d+)", str(error))
            lines = [line.strip() for line in str(error).splitlines() if line.strip()]
            said = next((line for line in lines[1:] if "Original Line" not in line), lines[0])
            findings.problems.append(
                f"{path}{', line ' + place[1] if place else ''}: {said},"
                f" expected the cells {', '.join(header)}"
            )
            return
    if row_count == 0:
        findings.problems.append(f"{path}: found no rows below the header, expected at least one")


def _is_spaced(column: str) -> str:
    # SQL for a text with white space before or behind it.
    return f"{column} <> trim({column}, {literal(WHITE_SPACE)})"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(": ")
