"""Measure what millions of figures cost, and write docs/benchmark_scale.md.

For each size: the dbt build with landing, the floor (one DuckDB script without dbt) and what an
analyst would write (Polars), one after the other on generated data; a dashboard's queries on what
was published; and what it costs to add one more document to that. Needs .venv-clients for Polars;
`make bench-scale` sees to that.
"""

import json
import math
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.builds import (
    PROJECT,
    BenchmarkError,
    Command,
    Cost,
    copy_project,
    dbt_program,
    make_trivial_project,
    run,
    table,
)
from benchmarks.sizes import bytes_in, generate, measure_sizes, run_step
from municipal_indicators.sql_text import fetch_row

REPORT = PROJECT / "docs" / "benchmark_scale.md"
CLIENTS = PROJECT / ".venv-clients/bin/python"
HERE = Path(__file__).resolve().parent
QUERY_ROUNDS = 20
ADDING_ROUNDS = 3

FLOOR_TARGET = 1.3
MEMORY_TARGET = 4.0
EXPONENT_TARGET = 1.05
QUERY_TARGET = 100.0
# What adding a document may cost beside a trivial dbt run, as a share of a full build.
ADDING_TARGET = 0.05
# Targets beside the floor and the full build hold from so many values on: dbt's start is much of a
# small build.
TARGETS_FROM = 10_000_000


@dataclass(frozen=True)
class Size:
    """What was measured at one size.

    Attributes:
        values: Printed values that were landed.
        planted: Contradictions that were planted, and found.
        costs: Cost of each of the three ways that ended, by its label.
        failures: Why one of the ways did not end, by its label.
        adding: Cost of adding one document to the publication of the dbt build.
        trivial: Cost of building a dbt project with one trivial model.
        bytes_on_disk: Size of what each way leaves, and of the landed files, in bytes.
        queries: For each query the median and the 95th percentile, in seconds.
    """

    values: int
    planted: int
    costs: dict[str, Cost]
    failures: dict[str, str]
    adding: Cost
    trivial: Cost
    bytes_on_disk: dict[str, int]
    queries: dict[str, list[float]]


def hold_back_document(landing: Path, held_back: Path) -> str:
    """Take the newest document of one municipality out of a landing folder.

    Args:
        landing: The folder, whose files are rewritten.
        held_back: Folder to make, with the rows of the document in files of their own.

    Returns:
        The municipality.
    """
    with duckdb.connect() as connection:
        # The last one: contradictions are planted in the first ones.
        document, area = fetch_row(
            connection,
            f"select document_id, area_id from '{landing}/documents/*.parquet'"
            " order by area_id desc, budget_year desc, document_kind desc limit 1",
        )
        for file in sorted(landing.rglob("*.parquet")):
            columns = [name for name, *_ in connection.execute(f"describe '{file}'").fetchall()]
            if "document_id" in columns:
                own = f"document_id = '{document}'"
            elif "finding_id" in columns:
                own = f"contains(finding_id, '{document}')"
            else:
                continue
            if not connection.execute(f"select 1 from '{file}' where {own} limit 1").fetchone():
                continue
            added = held_back / file.parent.name / f"added-{file.name}"
            added.parent.mkdir(parents=True, exist_ok=True)
            connection.execute(f"copy (from '{file}' where {own}) to '{added}'")
            rest = file.with_suffix(".rest")
            connection.execute(f"copy (from '{file}' where not {own}) to '{rest}' (format parquet)")
            rest.replace(file)
    return str(area)


