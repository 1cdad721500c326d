import json
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import yaml

from tests.support.projects import REPOSITORY, query

ASSETS = Path("dashboard/assets")
# In which a model's contract says what readers may rely on.
PUBLIC = {"core", "assessment", "quality", "reporting"}
TABLE = re.compile(rf"\b(?:from|join) ((?:{'|'.join(sorted(PUBLIC))})\.\w+)")


def read_assets(project: Path, kind: str) -> list[dict]:
    """Return the content of all assets of a kind, for example "charts"."""
    files = sorted((project / ASSETS / kind).rglob("*.yaml"))
    assert files
    return [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]


@pytest.fixture(scope="module")
def datasets(built_project) -> list[dict]:
    return read_assets(built_project, "datasets")


@pytest.fixture(scope="module")
def charts(built_project) -> list[dict]:
    return read_assets(built_project, "charts")


@pytest.fixture(scope="module")
def dashboards(built_project) -> list[dict]:
    return read_assets(built_project, "dashboards")


def contracts(manifest: dict) -> dict[str, dict[str, str]]:
    """Return the columns that the contract of each public table offers, with their types."""
    return {
        f"{node['schema']}.{node['name']}": {
            column["name"]: column["data_type"] for column in node["columns"].values()
        }
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
        and node["schema"] in PUBLIC
        and node["config"]["materialized"] != "ephemeral"
    }


def offered(tables: dict[str, dict[str, str]]) -> duckdb.DuckDBPyConnection:
    """Return a database with these tables, empty."""
    connection = duckdb.connect()
    for schema in PUBLIC:
        connection.execute(f"create schema {schema}")
    for table, columns in tables.items():
        definitions = ", ".join(f'"{name}" {data_type}' for name, data_type in columns.items())
        connection.execute(f"create table {table} ({definitions})")
    return connection


def columns_used(params: dict) -> Iterator[str]:
    """Yield the columns of its dataset that the settings of a chart name."""
    for key in ("groupby", "groupby_b", "groupbyColumns", "groupbyRows", "all_columns"):
        yield from params.get(key, [])
    yield from params.get("column_config", {})
    if params.get("x_axis"):
        yield params["x_axis"]
    for pair in params.get("order_by_cols", []):
        yield json.loads(pair)[0]
    for rule in params.get("conditional_formatting", []):
        yield rule["column"]
    for key in ("adhoc_filters", "adhoc_filters_b"):
        for condition in params.get(key, []):
            yield condition["subject"]


def metrics_used(params: dict) -> Iterator[str | dict]:
    """Yield the metrics of a chart: the name of one of its dataset, or its own in SQL."""
    for key in ("metrics", "metrics_b"):
        yield from params.get(key, [])
    if params.get("timeseries_limit_metric"):
        yield params["timeseries_limit_metric"]


def problems(
    tables: dict[str, dict[str, str]],
    datasets: list[dict],
    charts: list[dict],
    dashboards: list[dict],
) -> list[str]:
    """Say what the dashboards use and the contracts do not offer, one sentence each."""
    found = []
    connection = offered(tables)
    by_id = {}
    for dataset in datasets:
        name = dataset["table_name"]
        by_id[dataset["uuid"]] = dataset
        try:
            result = connection.execute(f"select * from ({dataset['sql']}) limit 0")
        except duckdb.Error as error:
            found.append(f"dataset {name}: {error}")
            continue
        selected = {column[0] for column in result.description}
        declared = {column["column_name"] for column in dataset["columns"]}
        found += [f"dataset {name} declares {column}" for column in sorted(declared - selected)]
    for chart in charts:
        dataset = by_id[chart["dataset_uuid"]]
        declared = {column["column_name"] for column in dataset["columns"]}
        found += [
            f"chart {chart['slice_name']} uses {column}"
            for column in sorted(set(columns_used(chart["params"])) - declared)
        ]
        known = {metric["metric_name"] for metric in dataset["metrics"]}
        for metric in metrics_used(chart["params"]):
            if isinstance(metric, str):
                if metric not in known:
                    found.append(f"chart {chart['slice_name']} uses the metric {metric}")
                continue
            try:
                connection.execute(f"select {metric['sqlExpression']} from ({dataset['sql']})")
            except duckdb.Error as error:
                found.append(f"chart {chart['slice_name']}: {error}")
    for dashboard in dashboards:
        for target in targets_of_filters(dashboard):
            dataset, column = by_id[target["datasetUuid"]], target["column"]["name"]
            if column not in {declared["column_name"] for declared in dataset["columns"]}:
                found.append(f"a filter of {dashboard['slug']} uses {column}")
    return found


