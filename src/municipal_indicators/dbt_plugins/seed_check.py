"""dbt-duckdb plugin that stops a run before a damaged seed file is loaded."""

import os
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.flags import get_flags
from dbt_common.exceptions import DbtRuntimeError

from municipal_indicators.seed_files import describe_problems


class Plugin(BasePlugin):
    """Refuses to open the database while a seed file is damaged."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Go to the folder of the project, and check every declared seed file.

        This plugin comes first: all paths of the project, those of the database files included,
        are relative to its folder, and `--project-dir` can name it from another one. dbt goes back
        where it was when the run is over.

        Args:
            plugin_config: Not used; the declaration of the seeds is in their YAML.

        Raises:
            DbtRuntimeError: If a file is missing, damaged, empty or not as declared.
        """
        os.chdir(get_flags().PROJECT_DIR)  # type: ignore[no-untyped-call]
        problems = describe_problems()
        if problems:
            raise DbtRuntimeError(problems)
