import json
import re
import subprocess
import zipfile
from pathlib import Path

import duckdb
import pytest
from frictionless import Package

from municipal_indicators.checksum import sha256
from municipal_indicators.paths import OPEN_DATA, PUBLISHED
from tests.mutation.hostile import HOSTILE, plant
from tests.support.projects import (
    COMMAND,
    query,
    read_rows,
    run_dbt,
    seed_file,
    set_cell,
    tables_with_data,
)

# Two commas in front, for any other text is understood as a text.
PLACEHOLDER = "8,,5 {{ env_var('HOME') }}'; drop table core.dim_area; --"


@pytest.fixture(scope="module")
def hostile_project(copy_project) -> tuple[Path, dict[str, set[str]]]:
    """Build and export a copy with hostile texts, and return it with where they must be."""
    project = copy_project()
    planted = plant(project)
    outcome = run_dbt(project, "build")
    assert outcome.exit_code == 0, outcome.text
    subprocess.run([COMMAND, "export"], cwd=project, check=True, timeout=120)
    return project, planted


@pytest.fixture(scope="module")
def exported(hostile_project, tmp_path_factory) -> Path:
    project, _ = hostile_project
    folder = tmp_path_factory.mktemp("hostile")
    with zipfile.ZipFile(project / OPEN_DATA) as archive:
        archive.extractall(folder)
    return folder


def test_texts_are_published_and_exported_as_they_were_typed(hostile_project, exported):
    project, planted = hostile_project
    for published, texts in planted.items():
        table, column = published.split(".")
        rows = query(project / PUBLISHED, f"select distinct {column} from core.{table}")
        assert {text for (text,) in rows} - {None} == texts, published
        file = exported / f"parquet/core/{table}.parquet"
        rows = duckdb.sql(f"select distinct {column} from read_parquet('{file}')").fetchall()
        assert {text for (text,) in rows} - {None} == texts, published
    everything = "\n".join(text for texts in planted.values() for text in texts)
    assert [start for start in HOSTILE["texts"] if start not in everything] == []


def test_nothing_else_depends_on_the_texts(hostile_project, published):
    project, _ = hostile_project
    for name in tables_with_data(published):
        count = f"select count(*) from {name}"
        assert query(project / PUBLISHED, count) == query(published, count), name
    figures = "select * exclude (printed_label) from core.fct_indicator_value order by all"
    assert query(project / PUBLISHED, figures) == query(published, figures)


def test_no_cell_of_the_csv_files_can_pass_for_a_formula(exported):
    dangerous = [
        cell
        for path in exported.rglob("*.csv")
        for row in read_rows(path)
        for cell in row
        if re.match(r"\s*[=+@-]", cell) and not re.fullmatch(r"-?[0-9.]+(e-?[0-9]+)?", cell)
    ]
    assert dangerous == []


def test_the_exported_package_is_valid(exported):
    report = Package(exported / "datapackage.json").validate()
    assert report.flatten(["name", "type", "note"]) == []
    sources = json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))["sources"]
    assert any("drop table" in source["title"] for source in sources)


def test_a_failing_build_reports_a_text_and_does_not_run_it(copy_project):
    project = copy_project()
    before = sha256(project / PUBLISHED)
    set_cell(seed_file(project, "published_values"), 2, "printed_value", PLACEHOLDER)

    outcome = run_dbt(project, "build")

    assert outcome.exit_code != 0
    assert f"found '{PLACEHOLDER}'" in outcome.text
    assert sha256(project / PUBLISHED) == before
