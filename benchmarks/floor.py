"""Write and run the floor: one DuckDB script for the public tables and checks, without dbt.

    python benchmarks/floor.py write PROJECT SCRIPT    after a build with landing in PROJECT
    python benchmarks/floor.py run SCRIPT FOLDER       needs nothing but DuckDB

The script has the queries that dbt compiled, one after the other in one process and one connection,
plain `create table as`: no contracts, constraints, comments, and nothing that dbt does around them.
"""

import argparse
import json
import resource
import sys
import time
from pathlib import Path

import duckdb

SEPARATOR = "\n-- next: "


def write(project: Path, script: Path) -> None:
    """Derive the script from what dbt compiled in a project.

    Args:
        project: A project that was built with landing on.
        script: File to write: statements, each below a line with its name.

    Raises:
        FileNotFoundError: If the project was not built.
    """
    manifest = json.loads((project / "target/manifest.json").read_text(encoding="utf-8"))
    results = json.loads((project / "target/run_results.json").read_text(encoding="utf-8"))
    statements = []
    with duckdb.connect(project / "target/preparation.duckdb", read_only=True) as connection:
        views = connection.execute(
            "select view_name, sql from duckdb_views() where schema_name = 'landing'"
        ).fetchall()
    statements += [("landing", "create schema landing;\n" + "\n".join(sql for _, sql in views))]
    for result in results["results"]:
        node = manifest["nodes"].get(result["unique_id"])
        if node is None:
            continue
        relation = node.get("relation_name")
        kind = node["resource_type"]
        schema = f"create schema if not exists {node['database']}.{node['schema']};\n"
        if kind == "seed":
            columns = ", ".join(
                f"{name} {kind}" for name, kind in node["config"]["column_types"].items()
            )
            path = project / node["original_file_path"]
            sql = (
                f"{schema}create table {relation} ({columns});\n"
                f"copy {relation} from '{path}' (format csv, auto_detect false, header true);"
            )
        elif kind == "model" and node["config"]["materialized"] == "view":
            query = node["compiled_code"].replace('"municipal_indicators".', "")
            sql = f"{schema}use municipal_indicators;\ncreate view {relation} as\n{query};\n"
            sql += "use preparation;"
        elif kind == "model":
            sql = f"{schema}create table {relation} as\n{node['compiled_code']};"
        elif kind == "test":
            sql = f"select count(*) as failures from (\n{node['compiled_code']}\n) as rows_found;"
        else:
            continue
        statements.append((f"{kind} {node['name']}", sql))
    script.write_text(
        "".join(f"{SEPARATOR}{name}\n{sql}\n" for name, sql in statements), encoding="utf-8"
    )


def processor_seconds() -> float:
    """Return the time that processors worked for this process so far, in seconds."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def run(script: Path, folder: Path, memory_limit: str | None, profile: bool) -> None:
    """Run the script in new database files.

    Args:
        script: What `write` made.
        folder: Where the two database files go; they may not exist.
        memory_limit: As DuckDB understands it, such as 3GB; None for its default.
        profile: Whether to print what each statement took.

    Raises:
        SystemExit: If a check finds something.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(folder / "preparation.duckdb") as connection:
        if memory_limit:
            connection.execute(f"set memory_limit = '{memory_limit}'")
        connection.execute(
            f"attach '{folder}/municipal_indicators.duckdb' as municipal_indicators"
            " (block_size 16384)"
        )
        for part in script.read_text(encoding="utf-8").split(SEPARATOR)[1:]:
            name, _, sql = part.partition("\n")
            wall, processor = time.perf_counter(), processor_seconds()
            rows = connection.execute(sql).fetchall()
            if name.startswith("test ") and rows[0][0]:
                sys.exit(f"{name}: {rows[0][0]} failures")
            if profile:
                print(
                    f"{time.perf_counter() - wall:7.2f} s {processor_seconds() - processor:7.2f} s"
                    f" processor, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10}"
                    f" MiB  {name}",
                    flush=True,
                )


def main() -> int:
    """Read the command line and write or run a script.

    Returns:
        Exit code, 0.
    """
    parser = argparse.ArgumentParser(description="Write or run the floor.")
    commands = parser.add_subparsers(dest="command", required=True)
    writing = commands.add_parser("write")
    writing.add_argument("project", type=Path)
    writing.add_argument("script", type=Path)
    running = commands.add_parser("run")
    running.add_argument("script", type=Path)
    running.add_argument("folder", type=Path)
    running.add_argument("--memory-limit")
    running.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    if options.command == "write":
        write(options.project.resolve(), options.script)
    else:
        run(options.script, options.folder, options.memory_limit, options.profile)
    return 0


if __name__ == "__main__":
    sys.exit(main())
