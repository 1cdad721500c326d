"""A look at what is replaced: the macros of dbt and its adapters that macros/ has its own of.

A new version may have put into them what ours then lack. Compare the two, then write the checksum
that the test has found into replaced_macros.yml.
"""

import hashlib
import re
from pathlib import Path

import dbt.include
import pytest
import yaml

from tests.support.projects import REPOSITORY

MACRO = re.compile(r"\{%-?\s*(macro|materialization)\s+(\w+).*?\{%-?\s*end\1\s*-?%\}", re.DOTALL)
CHECKSUMS = Path(__file__).with_name("replaced_macros.yml")
ENGINES = yaml.safe_load(CHECKSUMS.read_text(encoding="utf-8"))
# Folders of macros by package, as far as they are installed in this environment.
PACKAGES = {path.name: path for root in dbt.include.__path__ for path in Path(root).iterdir()}


def macros(folder: Path) -> dict[str, str]:
    """Return the code of each macro in the SQL files of a folder, by name."""
    return {
        found[2]: found[0]
        for path in folder.rglob("*.sql")
        for found in MACRO.finditer(path.read_text(encoding="utf-8"))
    }


def replaced_macros(engine: str) -> dict[str, str]:
    """Return the SHA-256 of each macro that one of ours for an engine replaces, by name."""
    of_dbt = macros(PACKAGES["global_project"] / "macros")
    of_adapter = macros(PACKAGES[engine] / "macros") if engine in PACKAGES else {}
    checksums = {}
    for name in macros(REPOSITORY / "macros/adapters" / engine):
        general = name.replace(f"{engine}__", "default__", 1)
        code = of_adapter.get(name) or (of_dbt.get(general) if general != name else None)
        if code:
            checksums[name] = hashlib.sha256(code.encode()).hexdigest()
    return checksums


@pytest.mark.parametrize("engine", [engine for engine in ENGINES if engine in PACKAGES])
def test_what_is_replaced_has_not_changed(engine):
    assert replaced_macros(engine) == ENGINES[engine], f"see {Path(__file__).name}"


def test_every_engine_with_macros_of_its_own_is_looked_at():
    folders = (REPOSITORY / "macros/adapters").iterdir()
    assert {folder.name for folder in folders if folder.is_dir()} == set(ENGINES)
    assert "duckdb" in PACKAGES
