"""dbt-duckdb plugin that lets a dbt run publish the database it has built."""

import atexit
import os
import shutil
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import duckdb
from amended_areas import read_amended_areas
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.adapters.duckdb.utils import TargetConfig
from dbt_common.exceptions import DbtRuntimeError
from provenance import record_publication


def check_nobody_builds(database: Path) -> None:
    """Refuse to go on while another process has the private database open.

    Args:
        database: Path of the file in which a run builds.

    Raises:
        DbtRuntimeError: If another process holds the lock that DuckDB puts on the file.
    """
    if not database.exists():
        return
    try:
        duckdb.connect(database).close()
    except duckdb.IOException as error:
        if "lock" not in str(error).lower():
            raise
        raise DbtRuntimeError(
            f"Another dbt command is at work in this project, for {database} is in use."
            " Wait until it has ended and run this one again; only one can build at a time."
            " Nothing was changed, and the published warehouse can be read as ever."
            f"\n  ({error})"
        ) from error


def unfinished(published: Path) -> Path:
    """Return the hidden file in which the next publication is prepared.

    Args:
        published: Path at which readers expect the warehouse.
    """
    return published.with_name(f".{published.name}.next")


def copy_durably(source: Path, copy: Path) -> None:
    """Copy a file, and wait until the disk has it.

    Args:
        source: Path of the file.
        copy: Path of the copy.

    Raises:
        OSError: If the file cannot be copied, for instance because the disk is full.
    """
    shutil.copyfile(source, copy)
    flush(copy)


def flush(path: Path) -> None:
    """Wait until the disk has what was written to a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def publish_file(
    built: Path,
    published: Path,
    change: Callable[[Path], None] | None = None,
    copying: Future | None = None,
) -> None:
    """Put a copy of a closed database file in place of the published one, in a single step.

    Readers that have the previous file open keep it; readers that open the path find the previous
    or the new file, never a part of one. A run that is killed here leaves a hidden file, which the
    next one overwrites.

    Args:
        built: Path of the closed database file to publish.
        published: Path at which readers expect the warehouse.
        change: What is done to the copy before it is published; it is given the path of the copy
            and must close what it opens.
        copying: The copy itself, if it has begun already.

    Raises:
        OSError: If the file cannot be copied, for instance because the disk is full.
    """
    published.parent.mkdir(parents=True, exist_ok=True)
    copy = unfinished(published)
    # What DuckDB writes beside a file it changes; a killed run may have left that of another copy.
    log = copy.with_name(f"{copy.name}.wal")
    log.unlink(missing_ok=True)
    try:
        if copying:
            copying.result()
        else:
            copy_durably(built, copy)
        if change:
            change(copy)
            flush(copy)
        copy.replace(published)
    finally:
        copy.unlink(missing_ok=True)
        log.unlink(missing_ok=True)


class Plugin(BasePlugin):
    """Makes the folders that DuckDB needs and publishes what the run has built."""

    def initialize(self, plugin_config: dict) -> None:
        """Create the folders of the database files, and see that no other run is at work.

        Args:
            plugin_config: Not used.

        Raises:
            DbtRuntimeError: If another run is at work.
        """
        paths = [self.creds.path, *(attachment.path for attachment in self.creds.attach or [])]
        for path in paths:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        check_nobody_builds(Path(self.creds.path))

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Remember the connection of the run, and begin to copy what it amends.

        Args:
            conn: The connection, in which the plugin `landing` leaves what was landed. It keeps
                other runs out, so the copy is this run's alone.
        """
        self.connection = conn
        if read_amended_areas():
            self._begin_to_copy()

    def store(self, target_config: TargetConfig) -> None:
        """Publish the attached database, which must have been detached before.

        Args:
            target_config: Its location is the path to publish at; its configuration is what only
                the run knows of the publication, for `provenance.record_publication`, and whether
                it is `with_landing`.

        Raises:
            DbtRuntimeError: If a file cannot be written or the previous publication not amended;
                the published file stays as it was.
        """
        (attachment,) = self.creds.attach
        built, published = Path(attachment.path), Path(target_config.location.path)
        run = target_config.config
        delivery = []
        if run["with_landing"]:
            delivery = self.connection.cursor().execute("from landing.delivery").fetchall()
        try:
            if run["amended_areas"]:
                self._publish_amended(built, published, run, delivery)
            else:
                record_publication(built, run, delivery)
                publish_file(built, published)
        except (OSError, duckdb.IOException) as error:
            raise DbtRuntimeError(
                f"Not published: {published} could not be written. It stays as it was.\n  {error}"
            ) from error

    def _begin_to_copy(self) -> None:
        # Copying a large publication takes as long as building a small one: both go on at once.
        # The plugin `landing`, which comes first, has seen that there is something to amend.
        from amendment import PUBLISHED

        copy = unfinished(PUBLISHED)
        self.copying = ThreadPoolExecutor(1).submit(copy_durably, PUBLISHED, copy)
        # For runs that come to nothing; Python waits for the copy before.
        atexit.register(copy.unlink, missing_ok=True)

    def _publish_amended(self, part: Path, published: Path, run: dict, delivery: list) -> None:
        # Imported here, because other builds have no use for it.
        from amendment import AmendmentError, amend

        def change(copy: Path) -> None:
            known_rows = amend(copy, part, run["amended_areas"])
            record_publication(copy, run, delivery, known_rows)

        try:
            publish_file(published, published, change, self.copying)
        except AmendmentError as error:
            raise DbtRuntimeError(str(error)) from error
