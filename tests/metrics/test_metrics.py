"""The semantic layer: what MetricFlow answers, compared with SQL written by hand."""

import csv
import json
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from dbt_metricflow.cli.cli_configuration import CLIConfiguration
from metricflow.engine.metricflow_engine import MetricFlowQueryRequest

from municipal_indicators.metrics import TARGET
from municipal_indicators.paths import DASHBOARD_ASSETS, PUBLISHED
from tests.support.documented_metrics import GUIDE, PROGRAM, QUESTION, answer, run_mf
from tests.support.documented_queries import without_trailing_spaces
from tests.support.projects import REPOSITORY, query

Ask = Callable[..., list[tuple[Any, ...]]]

CRIMES = "crimes-per-1000-inhabitants"
LATEST = """
    select indicator_id, value from core.fct_indicator_value
    where is_latest and value_type = 'realisation' and value is not null
    qualify year = max(year) over (partition by publisher_id, area_id, indicator_id)
"""
JUDGED = "assessment_status in ('met', 'missed', 'undecided', 'not_comparable')"


def counted_targets(condition: str) -> str:
    return f"""
        select make_date(year, 1, 1), count(*) from assessment.fct_target_assessment
        where is_latest_target and {condition} group by year
    """


def share_of_targets(status: str) -> str:
    # A year without judged targets has no share.
    return f"""
        select make_date(year, 1, 1), count(*) filter (assessment_status = '{status}')
            / nullif(count(*) filter ({JUDGED}), 0)
        from assessment.fct_target_assessment where is_latest_target group by year
        having count(*) filter ({JUDGED}) > 0
    """


def counted_cells(expression: str) -> str:
    return f"select document_id, {expression} from quality.fct_completeness group by all"


DUE = "sum(cells_expected - cells_not_due - cells_not_covered)"
# Each metric with what to group it by, and the same in SQL.
BY_HAND = {
    "latest_figures": ("indicator", f"select indicator_id, count(*) from ({LATEST}) group by all"),
    "highest_latest_value": (
        "indicator__unit",
        f"""
        select unit, max(value) from ({LATEST}) inner join core.dim_indicator using (indicator_id)
        group by all
    """,
    ),
    "latest_value": (
        "indicator",
        "select indicator_id, latest_value from reporting.rpt_indicator_overview",
    ),
    "printed_indicators": (
        "programme",
        "select programme_id, sum(indicators) from reporting.rpt_headline group by all",
    ),
    "indicators_without_target": (
        "programme",
        "select programme_id, sum(indicators_no_target) from reporting.rpt_headline group by all",
    ),
    "highest_target_value": (
        "publisher",
        """
        select area_id, max(shown_target_value) from reporting.rpt_indicator_overview group by all
    """,
    ),
    "target_value": (
        "indicator",
        "select indicator_id, shown_target_value from reporting.rpt_indicator_overview",
    ),
    "widest_gap_above_target": (
        "publisher",
        "select area_id, max(gap) from reporting.rpt_indicator_overview group by all",
    ),
    "gap": ("indicator", "select indicator_id, gap from reporting.rpt_indicator_overview"),
    "targets": ("metric_time__year", counted_targets("true")),
    "targets_judged": ("metric_time__year", counted_targets("realised_value is not null")),
    "targets_met": ("metric_time__year", counted_targets("assessment_status = 'met'")),
    "targets_missed": ("metric_time__year", counted_targets("assessment_status = 'missed'")),
    "targets_undecided": ("metric_time__year", counted_targets("assessment_status = 'undecided'")),
    "targets_not_comparable": (
        "metric_time__year",
        counted_targets("assessment_status = 'not_comparable'"),
    ),
    "share_met": ("metric_time__year", share_of_targets("met")),
    "share_missed": ("metric_time__year", share_of_targets("missed")),
    "share_undecided": ("metric_time__year", share_of_targets("undecided")),
    "cells_due": ("document", counted_cells(DUE)),
    "cells_present": ("document", counted_cells("sum(cells_present)")),
    "completeness": ("document", counted_cells(f"sum(cells_present) / nullif({DUE}, 0)")),
    "findings_open": (
        "finding__rule_id",
        """
        select rule_id, count(*) from quality.fct_finding
        where finding_status = 'open' group by all
    """,
    ),
    "findings_accepted": (
        "finding__rule_id",
        """
        select rule_id, count(*) from quality.fct_finding
        where accepted_by is not null group by all
    """,
    ),
    "revisions": (
        "document",
        """
        select document_id, count(*) from assessment.fct_value_revision
        where revision_class = 'revised' group by all
    """,
    ),
}