def measure_adding(add: Callable[[], Cost], folder: Path) -> tuple[Cost, Cost]:
    """Measure what adding costs beside a trivial dbt run, in turns.

    Args:
        add: Adds the document; from the second call on it builds the same municipality again.
        folder: Where to write a project with one trivial model.

    Returns:
        The costs of adding and of the trivial run, each of them the one with the median time.
    """
    make_trivial_project(folder)
    command = Command("one trivial model", [dbt_program(), "build"], folder)
    run(command)
    costs = [(add(), run(command)) for _ in range(ADDING_ROUNDS)]
    adding, trivial = (
        sorted(series, key=lambda cost: cost.seconds)[ADDING_ROUNDS // 2]
        for series in zip(*costs, strict=True)
    )
    return adding, trivial


def measure(values: int, folder: Path) -> Size:
    """Generate figures and measure all there is to measure about them.

    Args:
        values: Printed values, about.
        folder: Empty folder to work in.

    Returns:
        What was measured.

    Raises:
        BenchmarkError: If anything fails; a build fails too when a planted contradiction is not
            found or anything else is.
    """
    landing, project = folder / "landing", folder / "project"

    def measured(label: str, arguments: Sequence[str | Path], where: Path = folder) -> Cost:
        return run_step(values, label, arguments, where)

    python = sys.executable
    generate(values, landing)
    area = hold_back_document(landing, folder / "held back")
    copy_project(project)
    setting = f"landing: {landing}"
    # Reads the project once, as the warm-up of the other benchmark does.
    measured("dbt parse", [dbt_program(), "parse", "--vars", setting], project)
    costs = {
        # The floor is derived from the JSON that dbt writes.
        "dbt build": measured(
            "dbt build", [dbt_program(), "build", "--write-json", "--vars", setting], project
        )
    }
    published = project / "warehouse/municipal_indicators.duckdb"
    queries = json.loads(
        measured("queries", [python, HERE / "queries.py", published, str(QUERY_ROUNDS)]).output
    )
    sizes = {
        "landed files": bytes_in(landing),
        "dbt build": bytes_in(
            published, project / "target/publication", project / "target/preparation.duckdb"
        ),
        "published file alone": bytes_in(published),
    }
    script = folder / "floor.sql"
    measured("write the floor", [python, HERE / "floor.py", "write", project, script])
    shutil.copytree(folder / "held back", landing, dirs_exist_ok=True)
    amend = ["env", f"PARTIAL_AREAS={area}", dbt_program(), "build", "--vars", setting]
    adding, trivial = measure_adding(
        lambda: measured("add a document", amend, project), folder / "trivial"
    )
    for added in landing.rglob("added-*"):
        added.unlink()
    shutil.rmtree(project / "target")
    published.unlink()

    failures = {}
    others: dict[str, list[str | Path]] = {
        "floor": [
            *(python, HERE / "floor.py", "run", script, folder / "floor"),
            *("--memory-limit", "3GB"),
        ],
        "analyst": [CLIENTS, HERE / "analyst.py", PROJECT, landing, folder / "analyst"],
    }
    for label, arguments in others.items():
        try:
            costs[label] = measured(label, arguments)
            sizes[label] = bytes_in(folder / label)
        except BenchmarkError as error:
            # What does not fit in memory is a result too.
            failures[label] = str(error).splitlines()[0].rstrip(":")
            print(failures[label], flush=True)
        shutil.rmtree(folder / label, ignore_errors=True)
    planted = len(Path(f"{landing}-planted.csv").read_text(encoding="utf-8").splitlines()) - 1
    return Size(values, planted, costs, failures, adding, trivial, sizes, queries)


def exponent(small: Size, large: Size, measure_of: str) -> float:
    """Return the power of the size with which a cost of the dbt build grows; 1 is linear."""
    costs = [getattr(size.costs["dbt build"], measure_of) for size in (small, large)]
    return math.log(costs[1] / costs[0]) / math.log(large.values / small.values)


def verdict(measured: float, target: float, unit: str = "", digits: int = 2) -> str:
    """Say whether a target is met."""
    word = "met" if measured <= target else "not met"
    return f"{measured:.{digits}f}{unit}, target at most {target:g}{unit}: **{word}**"


def ratio(cost: Cost, base: Cost | None, measure_of: str) -> str:
    """Return the ratio of two costs as text; a dash if there is nothing to compare with."""
    if base is None:
        return "–"
    return f"{getattr(cost, measure_of) / getattr(base, measure_of):.2f}"


def section(size: Size) -> str:
    """Write what was measured at one size, in Markdown."""
    floor = size.costs.get("floor")
    rows = [
        [
            label,
            ratio(cost, floor, "seconds"),
            ratio(cost, floor, "processor_seconds"),
            f"{cost.seconds:.1f}",
            f"{cost.processor_seconds:.1f}",
            f"{cost.peak_bytes / 2**30:.2f}",
            f"{size.bytes_on_disk[label] / 2**20:.0f}",
        ]
        for label, cost in size.costs.items()
    ]
    rows += [[label, *["did not end"] * 2, *["–"] * 4] for label in size.failures]
    header = [
        "way",
        "time, ratio to floor",
        "processor time, ratio",
        "time, s",
        "processor time, s",
        "peak memory, GiB",
        "on disk, MiB",
    ]
    query_rows = [
        [name, f"{median * 1000:.1f}", f"{high * 1000:.1f}"]
        for name, (median, high) in size.queries.items()
    ]
    build = size.costs["dbt build"]
    against_floor = "not known, for the floor did not end"
    if floor:
        times = build.seconds / floor.seconds
        against_floor = f"{times:.2f}; the target is for ten million values"
        if size.values >= TARGETS_FROM:
            against_floor = verdict(times, FLOOR_TARGET)
    failed = "".join(
        f"- {label} did not end: {reason}.\n" for label, reason in size.failures.items()
    )
    share = (size.adding.seconds - size.trivial.seconds) / build.seconds
    judged = f"{share:.3f}; the target is for ten million values"
    if size.values >= TARGETS_FROM:
        judged = verdict(share, ADDING_TARGET, digits=3)
    return f"""\
## {size.values:,} printed values

{table(header, rows)}

- Landed files take {size.bytes_on_disk["landed files"] / 2**20:.1f} MiB, the published file
  {size.bytes_on_disk["published file alone"] / 2**20:.1f} MiB.
- All {size.planted} planted contradictions were found, and nothing else: the build passed with
  exactly these accepted.
{failed}- Wall time against the floor: {against_floor}.
- Peak memory: {verdict(build.peak_bytes / 1e9, MEMORY_TARGET, " GB")}.
- Queries, 95th percentile of all: \
{verdict(size.queries["all together"][1] * 1000, QUERY_TARGET, " ms")}.

{table(["query", "p50, ms", "p95, ms"], query_rows)}

- One document added to that (`PARTIAL_AREAS`, the median of {ADDING_ROUNDS} times, in turns with
  the trivial run): {size.adding.seconds:.1f} s, \
{size.adding.processor_seconds:.1f} s of processors,
  {size.adding.peak_bytes / 2**30:.2f} GiB at the peak. A trivial dbt run takes \
{size.trivial.seconds:.1f} s.
- What adding takes beyond a trivial run, as a share of the full build:
  {judged}.
"""


def report(sizes: list[Size], circumstances: str) -> str:
    """Write the whole report, in Markdown.

    Args:
        sizes: What was measured, smallest first.
        circumstances: Table with the machine and its load before the first run.
    """
    parts = [
        f"""\
# Benchmark at scale

Written by `make bench-scale`; see [benchmarks/README.md](../benchmarks/README.md). One run of each
way, one after the other on one machine: ratios count, absolute times are noise. Processor time
suffers less from what else the machine does.

{circumstances}

- dbt build: `dbt build --vars 'landing: ...'` with all checks, and publication.
- floor: the queries of that build as one script in one DuckDB process, without dbt, contracts,
  constraints and comments. It has the same SQL, so it tells what dbt costs, not whether the SQL is
  good.
- On disk is what is left afterwards. The dbt build leaves the published file twice: where readers
  open it, and where it was built.
- analyst: a Polars script for four of the marts, without any check; see `benchmarks/analyst.py`.
"""
    ]
    parts += [section(size) for size in sizes]
    if len(sizes) > 1:
        small, large = sizes[0], sizes[-1]
        seconds = exponent(small, large, "seconds")
        processor = exponent(small, large, "processor_seconds")
        memory = large.costs["dbt build"].peak_bytes / small.costs["dbt build"].peak_bytes
        disk = large.bytes_on_disk["dbt build"] / small.bytes_on_disk["dbt build"]
        parts.append(f"""\
## Growth from {small.values:,} to {large.values:,}

- Time: exponent {verdict(seconds, EXPONENT_TARGET)}.
- Processor time: exponent {processor:.2f}.
- Peak memory: times {memory:.2f}.
- On disk: times {disk:.2f}.
""")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(
        measure_sizes(
            "Measure what millions of figures cost.",
            [1_000_000, 10_000_000],
            REPORT,
            measure,
            report,
        )
    )
