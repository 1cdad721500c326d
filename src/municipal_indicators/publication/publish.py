"""Puts a database file in place of the published one, in a single step."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from municipal_indicators.paths import unfinished
from municipal_indicators.sql_text import fetch_value, literal


class FileInUseError(Exception):
    """Another program holds a file of the project, in words that name the file."""


def check_not_in_use(database: Path) -> None:
    """See that no other process has a database file open.

    Args:
        database: Path of a file in which a run builds; it need not exist.

    Raises:
        FileInUseError: If another process holds the lock that DuckDB puts on the file.
    """
    if not database.exists():
        return
    try:
        duckdb.connect(database).close()
    except duckdb.IOException as error:
        if "lock" not in str(error).lower():
            raise
        raise FileInUseError(
            f"{database} is in use, by another dbt command that is at work in this project or by a"
            " program that shows the file. Wait until it has ended, or close the file there, and"
            " run this command again; only one can build at a time. Nothing was changed, and the"
            f" published warehouse can be read as ever.\n  ({error})"
        ) from error


def copy_durably(source: Path, copy: Path) -> None:
    """Copy a file, and wait until the disk has it.

    Args:
        source: Path of the file.
        copy: Path of the copy.

    Raises:
        OSError: If the file cannot be copied, for instance because the disk is full.
    """
    shutil.copyfile(source, copy)
    _flush(copy)


@contextmanager
def compact_copy(source: Path, copy: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Copy a database table by table, so that the copy has no blocks of what was there before.

    A file in which tables are replaced keeps the blocks of the old ones. Keys, constraints,
    comments and views are copied too.

    Args:
        source: A closed database file.
        copy: Path of the copy; a file that is there gives way.

    Yields:
        A connection in which the source is attached as `b`, to be read, and the copy is the
        database in use. What the block adds is written with the copy, in one go: DuckDB up to 1.4.1
        fails to read some files to which something was added later.

    Raises:
        duckdb.Error: If the file cannot be copied, for instance because the disk is full.
    """
    copy.unlink(missing_ok=True)
    with duckdb.connect(config={"memory_limit": "3GB"}) as connection:
        connection.execute(f"attach {literal(str(source))} as b (read_only)")
        block_size = fetch_value(
            connection, "select block_size from pragma_database_size() where database_name = 'b'"
        )
        connection.execute(f"attach {literal(str(copy))} as copy (block_size {block_size})")
        connection.begin()
        connection.execute("copy from database b to copy")
        connection.execute("use copy")
        yield connection
        connection.commit()


@contextmanager
def replacing(published: Path) -> Iterator[Path]:
    """Put a file in place of the published one when the block has written it.

    Readers that have the previous file open keep it; readers that open the path find the previous
    or the new file, never a part of one. A run that is killed here leaves a hidden file, which the
    next one overwrites.

    Args:
        published: Path at which readers expect the warehouse.

    Yields:
        Path of the hidden file; the block must write it, and close what it opens.

    Raises:
        OSError: If the file cannot be put in place.
    """
    published.parent.mkdir(parents=True, exist_ok=True)
    new = unfinished(published)
    # What DuckDB writes beside a file it changes; a killed run may have left that of another file.
    log = new.with_name(f"{new.name}.wal")
    log.unlink(missing_ok=True)
    try:
        yield new
        _flush(new)
        new.replace(published)
    finally:
        new.unlink(missing_ok=True)
        log.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    # Waits until the disk has what was written to a file.
    with path.open("rb+") as file:
        os.fsync(file.fileno())
