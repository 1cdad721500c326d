"""dbt-duckdb plugin that lets a dbt run publish the database it has built."""

import os
import shutil
from pathlib import Path

from dbt.adapters.duckdb.plugins import BasePlugin
from duckdb import DuckDBPyConnection


def publish_file(built: str, published: str) -> str:
    """Put a copy of a closed database file in place of the published one, in a single step.

    Readers that have the previous file open keep it; readers that open the path find the previous
    or the new file, never a part of one.

    Args:
        built: Path of the database file that the run has built and detached.
        published: Path at which readers expect the warehouse.

    Returns:
        The published path.

    Raises:
        OSError: If the file cannot be copied, for instance because the disk is full.
    """
    target = Path(published)
    target.parent.mkdir(parents=True, exist_ok=True)
    copy = target.with_name(f".{target.name}.next")
    try:
        with Path(built).open("rb") as source, copy.open("wb") as destination:
            shutil.copyfileobj(source, destination)
            destination.flush()
            os.fsync(destination.fileno())
        copy.replace(target)
    finally:
        copy.unlink(missing_ok=True)
    return published


class Plugin(BasePlugin):
    """Makes the folders that DuckDB needs and offers `publish_file` to SQL."""

    def initialize(self, plugin_config: dict) -> None:
        """Create the folders of the database files, which DuckDB does not do itself.

        Args:
            plugin_config: Not used.
        """
        paths = [self.creds.path, *(attachment.path for attachment in self.creds.attach or [])]
        for path in paths:
            Path(path).parent.mkdir(parents=True, exist_ok=True)

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        """Register the function that the end of a run calls.

        Args:
            conn: Connection of the run.
        """
        conn.create_function("publish_file", publish_file, side_effects=True)
