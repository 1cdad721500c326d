"""Two ways to build the warehouse with a damaged seed: the real one, and a fast one.

The fast way runs the SQL that a build has written down, without dbt, and only what the damage can
reach. It takes a tenth of the time; `test_mutation.py` compares what both say.
"""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from municipal_indicators.paths import PUBLISHED
from municipal_indicators.seed_files import PROBLEMS_SHOWN, find_problems
from tests.support.projects import COMMAND, run_dbt, seed_file

# For each check or model that failed, what was said of it.
Report = dict[str, list[str]]

UNREADABLE = "the seed files can be read"
ROWS_SHOWN = 10
CLOCK = re.compile(r"^\d\d:\d\d:\d\d  ?", re.MULTILINE)


class RealBuild:
    """Builds a copy of the project by the commands that a user types."""

    def __init__(self, project: Path):
        """Take a project.

        Args:
            project: A copy of the project that nothing else uses, built without damage.
        """
        self.project = project

    def run(self, seed: str, content: bytes) -> tuple[Report, bool]:
        """Check and build the project with a damaged seed.

        Args:
            seed: Name of the seed.
            content: Content of the damaged file.

        Returns:
            What failed, and whether something was published.
        """
        path, published = seed_file(self.project, seed), self.project / PUBLISHED
        original, before = path.read_bytes(), published.stat().st_ino
        path.write_bytes(content)
        try:
            # dbt gives up on a file that is not UTF-8 before it comes to the project's own check.
            check = subprocess.run(
                [COMMAND, "check"],
                cwd=self.project,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                check=False,
            )
            build = run_dbt(self.project, "build")
        finally:
            path.write_bytes(original)
        report = _read_report(check.stderr + build.text)
        if bool(report) != bool(build.exit_code):
            raise RuntimeError(build.text)
        return report, published.stat().st_ino != before


def _read_report(output: str) -> Report:
    """Take what failed from what the commands have written."""
    report: Report = {}
    text = CLOCK.sub("", output)
    if "The seed files cannot be read" in text:
        report[UNREADABLE] = [line.strip() for line in text.splitlines() if "seeds/" in line]
    elif "What failed, and where:" in text:
        failures = text.split("What failed, and where:", 1)[1].split("Not published:", 1)[0]
        for failure in failures.split("\n* ")[1:]:
            name, *lines = (line.strip() for line in failure.splitlines())
            report[name] = [line for line in lines if line and not line.startswith("All rows: ")]
    return report


