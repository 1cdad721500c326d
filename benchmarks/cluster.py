"""Measure what figures cost on Spark and on DuckDB, and write docs/benchmark_spark.md.

For each size, one dbt build with landing on DuckDB and one on a Spark cluster of two workers on
this machine, one after the other on the same generated files. What a value costs is read from the
difference between the sizes, so that what every build costs does not count. Needs .venv-spark and
Java; `make bench-spark` sees to the first.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import duckdb

from benchmarks.builds import (
    PROJECT,
    Cost,
    copy_project,
    dbt_program,
    table,
)
from benchmarks.sizes import bytes_in, generate, measure_sizes, run_step
from municipal_indicators.spark_cluster import Cluster, running_cluster
from municipal_indicators.sql_text import fetch_value

REPORT = PROJECT / "docs" / "benchmark_spark.md"
EXECUTOR_MEGABYTES = 2048
DRIVER_MEGABYTES = 1536
A_BILLION = 1_000_000_000
SPARK, DUCKDB = "Spark, two workers", "DuckDB"


@dataclass(frozen=True)
class Way:
    """What one build took.

    Attributes:
        seconds: Wall time of `dbt build`, in seconds; the cluster was running before.
        processor_seconds: Time that processors worked, in seconds: of dbt, and on Spark also of
            master, workers, executors and Thrift server.
        peak_bytes: Most resident memory, in bytes. On Spark the sum of the peaks of all processes,
            which need not have been at the same time.
        tables_bytes: Size of all tables that were built, intermediate ones included, in bytes.
    """

    seconds: float
    processor_seconds: float
    peak_bytes: int
    tables_bytes: int


@dataclass(frozen=True)
class Size:
    """What was measured at one size.

    Attributes:
        values: Printed values, those of the seeds included.
        landed_bytes: Size of the landed Parquet files, in bytes.
        ways: What each engine took, by its name.
        tasks: Number of tasks on each of Spark's workers.
        shuffled_bytes: What Spark's tasks sent to each other, in bytes.
        spilled_bytes: What Spark's tasks put on disk for lack of memory, in bytes.
    """

    values: int
    landed_bytes: int
    ways: dict[str, Way]
    tasks: dict[str, int]
    shuffled_bytes: int
    spilled_bytes: int


def processor_seconds(cluster: Cluster) -> float:
    """Return the time that processors have worked for a cluster so far, in seconds."""
    ticks = 0
    for process in cluster.all_processes():
        cells = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        # User and system time, of the process itself.
        ticks += int(cells[11]) + int(cells[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def peak_bytes(cluster: Cluster) -> int:
    """Return the sum of the peaks of resident memory of a cluster's processes, in bytes."""
    total = 0
    for process in cluster.all_processes():
        for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                total += int(line.split()[1]) * 1024
    return total


def measure(values: int, folder: Path) -> Size:
    """Generate figures and build them on both engines.

    Args:
        values: Printed values to generate, about.
        folder: Empty folder to work in.

    Returns:
        What was measured.

    Raises:
        BenchmarkError: If anything fails; a build fails too when a planted contradiction is not
            found or anything else is.
    """
    landing, project = folder / "landing", folder / "project"

    def measured(label: str, arguments: Sequence[str | Path]) -> Cost:
        return run_step(values, label, arguments, project)

    generate(values, landing)
    landed_bytes = bytes_in(landing)
    setting = f"landing: {landing}"
    parse = [dbt_program(), "parse", "--vars", setting]
    build = [dbt_program(), "build", "--vars", setting]
    copy_project(project)
    # Reads the project once, so that no build has to.
    measured("dbt parse", parse)
    on_duckdb = measured(DUCKDB, build)
    published = project / "warehouse/municipal_indicators.duckdb"
    with duckdb.connect(published, read_only=True) as database:
        all_values = fetch_value(
            database,
            "select (select count(*) from core.fct_indicator_value)"
            " + (select count(*) from core.fct_unplaced_value)",
        )
    ways = {
        DUCKDB: Way(
            on_duckdb.seconds,
            on_duckdb.processor_seconds,
            on_duckdb.peak_bytes,
            bytes_in(published, project / "target/preparation.duckdb"),
        )
    }
    shutil.rmtree(project)

    copy_project(project)
    with running_cluster(
        EXECUTOR_MEGABYTES, DRIVER_MEGABYTES, folder, little_data=False
    ) as cluster:
        os.environ.update(cluster.environment())
        target = ["--target", "spark"]
        measured("dbt parse", parse + target)
        before = processor_seconds(cluster)
        on_spark = measured(SPARK, build + target)
        tasks = [task["Task Metrics"] for task in cluster.finished_tasks()]
        ways[SPARK] = Way(
            on_spark.seconds,
            on_spark.processor_seconds + processor_seconds(cluster) - before,
            on_spark.peak_bytes + peak_bytes(cluster),
            bytes_in(cluster.warehouse()),
        )
        return Size(
            all_values,
            landed_bytes,
            ways,
            cluster.tasks_of_workers(),
            sum(task["Shuffle Write Metrics"]["Shuffle Bytes Written"] for task in tasks),
            sum(task["Disk Bytes Spilled"] for task in tasks),
        )


