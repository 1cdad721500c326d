"""dbt-duckdb plugin that spares Python from looking through what dbt keeps until the end."""

import gc
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin


class Plugin(BasePlugin):
    """Takes what dbt has read of the project out of the reach of garbage collections."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Declare all objects that exist by now as lasting.

        dbt has read the whole project when it opens the database. Each full garbage collection
        would go through those hundreds of thousands of objects, and find nothing to free.

        Args:
            plugin_config: Not used.
        """
        gc.freeze()
