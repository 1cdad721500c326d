"""dbt-duckdb plugin that stops a run before a damaged seed file is loaded."""

from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt_common.exceptions import DbtRuntimeError

from municipal_indicators.seed_files import describe_problems


class Plugin(BasePlugin):
    """Refuses to open the database while a seed file is damaged."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Check every declared seed file.

        Args:
            plugin_config: Not used; the declaration of the seeds is in their YAML.

        Raises:
            DbtRuntimeError: If a file is missing, damaged, empty or not as declared.
        """
        problems = describe_problems()
        if problems:
            raise DbtRuntimeError(problems)
