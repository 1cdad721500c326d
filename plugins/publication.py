"""dbt-duckdb plugin that lets a dbt run publish the database it has built."""

import os
import shutil
from pathlib import Path

import duckdb
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


def publish_file(built: Path, published: Path) -> None:
    """Put a copy of a closed database file in place of the published one, in a single step.

    Readers that have the previous file open keep it; readers that open the path find the previous
    or the new file, never a part of one. A run that is killed here leaves a hidden file, which the
    next one overwrites.

    Args:
        built: Path of the database file that the run has built and detached.
        published: Path at which readers expect the warehouse.

    Raises:
        OSError: If the file cannot be copied, for instance because the disk is full.
    """
    published.parent.mkdir(parents=True, exist_ok=True)
    copy = published.with_name(f".{published.name}.next")
    try:
        with built.open("rb") as source, copy.open("wb") as destination:
            shutil.copyfileobj(source, destination)
            destination.flush()
            os.fsync(destination.fileno())
        copy.replace(published)
    finally:
        copy.unlink(missing_ok=True)


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

    def store(self, target_config: TargetConfig) -> None:
        """Publish the attached database, which must have been detached before.

        Args:
            target_config: Its location is the path to publish at; its configuration is what only
                the run knows of the publication, for `provenance.record_publication`.

        Raises:
            DbtRuntimeError: If a file cannot be written; the published file stays as it was.
        """
        (attachment,) = self.creds.attach
        built, published = Path(attachment.path), Path(target_config.location.path)
        try:
            record_publication(built, target_config.config)
            publish_file(built, published)
        except (OSError, duckdb.IOException) as error:
            raise DbtRuntimeError(
                f"Not published: {published} could not be written. It stays as it was.\n  {error}"
            ) from error