class CompiledBuild:
    """The seeds, models and tests of one build, run again on a damaged seed or table."""

    def __init__(self, built: Path, scratch: Path):
        """Read what a build has written down, and load everything once.

        Args:
            built: The project, with the folder target of a build that passed.
            scratch: Folder for damaged files.

        Raises:
            RuntimeError: If the project fails undamaged.
        """
        self.built, self.scratch = built, scratch
        manifest = json.loads((built / "target/manifest.json").read_text(encoding="utf-8"))
        graph = json.loads((built / "target/graph_summary.json").read_text(encoding="utf-8"))
        self.run_folder = built / "target/run" / manifest["metadata"]["project_name"]
        self.nodes: dict[str, dict[str, Any]] = {
            node_id: node
            for node_id, node in manifest["nodes"].items()
            if node["resource_type"] in ("seed", "model", "test")
        }
        self.tests = {
            node["name"]: node for node in self.nodes.values() if node["resource_type"] == "test"
        }
        # As in a build, whatever depends on what a test tests waits for the test.
        edges = graph["with_test_edges"]
        self.upstream: dict[str, list[str]] = {node_id: [] for node_id in self.nodes}
        for edge in edges.values():
            for successor in (edges[str(number)]["name"] for number in edge.get("succ", [])):
                if edge["name"] in self.nodes and successor in self.nodes:
                    self.upstream[successor].append(edge["name"])
        self.order = self._in_order()
        # What holds other rows than those of the undamaged project.
        self.stale: set[str] = set()
        self.connection = self._database()
        report = self._run_nodes(list(self.nodes))
        if report:
            raise RuntimeError(f"The undamaged project fails: {report}")

    def run(
        self, seed: str, content: bytes, enough: Callable[[Report], bool] = lambda report: False
    ) -> Report:
        """Check a damaged seed and, when it can be read, run what depends on it.

        Args:
            seed: Name of the seed.
            content: Content of the damaged file.
            enough: Whether a report says enough to stop; nothing does unless told otherwise.
        """
        (seed_id,) = (
            node_id
            for node_id, node in self.nodes.items()
            if node["resource_type"] == "seed" and node["name"] == seed
        )
        declaration = self.nodes[seed_id]["config"]
        damaged = self.scratch / "seeds" / f"{seed}.csv"
        damaged.parent.mkdir(exist_ok=True)
        damaged.write_bytes(content)
        problems = list(find_problems(damaged, declaration))[:PROBLEMS_SHOWN]
        if problems:
            here = str(seed_file(self.built, seed).relative_to(self.built))
            return {UNREADABLE: [problem.replace(str(damaged), here) for problem in problems]}
        return self._run_nodes([seed_id], damaged, enough)

    def failing_rows(self, test: str, statement: str = "") -> list[tuple[str, str, str]]:
        """Return what a data test finds after one statement, which is taken back afterwards.

        Args:
            test: Name of the data test.
            statement: SQL that does a damage; none to test the tables as they are.
        """
        self._run_nodes([])
        self.connection.begin()
        try:
            if statement:
                self.connection.execute(statement)
            return self._find_failures(self.tests[test])
        finally:
            self.connection.rollback()

    def _run_nodes(
        self,
        changed: list[str],
        damaged: Path | None = None,
        enough: Callable[[Report], bool] = lambda report: False,
    ) -> Report:
        """Run what has changed and what depends on it, and mend what an earlier damage left."""
        report: Report = {}
        stopped: set[str] = set()
        affected: set[str] = set()
        for node_id in self.order:
            node, upstream = self.nodes[node_id], self.upstream[node_id]
            # Only what holds rows passes a damage on; a test can but stop what waits for it.
            if node_id in changed or affected.intersection(filter(self._holds_rows, upstream)):
                affected.add(node_id)
            if stopped.intersection(upstream):
                stopped.add(node_id)
            elif node_id in affected or node_id in self.stale:
                lines = self._run_node(node, damaged if node_id in changed else None)
                if damaged and node_id in affected and self._holds_rows(node_id):
                    self.stale.add(node_id)
                else:
                    self.stale.discard(node_id)
                if lines:
                    stopped.add(node_id)
                    report[node["name"].replace("_", " ")] = lines
                    if enough(report):
                        break
        return report

    def _holds_rows(self, node_id: str) -> bool:
        return bool(self.nodes[node_id]["resource_type"] != "test")

    def _run_node(self, node: dict[str, Any], damaged: Path | None) -> list[str]:
        """Run a node and return the lines with which it fails."""
        try:
            if node["resource_type"] == "test":
                rows = self._find_failures(node)
                lines = [f"{place}: found {found}, expected {due}" for place, found, due in rows]
                return lines[:ROWS_SHOWN] + [f"and {len(rows)} in all"] * (len(rows) > ROWS_SHOWN)
            if node["config"]["materialized"] != "ephemeral":
                self.connection.execute(self._statement(node, damaged))
        except duckdb.Error as error:
            return [str(error)]
        return []

    def _find_failures(self, test: dict[str, Any]) -> list[tuple[str, str, str]]:
        query = f"select place, found, expected from ({test['compiled_code']}) order by all"
        return self.connection.execute(query).fetchall()

    def _statement(self, node: dict[str, Any], damaged: Path | None) -> str:
        """Return the SQL that makes a seed or model."""
        relation = node["relation_name"]
        if node["resource_type"] == "seed":
            columns = ", ".join(
                f"{c} {type_}" for c, type_ in node["config"]["column_types"].items()
            )
            path = damaged or seed_file(self.built, node["name"])
            return (
                f"create or replace table {relation} ({columns}); copy {relation} from '{path}'"
                " (format csv, auto_detect false, header true, delimiter ',', quote '\"')"
            )
        if node["config"]["materialized"] == "view":
            return f"create or replace view {relation} as {node['compiled_code']}"
        # What the build ran, with the constraints of the contract.
        written = (self.run_folder / node["original_file_path"]).read_text(encoding="utf-8")
        return f"drop table if exists {relation}; {written}"

    def _in_order(self) -> list[str]:
        """Return all nodes in an order that a build could take, each test as early as it can."""
        order: list[str] = []
        waiting = sorted(self.nodes)
        placed: set[str] = set()
        while waiting:
            ready = [node_id for node_id in waiting if placed.issuperset(self.upstream[node_id])]
            chosen = min(ready, key=self._holds_rows)
            waiting.remove(chosen)
            placed.add(chosen)
            order.append(chosen)
        return order

    def _database(self) -> duckdb.DuckDBPyConnection:
        """Return an empty database with the schemas of the project."""
        connection = duckdb.connect(config={"threads": 1})
        places = {(n["database"], n["schema"]) for n in self.nodes.values() if n["relation_name"]}
        for database in sorted({database for database, _ in places}):
            connection.execute(f"attach ':memory:' as {database}")
        for database, schema in sorted(places):
            connection.execute(f"create schema if not exists {database}.{schema}")
        # As in a build, where names without a database are those of what is not published.
        (default,) = {n["database"] for n in self.nodes.values() if n["resource_type"] == "seed"}
        connection.execute(f"use {default}")
        return connection
