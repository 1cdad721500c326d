"""What the project's own `table` materialization must do as well as that of the adapter."""

from tests.support.projects import query, run_dbt

QUOTED = """select 1 as "order", 'one' as "Name in words"
"""
QUOTED_YAML = """version: 2

models:
  - name: int_quoted_names
    config:
      persist_docs: {relation: true, columns: true}
    columns:
      - name: order
        quote: true
        description: The keyword's number.
      - name: Name in words
        quote: true
        description: A name with spaces.
"""
PYTHON = """def model(dbt, session):
    dbt.config(materialized="table")
    return session.sql("select 1 as number union all select 2 as number")
"""


def test_quoted_columns_and_python_models_are_built_and_rebuilt(copy_project):
    project = copy_project()
    folder = project / "models/intermediate/measured"
    (folder / "int_quoted_names.sql").write_text(QUOTED, encoding="utf-8")
    (folder / "int_quoted_names.yml").write_text(QUOTED_YAML, encoding="utf-8")
    (folder / "int_numbers.py").write_text(PYTHON, encoding="utf-8")
    for _ in range(2):
        outcome = run_dbt(project, "run", "--select", "int_quoted_names", "int_numbers")
        assert outcome.exit_code == 0, outcome.text
    built = project / "target/preparation.duckdb"
    assert query(built, 'select "order", "Name in words" from intermediate.int_quoted_names') == [
        (1, "one")
    ]
    comments = query(
        built,
        "select column_name, comment from duckdb_columns()"
        " where table_name = 'int_quoted_names' order by all",
    )
    assert comments == [
        ("Name in words", "A name with spaces."),
        ("order", "The keyword's number."),
    ]
    assert query(built, "select sum(number) from intermediate.int_numbers") == [(3,)]


def test_hooks_run_and_a_failed_model_keeps_its_last_table(copy_project):
    project = copy_project()
    model = project / "models/intermediate/measured/int_hooked.sql"
    model.write_text(
        '{{ config(post_hook="insert into {{ this }} values (2)") }}\nselect 1 as number\n',
        encoding="utf-8",
    )
    outcome = run_dbt(project, "run", "--select", "int_hooked")
    assert outcome.exit_code == 0, outcome.text
    built = project / "target/preparation.duckdb"
    assert query(built, "select sum(number) from intermediate.int_hooked") == [(3,)]
    model.write_text("select cast('no number' as integer) as number\n", encoding="utf-8")
    outcome = run_dbt(project, "run", "--select", "int_hooked")
    assert outcome.exit_code != 0
    assert query(built, "select sum(number) from intermediate.int_hooked") == [(3,)]
