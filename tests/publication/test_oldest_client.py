import json
import re
import subprocess

import duckdb
import pytest

from tests.support.projects import REPOSITORY, query, tables_and_views

INTERPRETER = REPOSITORY / ".venv-oldest-client/bin/python"
READER = """
import json, sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
counts = {
    name: len(connection.execute(f"select * from {name}").fetchall()) for name in sys.argv[2:]
}
print(json.dumps({"version": duckdb.__version__, "counts": counts}))
"""


@pytest.fixture(scope="module")
def oldest_client(published) -> dict:
    """Return the version of the oldest supported client, and how many rows it reads."""
    assert INTERPRETER.exists(), "The oldest client is missing: run make install-oldest-client."
    completed = subprocess.run(
        [INTERPRETER, "-c", READER, published, *tables_and_views(published)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert completed.returncode == 0, completed.stderr
    return json.loads(completed.stdout)


def test_the_oldest_client_is_the_one_that_is_pinned(oldest_client):
    requirement = (REPOSITORY / "requirements/oldest_client.in").read_text(encoding="utf-8")
    (pinned,) = re.findall(r"^duckdb==(\S+)", requirement, re.MULTILINE)
    assert oldest_client["version"] == pinned
    assert oldest_client["version"] != duckdb.__version__


def test_the_oldest_client_reads_as_many_rows_as_the_present_one(oldest_client, published):
    counts = {
        name: query(published, f"select count(*) from {name}")[0][0]
        for name in tables_and_views(published)
    }
    assert counts["core.fct_indicator_value"]
    assert oldest_client["counts"] == counts
