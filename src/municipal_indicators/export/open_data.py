"""Writes the published warehouse as open data: one zip file with CSV, Parquet and SDMX-CSV.

It reads nothing but that file, so it can follow a build at any time; `docs/open_data.md` describes
what it writes.
"""

import json
import os
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import duckdb

from municipal_indicators.checksum import sha256
from municipal_indicators.export.data_package import (
    OTHER_FILES,
    SDMX_PATH,
    Table,
    describe_package,
    read_tables,
)
from municipal_indicators.export.sdmx import SDMX_QUERY
from municipal_indicators.sql_text import fetch_row

# An apostrophe in front keeps a spreadsheet from taking a text for a formula. The wide signs are
# those of East Asian fonts. Apostrophes in front of such a sign count along, so that a reader who
# takes one away restores every text.
FORMULA_AT_START = r"^([ '']*[=+@\t\r\n＝＋－＠-])"
# A spreadsheet that expects another separator than the comma starts a cell inside a text.
FORMULA_INSIDE = r"([;\t\r\n])([ '']*[=+@＝＋－＠-])"
# The oldest date that a zip file can hold; the date of writing would make each export differ.
DATE_IN_ARCHIVE = (1980, 1, 1, 0, 0, 0)


class OpenDataError(Exception):
    """The published file cannot be exported as it is."""


def harmless_column(name: str, column_type: str) -> str:
    """Return the SQL expression that writes a column into a CSV file.

    Args:
        name: Name of the column.
        column_type: Its type in DuckDB.

    Returns:
        For a text, an expression with an apostrophe in front of what could pass for a formula; for
        any other type the column itself, so that numbers stay numbers.
    """
    if column_type != "VARCHAR":
        return f'"{name}"'
    inside = f"""regexp_replace("{name}", '{FORMULA_INSIDE}', '\\1''\\2', 'g')"""
    return f"""regexp_replace({inside}, '{FORMULA_AT_START}', '''\\1') as "{name}" """


def write_csv(rows: duckdb.DuckDBPyRelation, path: Path) -> None:
    """Write rows as CSV that is safe to open in a spreadsheet.

    Args:
        rows: Rows in their order.
        path: File to write.
    """
    columns = zip(rows.columns, rows.types, strict=True)
    harmless = ", ".join(harmless_column(name, str(type_)) for name, type_ in columns)
    rows.project(harmless).write_csv(str(path), header=True)


def check_references(connection: duckdb.DuckDBPyConnection, tables: list[Table]) -> None:
    """See that every reference which the descriptor claims leads to a row.

    Args:
        connection: Connection to the database.
        tables: Its tables and views.

    Raises:
        OpenDataError: If a value has no row in the dimension that it refers to.
    """
    for table in tables:
        for column, dimension in table.references.items():
            (lost,) = fetch_row(
                connection,
                f'select min("{column}") from {table.relation}'
                f' where "{column}" not in (select "{column}" from core."{dimension}")',
            )
            if lost is not None:
                raise OpenDataError(
                    f"{table.name}, column {column}: found {lost}, expected a row of {dimension}"
                )


def write_tables(connection: duckdb.DuckDBPyConnection, tables: list[Table], folder: Path) -> None:
    """Write every table as CSV and Parquet, and the figures as SDMX-CSV.

    Args:
        connection: Connection to the database.
        tables: Its tables and views.
        folder: Existing folder, in which the files get the names that the descriptor gives them.
    """
    for table in tables:
        for path in (table.csv_path, table.parquet_path):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
        rows = connection.sql(f"from {table.relation} order by {table.order}")
        write_csv(rows, folder / table.csv_path)
        rows.write_parquet(str(folder / table.parquet_path))

    (folder / SDMX_PATH).parent.mkdir()
    write_csv(connection.sql(SDMX_QUERY), folder / SDMX_PATH)


def pack(folder: Path, archive: Path) -> None:
    """Put all files of a folder into a zip file, in place of the one that is there.

    Args:
        folder: Folder to pack.
        archive: The zip file. Whoever opens it finds the previous or the new one, never a part.

    Raises:
        OSError: If it cannot be written, for instance because the disk is full.
    """
    archive.parent.mkdir(parents=True, exist_ok=True)
    unfinished = archive.with_name(f".{archive.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
                for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                    entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), DATE_IN_ARCHIVE)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    # As on Linux wherever it is written: a file that its owner can change.
                    entry.create_system = 3
                    entry.external_attr = 0o100644 << 16
                    with path.open("rb") as content, packed.open(entry, "w") as target:
                        while part := content.read(1 << 20):
                            target.write(part)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(archive)
    finally:
        unfinished.unlink(missing_ok=True)


def write_open_data(database: Path, archive: Path) -> None:
    """Export a closed database file as one zip file.

    Two exports of the same data have the same bytes, except for `publication.json`, which names the
    database file that they were made from, and `changes.csv`, which compares that with the one
    before.

    Args:
        database: The published database file; it is opened to read only.
        archive: The zip file to write. It stays as it was if anything fails.

    Raises:
        OpenDataError: If there is no such file, if a reference leads nowhere, or if the file was
            replaced by a newer publication meanwhile.
        OSError: If the export cannot be written, for instance because the disk is full.
    """
    if not database.exists():
        raise OpenDataError(f"There is no {database}; build the warehouse first.")
    state = sha256(database)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # More threads would leave the order of rows in a Parquet file to chance.
        with duckdb.connect(database, read_only=True, config={"threads": 1}) as connection:
            tables = read_tables(connection)
            check_references(connection, tables)
            write_tables(connection, tables, folder)
            for file in OTHER_FILES:
                if file.source:
                    shutil.copyfile(file.source, folder / file.path)
            descriptor = describe_package(connection, tables, folder)
            provenance = read_publication(connection)
            write_csv(
                connection.sql("from reporting.rpt_publication_change order by change_number"),
                folder / "changes.csv",
            )
        _write_json(folder / "datapackage.json", descriptor)
        if sha256(database) != state:
            raise OpenDataError("A newer warehouse was published meanwhile; export that one.")
        publication = {"file": database.name, "sha256": state, **provenance}
        _write_json(folder / "publication.json", publication)
        pack(folder, archive)


def read_publication(connection: duckdb.DuckDBPyConnection) -> dict[str, str | int | None]:
    """Read what the database says of its publication.

    Args:
        connection: Connection to the database.

    Returns:
        The row of reporting.rpt_publication, by column; the moment in the notation of ISO 8601.
    """
    row = connection.sql("from reporting.rpt_publication")
    values = dict(zip(row.columns, row.fetchall()[0], strict=True))
    return values | {"published_at": values["published_at"].isoformat(timespec="seconds") + "Z"}


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
