"""A fast stand-in for `dbt build`: the project's own compiled SQL, run without dbt.

A build writes down the SQL of every model and test and the order in which they depend on each
other. Running that SQL on a database in memory takes a tenth of the time of a build, and gives the
same verdict; `run.py` compares the two for every mutant in the catalogue and a sample of the rest.
"""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
from verdict import Report

ROWS_SHOWN = 10
SEED_FILE = re.compile(r" from '[^']*' \(")


class Chain:
    """The seeds, models and tests of one build, ready to be run again on a damaged seed."""

    def __init__(self, built: Path, scratch: Path):
        """Read what a build has written down, and load everything once.

        Args:
            built: The project, with the folder target of a build that passed.
            scratch: Folder for damaged files.
        """
        sys.path.insert(0, str(built / "plugins"))
        import seed_files

        self.find_problems = seed_files.find_problems
        self.problems_shown = seed_files.PROBLEMS_SHOWN
        self.declarations = seed_files.declared_seeds(built / "seeds")
        self.seeds = built / "seeds"
        self.scratch = scratch
        manifest = json.loads((built / "target/manifest.json").read_text(encoding="utf-8"))
        graph = json.loads((built / "target/graph_summary.json").read_text(encoding="utf-8"))
        self.nodes = manifest["nodes"]
        # As in a build, whatever depends on what a test tests waits for the test.
        edges = graph["with_test_edges"]
        self.upstream: dict[str, list[str]] = {node["name"]: [] for node in edges.values()}
        for node in edges.values():
            for successor in node.get("succ", []):
                self.upstream[edges[str(successor)]["name"]].append(node["name"])
        self.order = self._in_order()
        self.statements = {
            node_id: self._statement(node, built, manifest["metadata"]["project_name"])
            for node_id, node in self.nodes.items()
            if node["resource_type"] in ("seed", "model", "test")
            and node["config"]["materialized"] != "ephemeral"
        }
        self.connection = self._database()
        report = self.run()
        if report.failed:
            raise RuntimeError("The project itself fails:\n" + "\n".join(report.lines))

    def run(
        self,
        seed: str | None = None,
        content: bytes = b"",
        enough: Callable[[Report], bool] = lambda report: False,
    ) -> Report:
        """Check one damaged file and, when it can be read, run what depends on it.

        Args:
            seed: Name of the seed that is damaged; none to run everything as it is.
            content: Content of the damaged file.
            enough: Whether a report says enough to stop; nothing does unless told otherwise.

        Returns:
            What failed, in the words of the build.
        """
        report = Report()
        damaged = self.scratch / "seeds" / f"{seed}.csv"
        if seed is not None:
            damaged.parent.mkdir(exist_ok=True)
            damaged.write_bytes(content)
            # Relative, as in a build, because the message names the path.
            problems = [
                problem.replace(str(damaged), f"seeds/{seed}.csv")
                for problem in self.find_problems(damaged, self.declarations[seed])
            ]
            if problems:
                # A build shows no more than this.
                report.add("the seed files can be read", problems[: self.problems_shown])
                return report
        self._run_nodes(seed, damaged, report, enough)
        return report

    def _run_nodes(
        self, seed: str | None, damaged: Path, report: Report, enough: Callable[[Report], bool]
    ) -> None:
        stopped: set[str] = set()
        affected: set[str] = set()
        for node_id in self.order:
            node = self.nodes.get(node_id)
            if node is None or node["resource_type"] == "unit_test":
                continue
            is_damaged = node["resource_type"] == "seed" and node["name"] == seed
            upstream = self.upstream[node_id]
            # Only what holds rows passes a damage on; a test can but stop what waits for it.
            if is_damaged or any(name in affected for name in upstream if _holds_rows(name)):
                affected.add(node_id)
            if any(name in stopped for name in upstream):
                stopped.add(node_id)
                continue
            to_run = seed is None or node_id in affected or node_id in self.stale
            if not to_run or node_id not in self.statements:
                continue
            # The next run mends what this one damages, or leaves as an earlier one did.
            if node_id in affected and _holds_rows(node_id):
                self.stale.add(node_id)
            else:
                self.stale.discard(node_id)
            try:
                lines = self._run_node(node_id, node, damaged if is_damaged else None)
            except duckdb.Error as error:
                lines = [f"{node['name']}: {str(error).splitlines()[0]}"]
            if lines:
                stopped.add(node_id)
                report.add(node["name"].replace("_", " "), lines)
                if enough(report):
                    break

    def _run_node(self, node_id: str, node: dict, damaged: Path | None) -> list[str]:
        """Run a node and return the lines with which a test fails."""
        if node["resource_type"] == "test":
            rows = self.connection.execute(self.statements[node_id]).fetchall()
            lines = [f"{place}: found {found}, expected {due}" for place, found, due in rows]
            if len(lines) > ROWS_SHOWN:
                lines[ROWS_SHOWN:] = [f"and {len(lines) - ROWS_SHOWN} more"]
            return lines
        statement = self.statements[node_id]
        if node["resource_type"] == "seed":
            # The build wrote down where its own copy of the file was.
            path = damaged or self.seeds / f"{node['name']}.csv"
            statement = SEED_FILE.sub(f" from '{path}' (", statement)
        self.connection.execute(statement)
        return []

    def _in_order(self) -> list[str]:
        """Return all nodes in an order that a build could take, each test as early as it can."""
        waiting = {node_id: len(names) for node_id, names in self.upstream.items()}
        downstream: dict[str, list[str]] = {node_id: [] for node_id in self.upstream}
        for node_id, names in self.upstream.items():
            for name in names:
                downstream[name].append(node_id)
        ready = sorted(node_id for node_id, count in waiting.items() if count == 0)
        order = []
        while ready:
            node_id = min(ready, key=lambda name: (not name.startswith("test."), ready.index(name)))
            ready.remove(node_id)
            order.append(node_id)
            for successor in downstream[node_id]:
                waiting[successor] -= 1
                if waiting[successor] == 0:
                    ready.append(successor)
        return order

    @staticmethod
    def _statement(node: dict, built: Path, project_name: str) -> str:
        """Return the SQL of a node."""
        if node["resource_type"] == "test":
            return (
                f"select place, found, expected from ({node['compiled_code']})"
                " order by place, found"
            )
        relation = node["relation_name"]
        if node["config"]["materialized"] == "view":
            return f"create or replace view {relation} as {node['compiled_code']}"
        # How a seed is loaded, and a table with the constraints of its contract.
        path = built / "target/run" / project_name / node["original_file_path"]
        return path.read_text(encoding="utf-8")

    def _database(self) -> duckdb.DuckDBPyConnection:
        """Return an empty database with the schemas of the project."""
        connection = duckdb.connect(config={"threads": 1})
        places = {
            (node["database"], node["schema"])
            for node_id, node in self.nodes.items()
            if node_id in self.statements and node["resource_type"] != "test"
        }
        for database in sorted({database for database, _ in places}):
            connection.execute(f"attach ':memory:' as {database}")
        for database, schema in sorted(places):
            connection.execute(f"create schema if not exists {database}.{schema}")
        self.stale: set[str] = set()
        return connection


def _holds_rows(node_id: str) -> bool:
    return not node_id.startswith("test.")
