"""Run the benchmarks and write their results to docs/benchmark.md.

Every benchmark compares commands that run in turns within one run. The ratio between two of them
is a result; an absolute time says as much about the machine as about the project. Needs Linux or
macOS, and dbt in the environment of the Python that runs it.
"""

import argparse
import datetime
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
REPORT = PROJECT / "docs" / "benchmark.md"
# Git ignores it.
FAILURE_LOG = PROJECT / "target" / "benchmark_failure.log"
# Environments, what dbt writes and hidden files: a build needs none of them.
NOT_COPIED = (".*", "target", "logs", "warehouse", "__pycache__")

# Median time of the plain build, in builds of a project with one trivial model.
BUILD_TARGET = 2.5

# The line of profiles.yml that names the plugin.
GARBAGE_COLLECTION = "        - module: municipal_indicators.dbt_plugins.garbage_collection\n"

INTRODUCTION = """\
# Benchmarks

Written by `make bench-build`; see [benchmarks/README.md](../benchmarks/README.md).

Only ratios within one run count: what is compared ran in turns, on one machine, seconds apart.
Absolute times tell how fast and how busy that machine was, and are noise.

{circumstances}
"""

TRIVIAL_PROJECT = {
    "dbt_project.yml": """\
name: trivial
version: "1.0"
profile: trivial
flags:
  send_anonymous_usage_stats: false
""",
    "profiles.yml": """\
trivial:
  target: duckdb
  outputs:
    duckdb:
      type: duckdb
      path: trivial.duckdb
      threads: 2
""",
    "models/trivial.sql": "select 1 as id\n",
}


class BenchmarkError(Exception):
    """Something that makes the measurement worthless, in words for the user."""


@dataclass(frozen=True)
class Command:
    """A command to measure.

    Attributes:
        label: What it is, in a few words, for the progress lines and the tables.
        arguments: Program and arguments.
        folder: Folder in which it runs.
    """

    label: str
    arguments: Sequence[str]
    folder: Path


@dataclass(frozen=True)
class Cost:
    """What one run of a command took.

    Attributes:
        seconds: Wall time in seconds, from starting the process until it has ended.
        processor_seconds: Time that processors worked for it, in seconds, all threads together.
        peak_bytes: Most memory resident at one time, in bytes.
        output: What it printed.
    """

    seconds: float
    processor_seconds: float
    peak_bytes: int
    output: str


@dataclass(frozen=True)
class Spread:
    """Middle and extremes of a series, in the unit of its values."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Summarise a series that is not empty."""
        return cls(statistics.median(values), min(values), max(values))

    @classmethod
    def of_ratios(cls, costs: Sequence[Cost], bases: Sequence[Cost], measure: str) -> "Spread":
        """Summarise the ratios between costs of the same round.

        Args:
            costs: Costs of one command, one a round.
            bases: Costs of the command it is compared with.
            measure: Attribute of the costs to compare.
        """
        return cls.of(
            [
                getattr(cost, measure) / getattr(base, measure)
                for cost, base in zip(costs, bases, strict=True)
            ]
        )

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.low:.2f}–{self.high:.2f})"


def run(command: Command) -> Cost:
    """Run a command and measure it.

    Raises:
        BenchmarkError: If the command fails.
    """
    # Settings of the caller's shell must not reach one side of a comparison, or both.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DBT_")}
    with tempfile.TemporaryFile() as printed:
        start = time.perf_counter()
        with subprocess.Popen(
            command.arguments,
            cwd=command.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        ) as process:
            try:
                # Unlike Popen.wait, this tells what this one process used.
                _, status, usage = os.wait4(process.pid, 0)
            except KeyboardInterrupt:
                # Nothing may write to the temporary folder while that is being removed.
                process.kill()
                raise
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        printed.seek(0)
        output = printed.read().decode(errors="replace")
    if process.returncode != 0:
        # What went wrong can stand far above the last line: Java's traces are long.
        FAILURE_LOG.parent.mkdir(exist_ok=True)
        FAILURE_LOG.write_text(output, encoding="utf-8")
        last_lines = "\n".join(output.splitlines()[-30:])
        raise BenchmarkError(
            f"{command.label} ended with exit code {process.returncode}:\n{last_lines}\n"
            f"All that it printed is in {FAILURE_LOG}."
        )
    # ru_maxrss is in bytes on macOS, in kibibytes elsewhere.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, output)


