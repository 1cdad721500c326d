"""A cache of query results that belongs to one publication of the warehouse.

Superset spends most of the time of a chart on preparing its query. The result stays the same until
the next publication, which replaces the whole file; from then on nothing is found here any more.
"""

import threading
from typing import Any

from cachelib import FileSystemCache
from flask import Flask
from flask_caching.backends.base import BaseCache

from municipal_indicators.paths import PUBLISHED


def publication() -> str:
    """Return what tells this publication from every other one.

    Raises:
        OSError: If there is no warehouse.
    """
    status = PUBLISHED.stat()
    return f"{status.st_ino}-{status.st_mtime_ns}-{status.st_size}"


class PublicationCache(BaseCache):
    """Keeps results on disk, each under its key and the publication it was asked for."""

    def __init__(self, folder: str, default_timeout: int) -> None:
        super().__init__(default_timeout)
        self._results = FileSystemCache(folder, default_timeout=default_timeout)
        # By key, the publication at the time at which a result was not found and will be queried.
        # Each thread has its own: another one may ask the same after the next publication.
        self._asked = threading.local()

    @classmethod
    def factory(
        cls, _app: Flask, config: dict[str, Any], _arguments: list[Any], _options: dict[str, Any]
    ) -> "PublicationCache":
        """Make a cache from the settings that `superset_config.py` gives."""
        return cls(config["CACHE_DIR"], config["CACHE_DEFAULT_TIMEOUT"])

    def get(self, key: str) -> Any:
        """Return the result that this publication gave, or None."""
        current = publication()
        result = self._results.get(f"{current}/{key}")
        if result is None:
            vars(self._asked)[key] = current
        return result

    def set(self, key: str, value: Any, timeout: int | None = None) -> bool:
        """Keep a result under the publication from before its query.

        If the file is replaced in between, the result is never found again. It must not be taken
        for one of the new publication.

        Returns:
            Whether it was kept.
        """
        asked = vars(self._asked).pop(key, None)
        return asked is not None and bool(self._results.set(f"{asked}/{key}", value, timeout))

    def delete(self, key: str) -> bool:
        """Forget a result of this publication, and tell whether there was one."""
        return bool(self._results.delete(f"{publication()}/{key}"))

    def clear(self) -> bool:
        """Forget all results."""
        return bool(self._results.clear())