def test_dashboards_use_only_what_the_contracts_offer(manifest, datasets, charts, dashboards):
    assert problems(contracts(manifest), datasets, charts, dashboards) == []


@pytest.mark.parametrize(
    ("table", "column", "dataset"),
    [
        ("reporting.rpt_indicator_overview", "gap_nl", "overzicht"),
        ("quality.fct_coverage", "reason_nl", "volledigheid"),
        ("core.dim_indicator", "unit_nl", "reeksen"),
    ],
)
def test_a_column_that_leaves_a_contract_is_noticed(
    manifest, datasets, charts, dashboards, table, column, dataset
):
    tables = contracts(manifest)
    del tables[table][column]
    assert f"dataset {dataset}:" in " ".join(problems(tables, datasets, charts, dashboards))


def test_a_column_that_a_chart_invents_is_noticed(manifest, datasets, charts, dashboards):
    chart = next(chart for chart in charts if chart["slice_name"] == "Stand per indicator")
    params = {**chart["params"], "all_columns": ["indicator_nl", "invented"]}
    found = problems(contracts(manifest), datasets, [{**chart, "params": params}], dashboards)
    assert found == ["chart Stand per indicator uses invented"]


def charts_of(dashboard: dict) -> list[str]:
    """Return the ids of the charts on a dashboard."""
    return [
        item["meta"]["uuid"]
        for item in dashboard["position"].values()
        if isinstance(item, dict) and item["type"] == "CHART"
    ]


def targets_of_filters(dashboard: dict) -> Iterator[dict]:
    """Yield what the filters of a dashboard list: a column of a dataset each."""
    for choice in dashboard["metadata"]["native_filter_configuration"]:
        yield from choice["targets"]


def test_a_dashboard_is_about_one_area(datasets, dashboards):
    # Figures of two areas in one line or table would pass for those of one.
    for dataset in datasets:
        assert "area_nl" in {column["column_name"] for column in dataset["columns"]}
    for dashboard in dashboards:
        area, *others = dashboard["metadata"]["native_filter_configuration"]
        assert [target["column"]["name"] for target in area["targets"]] == ["area_nl"]
        assert area["controlValues"]["enableEmptyFilter"]
        assert not area["controlValues"]["multiSelect"]
        assert area["scope"] == {"rootPath": ["ROOT_ID"], "excluded": []}
        # They offer what the chosen area has.
        assert all(choice["cascadeParentIds"] == [area["id"]] for choice in others)


def test_every_chart_is_on_one_dashboard(charts, dashboards):
    shown = [chart for dashboard in dashboards for chart in charts_of(dashboard)]
    assert sorted(shown) == sorted(chart["uuid"] for chart in charts)


def test_exposures_name_the_tables_of_their_dashboard(manifest, datasets, charts, dashboards):
    sql = {dataset["uuid"]: dataset["sql"] for dataset in datasets}
    dataset_of = {chart["uuid"]: chart["dataset_uuid"] for chart in charts}
    used = {
        f"dashboard_{dashboard['slug']}": {
            table.partition(".")[2]
            for dataset in [
                *(dataset_of[chart] for chart in charts_of(dashboard)),
                *(target["datasetUuid"] for target in targets_of_filters(dashboard)),
            ]
            for table in TABLE.findall(sql[dataset])
        }
        for dashboard in dashboards
    }
    declared = {
        exposure["name"]: {node.rpartition(".")[2] for node in exposure["depends_on"]["nodes"]}
        for exposure in manifest["exposures"].values()
        if exposure["type"] == "dashboard"
    }
    assert declared == used