def measure_in_turns(commands: Sequence[Command], rounds: int) -> dict[str, list[Cost]]:
    """Run each command once to warm up, then all of them in turns, and say so while doing it.

    Every second round goes backwards, so that no command always follows the same one, and a
    machine that slows down in the meantime burdens all alike.

    Args:
        commands: Commands with different labels.
        rounds: Number of measured runs of each command.

    Returns:
        For each label the costs, one a round, the warm-up left out.

    Raises:
        BenchmarkError: If a command fails.
    """
    costs: dict[str, list[Cost]] = {command.label: [] for command in commands}
    for number in range(rounds + 1):
        stage = f"Round {number} of {rounds}" if number else "Warm-up"
        for command in commands if number % 2 else reversed(commands):
            print(f"{stage}: {command.label} ...", end=" ", flush=True)
            cost = run(command)
            print(f"{cost.seconds:.2f} s", flush=True)
            if number:
                costs[command.label].append(cost)
    return costs


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay out a Markdown table that can also be read as it stands."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    lines = [header, ["-" * width for width in widths], *rows]
    return "\n".join(
        f"| {' | '.join(cell.ljust(w) for cell, w in zip(line, widths, strict=True))} |"
        for line in lines
    )


def dbt_program() -> str:
    """Find the dbt of the environment that runs this program.

    Raises:
        BenchmarkError: If it has none.
    """
    folder = Path(sys.executable).parent
    program = shutil.which("dbt", path=folder)
    if program is None:
        raise BenchmarkError(f"there is no dbt in {folder}: run `make bench-build`")
    return program


def copy_project(folder: Path) -> None:
    """Copy what a build needs, so that no build of a benchmark touches the project itself.

    Args:
        folder: Where to put the copy; made by this function.
    """
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))


def make_trivial_project(folder: Path) -> None:
    """Write a dbt project with one trivial model.

    Args:
        folder: Where to write it; made by this function.
    """
    for name, text in TRIVIAL_PROJECT.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def count_nodes(cost: Cost) -> Counter[str]:
    """Count what a dbt command ran, by what it printed at the end.

    Returns:
        Number of nodes of each kind: `seed`, `table model`, `data test`, `unit test` and so on.

    Raises:
        BenchmarkError: If dbt printed no such summary.
    """
    summary = re.search("Finished running (.+) in 0 hours", cost.output)
    if not summary:
        raise BenchmarkError(f"no summary of what dbt ran in its output:\n{cost.output}")
    counts = (part.split(" ", maxsplit=1) for part in summary.group(1).split(", "))
    return Counter({kind.removesuffix("s"): int(count) for count, kind in counts})


def check_partial_parsing(costs: dict[str, list[Cost]]) -> None:
    """Check that no measured dbt command read its whole project again.

    Raises:
        BenchmarkError: If one did.
    """
    for label, measured in costs.items():
        if any("Unable to do partial parsing" in cost.output for cost in measured):
            raise BenchmarkError(f"{label}: dbt could not use partial parsing after the warm-up")


def benchmark_build(folder: Path, rounds: int) -> str:
    """Compare building the project with building the smallest project there is.

    Args:
        folder: Empty folder to work in.
        rounds: Number of measured builds of each kind.

    Returns:
        Section of the report, in Markdown.

    Raises:
        BenchmarkError: If a build fails, or runs other tests than it is meant to.
    """
    make_trivial_project(folder / "trivial")
    copy_project(folder / "plain")
    copy_project(folder / "complete")
    dbt = dbt_program()
    trivial = Command("one trivial model", [dbt, "build"], folder / "trivial")
    plain = Command("whole project", [dbt, "build"], folder / "plain")
    # A selection on the command line replaces the default selector, which leaves out unit tests.
    complete = Command(
        "whole project with unit tests", [dbt, "build", "--select", "fqn:*"], folder / "complete"
    )

    # The trivial build stands in the middle, next to both builds that are compared with it.
    costs = measure_in_turns([plain, trivial, complete], rounds)
    check_partial_parsing(costs)
    nodes = count_nodes(costs[plain.label][0])
    unit_tests = count_nodes(costs[complete.label][0])["unit test"]
    if nodes["unit test"] or not unit_tests:
        raise BenchmarkError(
            "expected no unit tests in the plain build and some in the complete one, found"
            f" {nodes['unit test']} and {unit_tests}"
        )

    models = nodes["table model"] + nodes["view model"]
    base = costs[trivial.label]
    rows = [
        [
            command.label,
            str(count_nodes(measured[0]).total()),
            str(Spread.of_ratios(measured, base, "seconds")),
            str(Spread.of_ratios(measured, base, "processor_seconds")),
            str(Spread.of([cost.seconds for cost in measured])),
            f"{max(cost.peak_bytes for cost in measured) / 2**20:.0f}",
        ]
        for command, measured in ((c, costs[c.label]) for c in (trivial, plain, complete))
    ]
    header = [
        "`dbt build` of",
        "nodes run",
        "time, ratio",
        "processor time, ratio",
        "time, seconds",
        "peak memory, MiB",
    ]
    ratio = Spread.of_ratios(costs[plain.label], base, "seconds").median
    verdict = "met" if ratio <= BUILD_TARGET else "not met"
    return f"""\
## Building the project, against one trivial model

Median (lowest–highest) of {rounds} rounds, each ratio between two builds of the same round. A
warm-up went before, so that dbt reads only what has changed. Processor time suffers less than time
from other work on the machine.

{table(header, rows)}

- {trivial.label}: what dbt and DuckDB take before a project does anything (`select 1 as id`).
- {plain.label}: what a new edition takes, namely {nodes["seed"]} seeds, {models} models,
  {nodes["data test"]} data tests and the publication of the warehouse.
- {complete.label}: what a change of the SQL takes, with {unit_tests} unit tests on top
  (`dbt build --select "fqn:*"`).

Target: the whole project, without unit tests, takes at most {BUILD_TARGET:.1f} times as long as one
trivial model. Measured: {ratio:.2f} times. Target **{verdict}**.
"""


