import json
import re

import pytest

from tests.support.projects import run_dbt

LOGIC = re.compile(r"\b(join|case|group\s+by|over|union|where)\b", re.IGNORECASE)


def has_logic(sql: str) -> bool:
    """Tell whether a query does more than pick and name columns.

    What it does in a partial publication alone is left out: unit tests run in none, and
    test_partial_publication.py compares what it publishes.
    """
    partial = r"\{% if partial_areas\(\) %\}.*?\{% endif %\}"
    without_comments = re.sub(partial + r"|\{#.*?#\}|--[^\n]*|/\*.*?\*/", "", sql, flags=re.DOTALL)
    return bool(LOGIC.search(without_comments))


@pytest.mark.parametrize(
    "sql",
    [
        "select a from b left join c on b.d = c.d",
        "select case when a then 1 end from b",
        "select sum(a) from b group by c",
        "select row_number() over (order by a) from b",
        "select 1 union all select 2",
        "select a from b where a",
    ],
)
def test_logic_is_recognised(sql):
    assert has_logic(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "select a, b as showcase from {{ ref('whereabouts') }}",
        "{# rows where a holds #} select a from b -- join later",
        "select a from b {% if partial_areas() %} where a {% endif %}",
    ],
)
def test_naming_columns_is_no_logic(sql):
    assert not has_logic(sql)


@pytest.fixture(scope="module")
def results(copy_project) -> dict[str, str]:
    """Run all unit tests and return the status of each by its id."""
    project = copy_project()
    outcome = run_dbt(project, "test", "--select", "test_type:unit", with_files=True)
    assert outcome.exit_code == 0, outcome.text
    content = json.loads((project / "target/run_results.json").read_text(encoding="utf-8"))
    return {
        result["unique_id"]: result["status"]
        for result in content["results"]
        if result["unique_id"].startswith("unit_test.")
    }


def test_all_unit_tests_run_and_pass(results, manifest):
    assert manifest["unit_tests"]
    assert results == dict.fromkeys(manifest["unit_tests"], "pass")


def test_every_model_with_logic_has_a_unit_test(results, manifest):
    tested = {manifest["unit_tests"][test]["model"] for test in results}
    with_logic = {
        node["name"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and has_logic(node["raw_code"])
    }
    assert with_logic
    untested = sorted(with_logic - tested)
    assert not untested, ", ".join(untested)
