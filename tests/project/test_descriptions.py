import re

import pytest

PACKAGE = "municipal_indicators"
INTERNAL_LAYERS = {"staging", "intermediate"}


def described(item: dict) -> bool:
    return bool((item["description"] or "").strip())


def nodes_of(manifest: dict, resource_type: str) -> list[dict]:
    nodes = [node for node in manifest["nodes"].values() if node["resource_type"] == resource_type]
    assert nodes
    return nodes


def is_part(node: dict) -> bool:
    """Tell whether a model is a part of others, in a layer whose tables are public."""
    is_internal = node["config"]["materialized"] == "ephemeral" or node["schema"] in INTERNAL_LAYERS
    return is_internal and node["fqn"][1] not in INTERNAL_LAYERS


def test_every_model_lists_its_columns(manifest):
    # Parts of one public table have its columns, rules those of int_finding.
    without = [
        node["name"]
        for node in nodes_of(manifest, "model")
        if not node["columns"] and not is_part(node) and "findings" not in node["fqn"]
    ]
    assert without == []


def test_every_seed_column_is_listed_with_an_explicit_type(manifest, built_project):
    for seed in nodes_of(manifest, "seed"):
        path = built_project / seed["original_file_path"]
        header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        assert list(seed["config"]["column_types"]) == header, seed["name"]
        assert list(seed["columns"]) == header, seed["name"]


def test_every_singular_test_is_described(manifest):
    singular = [node for node in nodes_of(manifest, "test") if "test_metadata" not in node]
    assert singular
    assert [node["name"] for node in singular if not described(node)] == []


def test_every_unit_test_is_described(manifest):
    unit_tests = manifest["unit_tests"].values()
    assert unit_tests
    assert [test["name"] for test in unit_tests if not described(test)] == []


@pytest.fixture(scope="module")
def macros(manifest) -> list[dict]:
    """Return the project's own macros, generic tests included if there are any."""
    own = [macro for macro in manifest["macros"].values() if macro["package_name"] == PACKAGE]
    assert own
    return own


def is_variant(macro: dict, macros: list[dict]) -> bool:
    """Tell whether a macro is what one engine does in place of a macro that has a description."""
    engine, separator, name = macro["name"].partition("__")
    return bool(separator) and any(other["name"] == name for other in macros)


def signature(macro: dict) -> list[str]:
    """Return the names of the arguments in the code of a macro."""
    name = macro["name"].removeprefix("test_")
    code = re.sub(r"\{#.*?#\}", "", macro["macro_sql"], flags=re.DOTALL)
    found = re.search(
        rf"\{{%-?\s*(?:macro|test)\s+{re.escape(name)}\s*\((.*?)\)\s*-?%\}}", code, re.DOTALL
    )
    if not found:
        return []
    # Defaults can hold commas inside brackets, never an equals sign.
    without_defaults = re.sub(r"\[.*?\]|\{.*?\}|\(.*?\)|'.*?'", "", found[1])
    arguments = (argument.split("=")[0].strip() for argument in without_defaults.split(","))
    return [argument for argument in arguments if argument]


def test_the_arguments_of_a_macro_are_found_in_its_code():
    code = "{% test is_valid(model, key, required=[1, 2], text='a, b') -%} select 1"
    macro = {"name": "test_is_valid", "macro_sql": code}
    assert signature(macro) == ["model", "key", "required", "text"]


def test_every_macro_argument_is_described(macros):
    missing = []
    for macro in macros:
        documented = [argument["name"] for argument in macro["arguments"] if described(argument)]
        if not is_variant(macro, macros) and documented != signature(macro):
            missing.append(f"{macro['name']}: {documented} of {signature(macro)}")
    assert not missing, ", ".join(missing)
