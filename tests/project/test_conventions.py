"""The conventions in dbt-bouncer.yml: what they are seen to catch, and one that they cannot say."""

import json
import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest

from tests.support.projects import REPOSITORY

PACKAGE = REPOSITORY / "src/municipal_indicators"

# What is done to dim_area, and the check that must notice it.
DAMAGES = {
    "check_model_description_populated": {"description": ""},
    "check_model_names": {"name": "stg_area"},
    "check_model_access": {"access": "private"},
    "check_model_has_contracts_enforced": {"contract": {"enforced": False}},
    "check_model_has_constraints": {"constraints": []},
    "check_lineage_permitted_upstream_models": {
        "depends_on": {"nodes": ["model.municipal_indicators.int_finding"], "macros": []}
    },
    "check_lineage_seed_cannot_be_used": {
        "depends_on": {"nodes": ["seed.municipal_indicators.areas"], "macros": []}
    },
}


@pytest.mark.skipif(sys.version_info < (3, 11), reason="dbt-bouncer needs Python 3.11")
def test_every_kind_of_convention_is_seen_to_catch(manifest, tmp_path):
    shutil.copy(REPOSITORY / "dbt-bouncer.yml", tmp_path)
    (tmp_path / "target").mkdir()
    unnoticed = []
    for check, damage in DAMAGES.items():
        damaged = deepcopy(manifest)
        damaged["nodes"]["model.municipal_indicators.dim_area"] |= damage
        (tmp_path / "target/manifest.json").write_text(json.dumps(damaged), encoding="utf-8")
        completed = subprocess.run(
            [Path(sys.executable).parent / "dbt-bouncer", "run", "--check", check],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        # One is the exit code for failed checks, others are those of a failed run.
        if completed.returncode != 1 or "dim_area" not in completed.stdout + completed.stderr:
            unnoticed.append(check)
    assert unnoticed == []


def test_every_seed_is_used_and_read_by_its_staging_model_alone(manifest):
    nodes = manifest["nodes"].values()
    seeds = [node for node in nodes if node["resource_type"] == "seed"]
    package = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    assert seeds
    unused = []
    for seed in seeds:
        readers = [
            node for node in nodes if seed["unique_id"] in node["depends_on"].get("nodes", [])
        ]
        models = [node["name"] for node in readers if node["resource_type"] == "model"]
        assert models in ([], [f"stg_{seed['name']}"])
        # Some lists say what other seeds may hold, or are for the package.
        compared = [node for node in readers if node.get("attached_node") != seed["unique_id"]]
        if not compared and f'"{seed["name"]}"' not in package:
            unused.append(seed["name"])
    assert unused == []


def test_names_of_unit_tests_fit_postgresql(manifest):
    # dbt makes a table of each, and PostgreSQL cuts longer names.
    names = [test["name"] for test in manifest["unit_tests"].values()]
    assert names
    assert [name for name in names if len(name) > 63] == []


def test_what_metrics_are_called_selects_nothing_else(manifest):
    # `dbt build --select areas` would take a semantic model of that name, and all that it needs.
    semantic = [
        resource["name"]
        for section in ("semantic_models", "metrics", "saved_queries")
        for resource in manifest[section].values()
    ]
    nodes = {node["name"] for node in manifest["nodes"].values()}
    assert len(semantic) > 20
    assert [name for name in semantic if name in nodes or semantic.count(name) > 1] == []
