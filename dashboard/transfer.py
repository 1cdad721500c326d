"""Bring the dashboards from `assets/` into Superset, or write them back there.

`server.py` runs this with the environment variables that Superset needs. It uses the commands that
Superset has for assets under version control: they take over every file, whereas
`superset import-dashboards` leaves a dataset or chart as it is once it exists.
"""

import re
import shutil
import sys
from pathlib import Path

import yaml
from superset.app import create_app

ASSETS = Path(__file__).resolve().parent / "assets"


class ReadableDumper(yaml.SafeDumper):
    """Writes YAML that is pleasant to read and to compare: text of several lines as it stands."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the items of a list too."""
        super().increase_indent(flow, False)


def represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Write text of several lines as a block, and other text as YAML likes."""
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    )


ReadableDumper.add_representer(str, represent_text)


def readable(text: str) -> str:
    """Return an exported file in the form in which it is kept under version control.

    Args:
        text: The file as Superset writes it. What differs between two exports of the same
            dashboards, the time and the order of columns, is left out or settled.
    """
    content = yaml.safe_load(text)
    content.pop("timestamp", None)
    if "columns" in content:
        content["columns"].sort(key=lambda column: column["column_name"])
    return yaml.dump(content, Dumper=ReadableDumper, sort_keys=False, allow_unicode=True, width=100)


def import_assets() -> None:
    """Make the dashboards in Superset what `assets/` says.

    Raises:
        superset.commands.exceptions.CommandInvalidError: If a file is not valid.
    """
    from superset.commands.importers.v1.assets import ImportAssetsCommand

    contents = {
        path.relative_to(ASSETS).as_posix(): path.read_text(encoding="utf-8")
        # In this order, so that charts get the same numbers on every machine.
        for path in sorted(ASSETS.rglob("*.yaml"))
    }
    ImportAssetsCommand(contents).run()


def export_assets() -> None:
    """Replace `assets/` by what the dashboards are in Superset.

    Superset ends the names of files with numbers of this one installation. They are left out,
    so that a file keeps its name wherever it is exported.
    """
    from superset.commands.export.assets import ExportAssetsCommand

    exported = {
        re.sub(r"_\d+\.yaml$", ".yaml", name): content()
        for name, content in ExportAssetsCommand().run()
    }
    shutil.rmtree(ASSETS)
    for name, text in exported.items():
        path = ASSETS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(readable(text), encoding="utf-8")


def main(task: str, username: str) -> None:
    """Do the task as a user of Superset, who becomes the owner of what is imported.

    Args:
        task: "import" or "export".
        username: Name of the user.
    """
    with create_app().app_context():
        # Needs the application.
        from superset import security_manager
        from superset.utils.core import override_user

        with override_user(security_manager.find_user(username)):
            {"import": import_assets, "export": export_assets}[task]()


if __name__ == "__main__":
    main(*sys.argv[1:])
