"""dbt-duckdb plugin that lets staging read files of a landing folder beside the seeds.

Off unless the variable `landing` is set: `dbt build --vars 'landing: true'`, or a folder instead of
true. What is checked and how files are read stands in `landing.files`. With the environment
variable `PARTIAL_AREAS` only the rows of some municipalities are read; see `partial`.
"""

from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.adapters.events.logging import AdapterLogger
from dbt.flags import get_flags
from dbt_common.exceptions import DbtRuntimeError
from duckdb import DuckDBPyConnection

from municipal_indicators.paths import LANDING, PUBLISHED
from municipal_indicators.publication.partial.areas import (
    PartialPublicationError,
    read_partial_areas,
)
from municipal_indicators.publication.publish import FileInUseError
from municipal_indicators.seed_files import declared_seeds
from municipal_indicators.sql_text import values


class Plugin(BasePlugin):
    """Checks landed files and offers their rows in the schema `landing`, by the names of seeds."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Check the landing folder, if landing is on.

        Args:
            plugin_config: `folder` is the variable `landing` as the profile renders it.

        Raises:
            DbtRuntimeError: If a file is damaged or lacks a column, or there is none; also if the
                previous publication cannot be taken over.
        """
        self.queries: dict[str, str] = {}
        self.kind = "view"
        self.delivery_rows: list[list[str | int | None]] = []
        setting = str(plugin_config.get("folder", "false"))
        areas = read_partial_areas()
        if setting.lower() in ("false", "none", ""):
            if areas:
                raise DbtRuntimeError(
                    "No partial publication: PARTIAL_AREAS says whose landed rows to read, so it"
                    " needs the variable landing."
                )
            return
        folder = LANDING if setting.lower() == "true" else Path(setting)
        try:
            self._read(folder, areas)
        except (PartialPublicationError, FileInUseError) as error:
            raise DbtRuntimeError(str(error)) from error

    def _read(self, folder: Path, areas: list[str]) -> None:
        # Imported here, because a build without landing has no use for them.
        from municipal_indicators.landing.delivery import Delivery
        from municipal_indicators.landing.files import describe_problems, look_at
        from municipal_indicators.publication.partial.previous import (
            Part,
            check_project,
            read_publication,
        )
        from municipal_indicators.publication.provenance import project_checksum

        project = project_checksum(dict(get_flags().VARS))  # type: ignore[no-untyped-call]
        previous = read_publication(PUBLISHED) if areas else None
        trusted = {}
        if previous:
            check_project(previous, project)
            trusted = {file.name: file.checksum for file in previous.files.values()}
        declared = declared_seeds()
        findings = look_at(folder, declared, trusted)
        for remark in findings.remarks:
            AdapterLogger("DuckDB").warning(remark)
        problems = describe_problems(findings)
        if problems:
            raise DbtRuntimeError(problems)
        delivery = Delivery(findings.files, findings.checksums, declared)
        if previous:
            part = Part(previous, delivery, areas, PUBLISHED)
            self.queries, described = part.queries(), part.described
            # The few rows of some municipalities are looked for once, not at each use.
            self.kind = "table"
        else:
            self.queries, described = delivery.queries(), delivery.described()
        self.delivery_rows = [
            ["landed_file", *file[:4], None if file.areas is None else ",".join(file.areas)]
            for file in described
        ]
        self.delivery_rows.append(
            ["project", "code, seeds and variables", None, None, project, None]
        )

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        """Make the relations that staging reads, and the table that the publication reads.

        Args:
            conn: The connection of the run; nothing is made in it while landing is off.
        """
        if not self.queries:
            # The tables of the seeds are small: handing a query out to threads takes longer than
            # the query, and dbt has two of them under way.
            conn.execute("set threads = 1")
            return
        conn.execute("drop schema if exists landing cascade")
        conn.execute("create schema landing")
        for name, query in self.queries.items():
            conn.execute(f"create {self.kind} landing.{name} as {query}")
        conn.execute(
            "create table landing.delivery (item_kind varchar, item_name varchar,"
            " row_count bigint, byte_count bigint, checksum varchar, areas varchar)"
        )
        conn.execute(f"insert into landing.delivery values {values(self.delivery_rows)}")
