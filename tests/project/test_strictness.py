from collections.abc import Iterator

import yaml


def settings(content: object) -> Iterator[tuple[str, object]]:
    """Yield each key of a YAML document with its value, however deep, without dbt's plus sign."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield str(key).removeprefix("+"), value
            yield from settings(value)
    elif isinstance(content, list):
        for value in content:
            yield from settings(value)


def is_lenient(key: str, value: object) -> bool:
    """Tell whether a setting switches something off, or lets a failing test pass."""
    if key == "severity":
        return str(value).lower() == "warn"
    return key in ("warn_if", "error_if") or (key == "enabled" and value is False)


def test_lenient_settings_are_recognised():
    content = {
        "models": [
            {"config": {"enabled": False, "contract": {"enforced": True}}},
            {"data_tests": [{"unique": {"config": {"severity": "warn", "error_if": ">10"}}}]},
            {"data_tests": [{"unique": {"config": {"severity": "error", "enabled": True}}}]},
            {"tests": {"+warn_if": ">1"}},
            {"column_types": {"severity": "varchar"}},
        ]
    }
    lenient = [key for key, value in settings(content) if is_lenient(key, value)]
    assert lenient == ["enabled", "severity", "error_if", "warn_if"]


def test_no_yaml_of_the_project_is_lenient(built_project):
    found = []
    files = [
        path
        for pattern in ("*.yml", "*.yaml")
        for path in built_project.rglob(pattern)
        if path.relative_to(built_project).parts[0] != "target"
    ]
    for path in files:
        for key, value in settings(yaml.safe_load(path.read_text(encoding="utf-8"))):
            if is_lenient(key, value):
                found.append(f"{path.relative_to(built_project)}: {key}: {value}")
    assert built_project / "dbt_project.yml" in files
    assert found == []


def test_no_test_is_lenient_by_its_own_configuration(manifest):
    # The configuration as dbt sees it, which can also stand in the SQL of a test.
    found = [
        f"{node['name']}: {key}: {node['config'][key]}"
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test"
        for key, strict in (("severity", "error"), ("warn_if", "!= 0"), ("error_if", "!= 0"))
        if node["config"][key].lower() != strict
    ]
    assert found == []


def test_nothing_is_disabled(manifest):
    assert manifest["disabled"] == {}
