"""Bring the dashboards from `assets/` into Superset, or write them back there.

`server.py` runs this with the environment variables that Superset needs. It uses the commands that
Superset has for assets under version control: they take over every file, whereas
`superset import-dashboards` leaves a dataset or chart as it is once it exists.
"""

import re
import shutil
import sys
from collections.abc import Iterable
from uuid import UUID

import yaml
from superset.app import create_app

from municipal_indicators.paths import DASHBOARD_ASSETS as ASSETS


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
            dashboards, the time, the order of columns and metrics, and the colours that a browser
            gave out, is left out or settled.
    """
    content = yaml.safe_load(text)
    content.pop("timestamp", None)
    if "columns" in content:
        content["columns"].sort(key=lambda column: column["column_name"])
        content["metrics"].sort(key=lambda metric: metric["metric_name"])
    if metadata := content.get("metadata"):
        # Superset stores these when somebody with the right to edit merely opens a dashboard.
        metadata.pop("map_label_colors", None)
        metadata.pop("color_scheme_domain", None)
        metadata["shared_label_colors"] = []
    readable_text: str = yaml.dump(
        content, Dumper=ReadableDumper, sort_keys=False, allow_unicode=True, width=100
    )
    return readable_text


def file_names(names: Iterable[str]) -> dict[str, str]:
    """Return the name that each exported file gets, by the name that Superset gives it.

    Superset ends its names with numbers of this one installation. They are left out, so that a
    file keeps its name wherever it is exported.

    Args:
        names: The names that Superset gives.

    Raises:
        ValueError: If two files would get one name.
    """
    given: dict[str, str] = {}
    for name in names:
        short = re.sub(r"_\d+\.yaml$", ".yaml", name)
        if short in given:
            raise ValueError(
                f"{given[short]} and {name} would both be exported as {short}:"
                " give one of them another title (the number is its number in Superset)"
            )
        given[short] = name
    return {name: short for short, name in given.items()}


def delete_others(contents: dict[str, str]) -> None:
    """Delete the dashboards, charts and datasets in Superset that have no file in `assets/`.

    Left alone, what somebody else removed from `assets/` would return with the next export.

    Args:
        contents: The text of every file in `assets/`.
    """
    # Needs the application, as all of Superset's commands do.
    from superset import db
    from superset.daos.chart import ChartDAO
    from superset.daos.dashboard import DashboardDAO
    from superset.daos.dataset import DatasetDAO

    assets = map(yaml.safe_load, contents.values())
    kept = {UUID(asset["uuid"]) for asset in assets if "uuid" in asset}
    # In this order, so that nothing is deleted while something else is made of it.
    for store in (DashboardDAO, ChartDAO, DatasetDAO):
        others = [one for one in store.find_all() if one.uuid not in kept]
        for one in others:
            print(f"Deleting {one}, which is not in assets/")
        store.delete(others)
    db.session.commit()


def import_assets() -> None:
    """Make the dashboards, charts and datasets in Superset what `assets/` says.

    Raises:
        superset.commands.exceptions.CommandInvalidError: If a file is not valid.
    """
    from superset.commands.importers.v1.assets import ImportAssetsCommand

    contents = {
        path.relative_to(ASSETS).as_posix(): path.read_text(encoding="utf-8")
        # In this order, so that every new installation gives the same numbers to charts and
        # datasets. An older one keeps the numbers it gave, and they are in what it exports.
        for path in sorted(ASSETS.rglob("*.yaml"))
    }
    ImportAssetsCommand(contents).run()
    delete_others(contents)


def export_assets() -> None:
    """Replace `assets/` by what the dashboards are in Superset.

    Raises:
        ValueError: If two charts, datasets or dashboards would become one file.
    """
    from superset.commands.export.assets import ExportAssetsCommand

    exported = {name: readable(content()) for name, content in ExportAssetsCommand().run()}
    names = file_names(exported)
    shutil.rmtree(ASSETS)
    for name, text in exported.items():
        path = ASSETS / names[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


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
