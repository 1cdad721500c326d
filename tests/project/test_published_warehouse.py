import shutil
from pathlib import Path

import duckdb

from municipal_indicators.publication.tables import TABLES
from tests.support.projects import DOCUMENT, query, tables_and_views

PUBLIC_SCHEMAS = {"core", "assessment", "quality", "reporting"}
# Written when everything has passed, so no models.
PROVENANCE = {f"reporting.{table}" for table in TABLES}


def test_only_public_schemas_exist(published):
    schemas = {name for (name,) in query(published, "select schema_name from duckdb_schemas()")}
    own = schemas - {"main", "information_schema", "pg_catalog"}
    assert {"core", "reporting"} <= own <= PUBLIC_SCHEMAS


def test_every_table_and_view_stands_in_a_public_schema(published):
    names = tables_and_views(published)
    assert names
    assert [name for name in names if name.split(".")[0] not in PUBLIC_SCHEMAS] == []


def test_tables_and_views_are_exactly_the_public_models(published, manifest):
    models = {
        f"{node['schema']}.{node['name']}"
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
        and node["schema"] in PUBLIC_SCHEMAS
        and node["config"]["materialized"] != "ephemeral"
    }
    assert set(tables_and_views(published)) == models | PROVENANCE


def test_nothing_else_lies_beside_the_published_file(published):
    assert list(published.parent.iterdir()) == [published]


def test_reading_from_a_read_only_folder_leaves_no_trace(published, tmp_path):
    folder = tmp_path / "share"
    folder.mkdir()
    copy = Path(shutil.copy(published, folder))
    copy.chmod(0o444)
    folder.chmod(0o555)
    try:
        with duckdb.connect(copy, read_only=True) as connection:
            for name in tables_and_views(published):
                connection.execute(f"select * from {name}").fetchall()
            files_while_open = list(folder.iterdir())
        assert files_while_open == [copy]
        assert list(folder.iterdir()) == [copy]
        assert copy.read_bytes() == published.read_bytes()
    finally:
        folder.chmod(0o755)


def test_everything_can_be_read_when_the_file_has_another_name(published, tmp_path):
    renamed = Path(shutil.copy(published, tmp_path / "renamed.duckdb"))
    unreadable = {}
    with duckdb.connect(renamed, read_only=True) as connection:
        for name in tables_and_views(published):
            try:
                connection.execute(f"select * from {name}").fetchall()
            except duckdb.Error as error:
                unreadable[name] = str(error)
    assert unreadable == {}


def test_the_storage_version_is_one_that_older_clients_read(published):
    ((version,),) = query(
        published,
        "select tags['storage_version'] from duckdb_databases()"
        " where database_name = current_database()",
    )
    assert version == "v1.0.0+"


def test_every_table_and_view_has_a_comment(published):
    comments = query(
        published,
        "select table_name, comment from duckdb_tables()"
        " union all select view_name, comment from duckdb_views() where not internal",
    )
    assert len(comments) == len(tables_and_views(published))
    assert [name for name, comment in comments if not (comment or "").strip()] == []


def test_every_column_has_a_comment(published):
    comments = query(
        published,
        "select table_name || '.' || column_name, comment from duckdb_columns() where not internal",
    )
    assert comments
    assert [column for column, comment in comments if not (comment or "").strip()] == []


def test_every_table_has_a_primary_key(published):
    tables = query(
        published, "select schema_name || '.' || table_name from duckdb_tables() order by all"
    )
    with_key = query(
        published,
        "select schema_name || '.' || table_name from duckdb_constraints()"
        " where constraint_type = 'PRIMARY KEY' order by all",
    )
    assert tables
    assert with_key == tables


def test_every_placed_figure_of_the_page_is_a_fact(published):
    facts = query(
        published,
        "select table_id, count(*) from core.fct_indicator_value"
        " where document_id = ? group by table_id",
        DOCUMENT,
    )
    # 106 in the two tables, and the target that the text below them names.
    assert dict(facts) == {"indicatoren": 79, "verplichte-indicatoren": 27, "toelichting": 1}


def test_the_target_in_the_running_text_is_a_fact(published):
    facts = query(
        published,
        "select printed_value, value, year, value_type from core.fct_indicator_value"
        " where document_id = ? and table_id = 'toelichting'",
        DOCUMENT,
    )
    assert facts == [("16.500", 16500, 2016, "target")]


def test_two_figures_of_the_page_stay_unplaced(published):
    unplaced = query(
        published,
        "select line, printed_value, candidate_periods from core.fct_unplaced_value"
        " where document_id = ? order by all",
        DOCUMENT,
    )
    assert unplaced == [(4, "142,1", "2015|2016"), (5, "2,1", "2015|2016")]