def section(size: Size) -> str:
    """Write what was measured at one size, in Markdown."""
    rows = [
        [
            name,
            f"{way.seconds:.0f}",
            f"{way.seconds / size.ways[DUCKDB].seconds:.1f}",
            f"{way.processor_seconds:.0f}",
            f"{way.peak_bytes / 2**30:.2f}",
            f"{way.tables_bytes / 2**20:.0f}",
        ]
        for name, way in size.ways.items()
    ]
    header = ["engine", "time, s", "ratio", "processor time, s", "memory, GiB", "tables, MiB"]
    tasks = " and ".join(f"{count:,}" for count in size.tasks.values())
    return f"""\
## {size.values:,} printed values

{table(header, rows)}

- The landed Parquet files take {size.landed_bytes / 2**20:.1f} MiB.
- Spark's workers ran {tasks} tasks, which passed {size.shuffled_bytes / 2**20:.0f} MiB to each
  other in shuffles and put {size.spilled_bytes / 2**20:.0f} MiB on disk for lack of memory.
"""


def growth(small: Size, large: Size) -> str:
    """Write what a value more costs, and what a billion would, in Markdown."""
    more = large.values - small.values
    rows, billion = [], []
    for name in (DUCKDB, SPARK):
        less, much = small.ways[name], large.ways[name]
        wall = (much.seconds - less.seconds) / more
        processor = (much.processor_seconds - less.processor_seconds) / more
        stored = (much.tables_bytes - less.tables_bytes) / more
        rows.append([name, f"{wall * 1e6:.1f}", f"{processor * 1e6:.1f}", f"{stored:.0f}"])
        billion.append(
            [
                name,
                f"{wall * A_BILLION / 3600:.0f}",
                f"{processor * A_BILLION / 3600:.0f}",
                f"{stored * A_BILLION / 1e9:.0f}",
            ]
        )
    landed = (large.landed_bytes - small.landed_bytes) / more
    shuffled = (large.shuffled_bytes - small.shuffled_bytes) / more
    return f"""\
## What a value more costs

From the difference between {small.values:,} and {large.values:,} values.

{table(["engine", "time, µs", "processor time, µs", "tables, bytes"], rows)}

A value more takes {landed:.1f} bytes of landed files, and Spark's tasks send each other
{shuffled:.0f} bytes for it.

## What a billion values would cost at that rate

A calculation and no measurement: the figures above times a billion. It supposes that the cost of a
value stays the same, and for more cores that work divides evenly over them.

{table(["engine", "hours on this machine", "hours of one core", "tables, GB"], billion)}

The landed files would take {landed * A_BILLION / 1e9:.0f} GB, and Spark's shuffles
{shuffled * A_BILLION / 1e9:.0f} GB in all.
"""


def report(sizes: list[Size], circumstances: str) -> str:
    """Write the whole report, in Markdown.

    Args:
        sizes: What was measured, smallest first.
        circumstances: Table with the machine and its load before the first run.
    """
    programs = f"dbt-spark {version('dbt-spark')} and Spark {version('pyspark')}"
    parts = [
        f"""\
# Benchmark of Spark

Written by `make bench-spark`; see [benchmarks/README.md](../benchmarks/README.md), and
[scaling.md](scaling.md) for what follows from it. One run of each, one after the other on one
machine: ratios count, absolute times are noise.

{circumstances}

- DuckDB: `dbt build --vars 'landing: ...'` with all checks, and publication.
- Spark: the same with `--target spark`, by {programs}, on a
  standalone cluster that was running on this same machine: two workers with one core and
  {EXECUTOR_MEGABYTES} MiB each, and a Thrift server with {DRIVER_MEGABYTES} MiB.
  Both engines have the same cores, and nothing leaves the machine.
- Memory on Spark is the sum of the peaks of all of its processes.
- Each build found the planted contradictions and nothing else, or it would have failed.
"""
    ]
    parts += [section(size) for size in sizes]
    if len(sizes) > 1:
        parts.append(growth(sizes[0], sizes[-1]))
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(
        measure_sizes(
            "Measure what figures cost on Spark and DuckDB.",
            [1_000_000, 10_000_000],
            REPORT,
            measure,
            report,
        )
    )