def test_the_exposure_of_the_site_names_its_tables(manifest):
    queries = (REPOSITORY / "src/municipal_indicators/site/facts.py").read_text(encoding="utf-8")
    # The publication itself is no model.
    used = set(TABLE.findall(queries)) - {"reporting.rpt_publication"}
    (exposure,) = (one for one in manifest["exposures"].values() if one["name"] == "site")
    assert {node.rpartition(".")[2] for node in exposure["depends_on"]["nodes"]} == {
        table.partition(".")[2] for table in used
    }


def test_the_connection_is_read_only(built_project):
    (database,) = read_assets(built_project, "databases")
    path, _, options = database["sqlalchemy_uri"].partition("?")
    assert path == "duckdb:///warehouse/municipal_indicators.duckdb"
    assert options == "access_mode=READ_ONLY"
    assert not database["allow_dml"]


def test_every_chart_names_its_source(charts):
    silent = [
        chart["slice_name"]
        for chart in charts
        if not re.search(
            "Bron: |Source: |source: ", json.dumps([chart["description"], chart["params"]])
        )
    ]
    assert silent == []


def test_the_charts_follow_the_data(published, charts):
    # A chart that names an indicator would show nothing of another municipality.
    shown = json.dumps(charts, ensure_ascii=False)
    names = query(
        published, "select indicator_id, indicator_nl, indicator_en from core.dim_indicator"
    )
    assert [name for row in names for name in row if f'"{name}"' in shown] == []


def test_each_dashboard_keeps_to_one_language(charts, dashboards):
    columns = {chart["uuid"]: set(columns_used(chart["params"])) for chart in charts}
    for dashboard in dashboards:
        other = "_nl" if dashboard["slug"] == "english" else "_en"
        used = {column for chart in charts_of(dashboard) for column in columns[chart]}
        assert used
        assert [column for column in used if column.endswith(other)] == []


def test_an_edition_has_its_colour(published, dashboards):
    (colours,) = (
        dashboard["metadata"]["label_colors"]
        for dashboard in dashboards
        if dashboard["slug"] == "indicator"
    )
    titles = query(published, "select document_title from core.dim_document")
    assert {title for (title,) in titles} <= set(colours)
    # Those of years in a row, and of two kinds, are told apart.
    for year in range(2010, 2027):
        near = [
            colours[f"{kind} {near_by}"]
            for kind in ("Begroting", "Jaarstukken")
            for near_by in range(year, year + 5)
        ]
        assert len(set(near)) == len(near)


@pytest.mark.parametrize(
    ("dataset", "rows"),
    [
        ("overzicht", "reporting.rpt_indicator_overview"),
        ("doelen", "reporting.rpt_target_verdict"),
        ("zonder_jaar", "core.fct_unplaced_value where area_id = publisher_id"),
        ("bevindingen", "quality.fct_finding"),
    ],
)
def test_a_dataset_has_the_rows_of_every_publisher(datasets, delivered, dataset, rows):
    (sql,) = [one["sql"] for one in datasets if one["table_name"] == dataset]
    assert query(delivered, f"select count(*) from ({sql})") == query(
        delivered, f"select count(*) from {rows}"
    )


def test_every_publisher_with_a_series_has_lines(datasets, delivered):
    (sql,) = [one["sql"] for one in datasets if one["table_name"] == "reeksen"]
    assert query(delivered, f"select distinct area_nl from ({sql}) order by all") == query(
        delivered,
        "select distinct area_nl from reporting.rpt_series_figure"
        " inner join core.dim_area using (area_id) order by all",
    )
