"""dbt-duckdb plugin that lets a dbt run publish the database it has built."""

import os
import shutil
from pathlib import Path

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.adapters.duckdb.utils import TargetConfig


def publish_file(built: Path, published: Path) -> None:
    """Put a copy of a closed database file in place of the published one, in a single step.

    Readers that have the previous file open keep it; readers that open the path find the previous
    or the new file, never a part of one.

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
        """Create the folders of the database files, which DuckDB does not do itself.

        Args:
            plugin_config: Not used.
        """
        paths = [self.creds.path, *(attachment.path for attachment in self.creds.attach or [])]
        for path in paths:
            Path(path).parent.mkdir(parents=True, exist_ok=True)

    def store(self, target_config: TargetConfig) -> None:
        """Publish the attached database, which must have been detached before.

        Args:
            target_config: Its location is the path to publish at.
        """
        (attachment,) = self.creds.attach
        publish_file(Path(attachment.path), Path(target_config.location.path))
