"""dbt-duckdb plugin that lets staging read files of a landing folder beside the seeds.

Off unless the variable `landing` is set: `dbt build --vars 'landing: true'`, or a folder instead of
true. What is checked and how files are read stands in `landing_files`.
"""

from pathlib import Path

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.adapters.events.logging import AdapterLogger
from dbt_common.exceptions import DbtRuntimeError
from duckdb import DuckDBPyConnection

DEFAULT_FOLDER = Path("landing")


class Plugin(BasePlugin):
    """Checks landed files and makes them views in the schema `landing`, one for each seed."""

    def initialize(self, plugin_config: dict) -> None:
        """Check the landing folder, if landing is on.

        Args:
            plugin_config: `folder` is the variable `landing` as the profile renders it.

        Raises:
            DbtRuntimeError: If a file is damaged or lacks a column, or there is none.
        """
        self.views: dict[str, str] = {}
        setting = str(plugin_config.get("folder", "false"))
        if setting.lower() in ("false", "none", ""):
            return
        # Imported here, because a build without landing has no use for them.
        from landing_files import describe_problems, landed_rows, look_at
        from seed_files import SEED_FOLDER, declared_seeds

        folder = DEFAULT_FOLDER if setting.lower() == "true" else Path(setting)
        declared = declared_seeds(SEED_FOLDER)
        findings = look_at(folder, declared)
        for remark in findings.remarks:
            AdapterLogger("DuckDB").warning(remark)
        problems = describe_problems(findings)
        if problems:
            raise DbtRuntimeError(problems)
        self.views = {
            seed: landed_rows(files, declared[seed]["column_types"])
            for seed, files in findings.files.items()
        }

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        """Make the views that staging reads.

        Args:
            conn: The connection of the run; nothing is made in it while landing is off.
        """
        if not self.views:
            return
        conn.execute("create schema if not exists landing")
        for seed, query in self.views.items():
            conn.execute(f"create or replace view landing.{seed} as {query}")
