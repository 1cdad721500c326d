"""dbt-duckdb plugin that lets a dbt run publish the database it has built."""

import atexit
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.adapters.duckdb.utils import TargetConfig
from dbt_common.exceptions import DbtRuntimeError

from municipal_indicators.paths import PUBLISHED, unfinished
from municipal_indicators.publication.partial.areas import (
    PartialPublicationError,
    read_partial_areas,
)
from municipal_indicators.publication.provenance import record_publication
from municipal_indicators.publication.publish import (
    FileInUseError,
    check_not_in_use,
    compact_copy,
    copy_durably,
    replacing,
)
from municipal_indicators.sql_text import literal


class Plugin(BasePlugin):
    """Makes the folders that DuckDB needs and publishes what the run has built."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Create the folders of the database files, and see that no other run is at work.

        Args:
            plugin_config: Not used.

        Raises:
            DbtRuntimeError: If another program holds a file, or a folder cannot be written.
        """
        credentials = self._credentials()
        for path in map(Path, [credentials.path, *(one.path for one in credentials.attach or [])]):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                check_not_in_use(path)
            except FileInUseError as error:
                raise DbtRuntimeError(str(error)) from error
            except (OSError, duckdb.IOException) as error:
                raise DbtRuntimeError(
                    f"{path} cannot be written, so nothing can be built here: the folder of the"
                    f" project must be one that you may write in.\n  ({error})"
                ) from error

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Remember the connection of the run, and begin to copy what a partial one publishes into.

        Args:
            conn: The connection, in which the plugin `landing` leaves what was landed. It keeps
                other runs out, so the copy is this run's alone.
        """
        self.connection = conn
        self.copying: Future[None] | None = None
        if read_partial_areas():
            # Copying a large publication takes as long as building a small one: both go on at once.
            # The plugin `landing`, which comes first, has seen that there is one.
            copy = unfinished(PUBLISHED)
            self.copying = ThreadPoolExecutor(1).submit(copy_durably, PUBLISHED, copy)
            # For runs that come to nothing; Python waits for the copy before.
            atexit.register(copy.unlink, missing_ok=True)

    def store(self, target_config: TargetConfig) -> None:
        """Publish the attached database, which must have been detached before.

        Args:
            target_config: Its location is the path to publish at; its configuration is what only
                the run knows of the publication, for `provenance.record_publication`, whether it
                is `with_landing`, and the `tables` of which a partial publication needs to know.

        Raises:
            DbtRuntimeError: If a file cannot be written or the previous publication not be taken
                over; the published file stays as it was.
        """
        (attachment,) = self._credentials().attach or []
        built = Path(attachment.path)
        assert target_config.location is not None
        published = Path(target_config.location.path)
        try:
            self._publish(built, published, target_config.config)
        except (OSError, duckdb.IOException) as error:
            raise DbtRuntimeError(
                f"Not published: {published} could not be written. It stays as it was.\n  {error}"
            ) from error
        finally:
            # The next run of this process expects it.
            self.connection.cursor().execute(attachment.to_sql())

    def _credentials(self) -> DuckDBCredentials:
        assert self.creds is not None
        return self.creds

    def _publish(self, built: Path, published: Path, run: dict[str, Any]) -> None:
        delivery: list[tuple[Any, ...]] = []
        if run["with_landing"]:
            delivery = self.connection.cursor().execute("from landing.delivery").fetchall()
        with replacing(published) as new:
            if self.copying is None:
                with compact_copy(built, new) as connection:
                    record_publication(connection, published, run, delivery)
                return
            # Imported here, because other builds have no use for it.
            from municipal_indicators.publication.partial.replacement import replace_areas

            self.copying.result()
            try:
                replace_areas(new, built, run["partial_areas"], run["tables"])
            except PartialPublicationError as error:
                raise DbtRuntimeError(str(error)) from error
            with duckdb.connect() as connection:
                connection.execute(f"attach {literal(str(new))} as b")
                connection.execute("use b")
                # One transaction: each would wait for the disk.
                connection.begin()
                record_publication(connection, published, run, delivery)
                connection.commit()
