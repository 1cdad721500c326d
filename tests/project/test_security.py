import re

import duckdb
import pytest
import yaml
from test_strictness import settings

from municipal_indicators.paths import PUBLISHED
from tests.support.projects import REPOSITORY

SECRET_NAME = re.compile(r"pass(word)?|token|secret|api_?key|credentials?", re.IGNORECASE)
FROM_ENVIRONMENT = re.compile(r"\{\{ env_var\('[A-Z_]+'(, '')?\) \}\}")
KEY_FILE = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----")
# What a stranger's query could try to get out of the warehouse.
ESCAPES = [
    "select content from read_text('/etc/hostname')",
    "select * from read_csv('/etc/passwd')",
    "copy core.dim_area to 'stolen.csv'",
    "attach 'other.duckdb'",
    "install httpfs",
    "set enable_external_access = true",
]


def secrets_in(content: object) -> list[str]:
    """Return the settings of a YAML document that hold a secret instead of saying where it is."""
    return [
        key
        for key, value in settings(content)
        if SECRET_NAME.fullmatch(key)
        and isinstance(value, str)
        and not FROM_ENVIRONMENT.fullmatch(value)
    ]


def test_a_secret_in_yaml_is_recognised():
    outputs = {
        "good": {"password": "{{ env_var('PGPASSWORD', '') }}"},
        "bad": {"password": "hunter2", "host": "127.0.0.1"},
        "worse": [{"token": "{{ env_var('TOKEN', 'a1b2') }}"}],
    }
    assert secrets_in(outputs) == ["password", "token"]


def test_no_yaml_of_the_project_holds_a_secret(built_project):
    files = [
        path
        for path in [*built_project.rglob("*.yml"), *built_project.rglob("*.yaml")]
        if path.relative_to(built_project).parts[0] != "target"
    ]
    found = {
        str(path.relative_to(built_project)): secrets_in(yaml.safe_load(path.read_text("utf-8")))
        for path in files
    }
    assert "profiles.yml" in found
    assert {path: names for path, names in found.items() if names} == {}


def test_no_file_of_the_project_is_a_private_key(built_project):
    files = [path for path in built_project.rglob("*") if path.is_file()]
    assert KEY_FILE.search(b"-----BEGIN RSA " + b"PRIVATE KEY-----")
    assert [path for path in files if KEY_FILE.search(path.read_bytes())] == []


@pytest.fixture(scope="module")
def settings_of_the_guide() -> str:
    """Return the Python code that docs/security.md gives for a server."""
    guide = (REPOSITORY / "docs/security.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", guide, re.DOTALL | re.MULTILINE)
    return code


@pytest.fixture
def warehouse(settings_of_the_guide, built_project, tmp_path, monkeypatch):
    (tmp_path / "warehouse").symlink_to(built_project / "warehouse")
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    exec(settings_of_the_guide, names)
    yield names["warehouse"]
    names["warehouse"].close()


def test_the_settings_of_the_guide_let_queries_through(warehouse):
    assert warehouse.execute("select count(*) from core.dim_area").fetchone() == (1,)


@pytest.mark.parametrize("escape", ESCAPES)
def test_the_settings_of_the_guide_refuse_to_leave_the_file(warehouse, tmp_path, escape):
    with pytest.raises(duckdb.Error, match=r"disabled by config|has been locked"):
        warehouse.execute(escape)
    assert [path.name for path in tmp_path.iterdir()] == ["warehouse"]


def test_without_these_settings_a_query_reads_other_files(built_project, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("not yours", encoding="utf-8")
    with duckdb.connect(built_project / PUBLISHED, read_only=True) as connection:
        rows = connection.execute("select content from read_text(?)", [str(other)]).fetchall()
    assert rows == [("not yours",)]
