"""The cache of query results never takes a result of one publication for one of the next."""

import os
import subprocess

from tests.support.browser import DASHBOARD_PYTHON
from tests.support.projects import REPOSITORY

# Two threads ask the same: one before a publication, the other after. The first answers last.
TWO_READERS = """
import threading
from pathlib import Path
from municipal_indicators.dashboard.publication_cache import PublicationCache
from municipal_indicators.paths import PUBLISHED as WAREHOUSE

def publish(content):
    new = WAREHOUSE.with_name("new")
    new.write_text(content)
    new.replace(WAREHOUSE)

WAREHOUSE.parent.mkdir()
publish("first")
cache = PublicationCache("results", 60)
asked, go_on = threading.Event(), threading.Event()

def slow_reader():
    assert cache.get("key") is None
    asked.set()
    go_on.wait(60)
    cache.set("key", "rows of the first")

reader = threading.Thread(target=slow_reader)
reader.start()
asked.wait(60)
publish("the second")
assert cache.get("key") is None
go_on.set()
reader.join(60)
print("after the slow reader:", cache.get("key"))
cache.set("key", "rows of the second")
print("at last:", cache.get("key"))
"""


def test_a_slow_reader_does_not_bring_back_an_old_result(tmp_path):
    outcome = subprocess.run(
        [DASHBOARD_PYTHON, "-c", TWO_READERS],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert outcome.stdout.splitlines() == [
        "after the slow reader: None",
        "at last: rows of the second",
    ]