def without_table_materialization(project: Path) -> None:
    """Let a copy of the project build tables as dbt-duckdb does."""
    (project / "macros/adapters/duckdb/table.sql").unlink()


def without_frozen_objects(project: Path) -> None:
    """Let Python look through all that dbt has read at each garbage collection."""
    profiles = project / "profiles.yml"
    text = profiles.read_text(encoding="utf-8")
    profiles.write_text(text.replace(GARBAGE_COLLECTION, ""), encoding="utf-8")
    if GARBAGE_COLLECTION not in text:
        raise BenchmarkError(f"{profiles} does not name the plugin as expected")


# What is taken out of the project, by what it is called in the report.
OVERRIDES: dict[str, Callable[[Path], None]] = {
    "without its `table` materialization": without_table_materialization,
    "without its garbage collection plugin": without_frozen_objects,
}


def benchmark_overrides(folder: Path, rounds: int) -> str:
    """Compare the project with itself without each thing that replaces a part of dbt for its speed.

    Args:
        folder: Empty folder to work in.
        rounds: Number of measured builds of each kind.

    Returns:
        Section of the report, in Markdown.

    Raises:
        BenchmarkError: If a build fails.
    """
    dbt = dbt_program()
    copy_project(folder / "whole")
    whole = Command("whole project", [dbt, "build"], folder / "whole")
    commands = [whole]
    for number, (label, take_out) in enumerate(OVERRIDES.items()):
        project = folder / str(number)
        copy_project(project)
        take_out(project)
        commands.append(Command(label, [dbt, "build"], project))
    costs = measure_in_turns(commands, rounds)
    check_partial_parsing(costs)
    rows = [
        [
            command.label,
            str(Spread.of_ratios(costs[command.label], costs[whole.label], "seconds")),
            str(Spread.of_ratios(costs[command.label], costs[whole.label], "processor_seconds")),
            str(Spread.of([cost.seconds for cost in costs[command.label]])),
        ]
        for command in commands
    ]
    header = ["`dbt build` of", "time, ratio", "processor time, ratio", "time, seconds"]
    return f"""\
## What is gained by what replaces a part of dbt

The whole project against itself with one of these taken out, in the same rounds: what is above 1 is
the gain. What gains nothing goes ([0005](decisions/0005-lean-builds.md)).

{table(header, rows)}
"""


# To add a benchmark, write a function like these and add it here.
BENCHMARKS = (benchmark_build, benchmark_overrides)


def processor_model() -> str:
    """Name the processor as precisely as the system does."""
    processors = Path("/proc/cpuinfo")
    if processors.exists():
        for line in processors.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def describe_circumstances() -> str:
    """Describe the machine and the versions, as a Markdown table."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return table(
        ["", ""],
        [
            ["Date", datetime.date.today().isoformat()],
            ["Processor", processor_model()],
            ["Cores", str(os.cpu_count())],
            ["Memory", f"{memory / 2**30:.1f} GiB"],
            ["Load at the start", f"{os.getloadavg()[0]:.1f} (average of a minute)"],
            ["Python", platform.python_version()],
            ["dbt", f"{version('dbt-core')} with dbt-duckdb {version('dbt-duckdb')}"],
            ["DuckDB", version("duckdb")],
        ],
    )


def at_least_one(text: str) -> int:
    """Read a number of rounds from the command line."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number


def main() -> int:
    """Run the benchmarks.

    Returns:
        Exit code: 0 if all were measured, whether or not targets are met, because a busy machine
        must not fail a build; 1 if something could not be measured.
    """
    parser = argparse.ArgumentParser(description="Run the benchmarks and write a report.")
    parser.add_argument(
        "--rounds", type=at_least_one, default=7, help="measured runs of each command (default 7)"
    )
    parser.add_argument(
        "--report", type=Path, default=REPORT, help="file to write (default docs/benchmark.md)"
    )
    options = parser.parse_args()

    try:
        dbt_program()
        sections = [INTRODUCTION.format(circumstances=describe_circumstances())]
        for benchmark in BENCHMARKS:
            with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
                section = benchmark(Path(folder), options.rounds)
            print(f"\n{section}", flush=True)
            sections.append(section)
    except BenchmarkError as error:
        print(f"\nError: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; no report was written.", file=sys.stderr)
        return 130

    options.report.parent.mkdir(parents=True, exist_ok=True)
    options.report.write_text("\n".join(sections), encoding="utf-8")
    print(f"Written to {options.report}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