@pytest.fixture(scope="module")
def ask(built_project: Path) -> Iterator[Ask]:
    """Return a function that asks MetricFlow in this process, much faster than by its command."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(built_project)
        patch.setenv("DBT_TARGET", TARGET)
        configuration = CLIConfiguration()
        configuration.setup(configure_file_logging=False)

        def ask(*metrics: str, by: tuple[str, ...] = (), where: str | None = None) -> list:
            request = MetricFlowQueryRequest.create(
                metric_names=metrics,
                group_by_names=by,
                where_constraints=[where] if where else None,
            )
            return list(configuration.mf.query(request).result_df.rows)

        yield ask


@pytest.fixture(scope="module")
def semantics(built_project: Path) -> dict:
    """Return the semantic models and metrics as dbt has understood them."""
    return json.loads((built_project / "target/semantic_manifest.json").read_text(encoding="utf-8"))


def comparable(rows: list[tuple[Any, ...]]) -> dict[str, float]:
    """Return the number of each group that has one, by how the group is called."""
    return {
        str(key)[:10] if hasattr(key, "year") else str(key): round(float(number), 9)
        for key, number in rows
        if number is not None
    }


def test_every_metric_is_compared(semantics):
    assert {metric["name"] for metric in semantics["metrics"]} == set(BY_HAND)


@pytest.mark.parametrize("metric", BY_HAND)
def test_a_metric_equals_sql_written_by_hand(ask, published, metric):
    group, sql = BY_HAND[metric]
    by_hand = comparable(query(published, sql))
    assert by_hand or metric in ("findings_open", "targets_undecided", "targets_not_comparable")
    assert comparable(ask(metric, by=(group,))) == by_hand


def test_metrics_asked_together_count_what_is_not_there_as_zero(ask):
    assert ask("targets_met", "targets_missed", "targets_undecided", "targets_judged") == [
        (3, 4, 0, 7)
    ]


def test_no_measure_adds_up_or_averages_a_figure(semantics):
    measures = [
        measure["agg"] for model in semantics["semantic_models"] for measure in model["measures"]
    ]
    assert set(measures) == {"count", "max"}


def test_the_tempting_query_fails_and_the_right_one_gives_the_figures_that_count(ask, published):
    ((of_all, of_those_that_count),) = query(
        published,
        "select avg(value), avg(value) filter (is_latest and value_type = 'realisation')"
        " from core.fct_indicator_value where indicator_id = ?",
        CRIMES,
    )
    assert (round(of_all, 2), round(of_those_that_count, 2)) == (54.87, 56.59)
    with pytest.raises(Exception, match="does not exactly match any known metrics"):
        ask("average_value")
    rows = ask(
        "latest_value",
        by=("metric_time__year",),
        where=f"{{{{ Entity('indicator') }}}} = '{CRIMES}'",
    )
    values = [float(value) for _, value in rows]
    assert len(values) == 10
    assert math.isclose(sum(values) / len(values), of_those_that_count)


@pytest.mark.parametrize("metric", ["latest_value", "target_value", "gap"])
def test_a_value_of_several_indicators_is_empty(ask, metric):
    assert ask(metric) == [(None,)]
    by_set = dict(ask(metric, by=("indicator__indicator_set",)))
    assert set(by_set) == {"own", "bbv"}
    # Of the mandatory indicators there are six, none with a target.
    assert set(by_set.values()) == {None}


@pytest.fixture(scope="module")
def several(copy_project) -> Path:
    """Return a project whose published file has another municipality and the country."""
    project = copy_project()
    with duckdb.connect(project / PUBLISHED) as connection:
        for publisher, area, value in [
            ("GM0307", "NL", 50),
            ("GM0363", "NL", 50),
            ("GM0363", "GM0363", 80),
        ]:
            connection.execute(
                "insert into core.fct_indicator_value"
                " select * replace ($publisher || '-budget' as document_id,"
                " $publisher as publisher_id, $area as area_id,"
                " $publisher = $area as is_own_area, $value as value)"
                " from core.fct_indicator_value"
                " where indicator_id = $crimes and year = 2020 and area_id = 'GM0307'"
                " and value_type = 'realisation' and is_latest",
                {"publisher": publisher, "area": area, "value": value, "crimes": CRIMES},
            )
        connection.execute(
            "insert into reporting.rpt_indicator_overview"
            " select * replace ('GM0363' as area_id, 70 as shown_target_value, 10 as gap)"
            " from reporting.rpt_indicator_overview where indicator_id = ?",
            [CRIMES],
        )
        for status, place in (("undecided", 0), ("not_comparable", 1)):
            connection.execute(
                "update assessment.fct_target_assessment set assessment_status = $status"
                " where rowid = (select rowid from assessment.fct_target_assessment"
                " where is_latest_target and realised_value is not null"
                " order by year desc, indicator_id limit 1 offset $place)",
                {"status": status, "place": place},
            )
        connection.execute(
            "update quality.fct_finding set finding_status = 'open'"
            " where finding_id = (select min(finding_id) from quality.fct_finding)"
        )
    return project


@pytest.mark.parametrize(
    "metric", ["targets_undecided", "targets_not_comparable", "share_undecided", "findings_open"]
)
def test_what_no_page_has_is_counted_too(several, metric):
    by, sql = BY_HAND[metric]
    outcome = run_mf(several, "query", "--metrics", metric, "--group-by", by, "--csv", "answer.csv")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    with (several / "answer.csv").open(encoding="utf-8", newline="") as file:
        # A moment is written with its time.
        answered = [(row[by].split(" 00:")[0], row[metric] or None) for row in csv.DictReader(file)]
    assert any(float(number or 0) for _, number in answered)
    assert comparable(answered) == comparable(query(several / PUBLISHED, sql))


def asked(project: Path, metrics: str, by: str) -> list[dict[str, str]]:
    """Return what the command answers about the crimes, as rows of CSV."""
    arguments = ["--metrics", metrics, "--group-by", by, "--csv", "answer.csv"]
    where = f"{{{{ Entity('indicator') }}}} = '{CRIMES}'"
    outcome = run_mf(project, "query", *arguments, "--where", where)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    with (project / "answer.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_areas_that_overlap_are_never_added_up(several):
    by_indicator = asked(several, "latest_value,target_value,gap,latest_figures", "indicator")
    assert by_indicator == [
        {"indicator": CRIMES, "latest_value": "", "target_value": "", "gap": ""}
        | {"latest_figures": "4"}
    ]
    by_area = asked(several, "latest_value", "area")
    # Two municipalities print the country.
    assert {row["area"]: float(row["latest_value"] or "nan") for row in by_area} == pytest.approx(
        {"GM0307": 46.6, "GM0363": 80, "NL": math.nan}, nan_ok=True
    )
    by_both = asked(several, "latest_value", "area,publisher")
    assert {
        (row["area"], row["publisher"]): float(row["latest_value"]) for row in by_both
    } == pytest.approx(
        {
            ("GM0307", "GM0307"): 46.6,
            ("GM0363", "GM0363"): 80,
            ("NL", "GM0307"): 50,
            ("NL", "GM0363"): 50,
        }
    )
    targets = asked(several, "target_value,gap", "publisher")
    assert {row["publisher"]: float(row["target_value"]) for row in targets} == {
        "GM0307": 45,
        "GM0363": 70,
    }


def test_the_definitions_are_valid(built_project):
    outcome = run_mf(built_project, "validate-configs")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert outcome.stdout.count("ERRORS: 0, FUTURE_ERRORS: 0, WARNINGS: 0") == 6


def test_a_definition_that_the_tables_contradict_is_noticed(copy_project):
    project = copy_project()
    manifest = project / "target/semantic_manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"shown_target_value"', '"no_column"'), encoding="utf-8")
    outcome = run_mf(project, "validate-configs")
    assert outcome.returncode != 0
    assert "no_column" in outcome.stdout + outcome.stderr


def test_every_documented_question_is_asked():
    guide = (REPOSITORY / GUIDE).read_text(encoding="utf-8")
    assert guide.count(PROGRAM) == len(QUESTION.findall(guide))


def test_every_saved_query_is_documented(semantics):
    guide = (REPOSITORY / GUIDE).read_text(encoding="utf-8")
    saved = [saved["name"] for saved in semantics["saved_queries"]]
    assert len(saved) == 10
    assert [name for name in saved if f"{PROGRAM}query --saved-query {name}" not in guide] == []


def test_a_standing_is_that_of_the_own_area_beside_others(delivered):
    # Gouda prints the country beside itself.
    where = "{{ Dimension('publisher__area_nl') }} = 'Gouda'"
    standings = "query --saved-query standing_of_indicators --where"
    answered = answer(delivered.parents[1], f'{standings} "{where}"').splitlines()
    (waste,) = [line for line in answered if "restafval" in line and "Nederland" not in line]
    assert waste.split()[-3:] == ["104", "100", "4"]


@pytest.mark.parametrize(
    ("arguments", "documented"),
    QUESTION.findall((REPOSITORY / GUIDE).read_text(encoding="utf-8")),
)
def test_a_documented_answer_is_that_of_the_warehouse(delivered, arguments, documented):
    assert answer(delivered.parents[1], arguments) == without_trailing_spaces(documented)


def test_the_command_of_metricflow_asks_the_published_file_too(built_project, tmp_path):
    # Nothing else is there to be asked.
    project = tmp_path / "project"
    shutil.copytree(built_project, project, ignore=shutil.ignore_patterns("*.duckdb", ".git"))
    (project / PUBLISHED.parent).mkdir(exist_ok=True)
    shutil.copy(built_project / PUBLISHED, project / PUBLISHED)
    outcome = subprocess.run(
        [Path(sys.executable).with_name("mf"), "query", "--quiet", "--metrics", "targets"],
        cwd=project,
        env={**os.environ, "DBT_TARGET": TARGET},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert outcome.stdout.split()[-1] == "24"
    assert not list((project / "target").rglob("*.duckdb"))


def test_without_a_published_file_the_command_says_what_to_do(tmp_path):
    shutil.copy(REPOSITORY / "dbt_project.yml", tmp_path)
    outcome = run_mf(tmp_path, "list", "metrics")
    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert outcome.stderr == f"Error: There is no {PUBLISHED}: run make build first\n"


def test_a_question_neither_waits_for_a_writer_nor_keeps_one_out(built_project, ask):
    # What a build holds; the published file itself is only ever replaced.
    with duckdb.connect(built_project / "target/preparation.duckdb"):
        assert ask("targets") == [(24,)]


def metrics_of_datasets() -> list[tuple[str, str, str, str]]:
    """Return dataset, metric, expression and query of each metric of the dashboards."""
    found = []
    for file in sorted((REPOSITORY / DASHBOARD_ASSETS / "datasets").rglob("*.yaml")):
        dataset = yaml.safe_load(file.read_text(encoding="utf-8"))
        found += [
            (dataset["table_name"], metric["metric_name"], metric["expression"], dataset["sql"])
            for metric in dataset["metrics"]
            # Superset's own, which counts the rows of a dataset.
            if metric["metric_name"] != "count"
        ]
    return found


def test_datasets_have_metrics_of_the_semantic_layer():
    assert {dataset for dataset, *_ in metrics_of_datasets()} == {
        "bevindingen",
        "doelen",
        "herzieningen",
        "overzicht",
        "volledigheid",
    }


@pytest.mark.parametrize(
    ("metric", "expression", "sql"),
    [pytest.param(*rest, id=f"{dataset}-{rest[0]}") for dataset, *rest in metrics_of_datasets()],
)
def test_a_metric_of_a_dataset_is_that_of_the_semantic_layer(
    ask, published, metric, expression, sql
):
    assert metric in BY_HAND, "Datasets take their metrics from models/marts/_metrics.yml."
    of_dataset = query(published, f"select area_nl, {expression} from ({sql}) group by all")
    of_layer = ask(metric, by=("area__area_nl",))
    if not of_layer:
        assert [number for _, number in of_dataset] == [0]
    else:
        assert comparable(of_layer) == comparable(of_dataset)
