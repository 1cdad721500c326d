"""Make mistakes in copies of the seeds on purpose, and see whether each build fails.

A check that never fails checks nothing. This program damages one seed at a time in a copy of the
project, builds it, and asks three things: did the build fail, did it name the place, and did it
publish nothing? Needs Linux or macOS, and dbt in the environment of the Python that runs it.
"""

import argparse
import contextlib
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import catalogue
import summary
import workers
import yaml
from builds import BuildError, Outcome
from edits import EditError, first_changed_line
from explanations import Explanations
from mutants import Mutant
from results import CatalogueResult, Results, SlipResult
from systematic import Kind, Slip, slips
from verdict import Places, Report, Verdict, judge

PROJECT = Path(__file__).resolve().parent.parent
# Environments, what dbt writes and hidden files: a build needs none of them.
NOT_COPIED = (".*", "target", "logs", "warehouse", "__pycache__")
REPORT = PROJECT / "docs" / "mutation.md"
# Mutants that also go through the commands of a user: a finding, a bad file, a good one.
BY_COMMAND = ("comma-lost", "saved-with-semicolons", "rows-in-another-order")
# Of each kind of the systematic part, so many go through a real build as well.
SAMPLE_PER_KIND = 1


def main() -> int:
    """Run the program and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--quick", action="store_true", help="only a few mutants, and no report is written"
    )
    parser.add_argument(
        "--only", nargs="+", metavar="NAME", help="only these mutants, with what the build says"
    )
    parser.add_argument(
        "--workers", type=int, default=2, help="processes that work side by side (default 2)"
    )
    parser.add_argument("--report", type=Path, default=REPORT, help="file to write")
    arguments = parser.parse_args()
    # Being stopped, like Ctrl-C, must take the workers and the temporary folder along.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    start = time.monotonic()
    try:
        results = run(arguments)
        results.workers = arguments.workers
        results.seconds = time.monotonic() - start
    except BrokenProcessPool:
        print("Error: a worker could not start; its message stands above", file=sys.stderr)
        return 1
    except (BuildError, EditError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    print(summary.as_text(results))
    if not arguments.quick and not arguments.only:
        arguments.report.write_text(summary.as_markdown(results), encoding="utf-8")
        print(f"Written: {os.path.relpath(arguments.report)}")
    print(f"Took {results.seconds:.0f} seconds")
    return 0 if results.passed else 1


def run(arguments: argparse.Namespace) -> Results:
    """Try all mutants that the arguments ask for."""
    mutants = catalogue.quick_mutants() if arguments.quick else catalogue.all_mutants()
    if arguments.only:
        unknown = set(arguments.only) - {mutant.name for mutant in mutants}
        if unknown:
            raise EditError(f"no such mutant: {', '.join(sorted(unknown))}")
        mutants = [mutant for mutant in mutants if mutant.name in arguments.only]
    results = Results()
    with tempfile.TemporaryDirectory(prefix="mutation-") as name:
        folder = Path(name)
        # One copy to start from, so that a change to the project meanwhile confuses nothing.
        source = folder / "source"
        shutil.copytree(PROJECT, source, ignore=shutil.ignore_patterns(*NOT_COPIED))
        seeds = seeds_of(source)
        damages = {mutant.name: damage(mutant, seeds) for mutant in mutants}
        with pool(arguments.workers, workers.start_builder, source, folder) as builders:
            built = folder / "built"
            if not arguments.quick:
                print("Building the project as it is", flush=True)
                outcome, results.plain_build = builders.submit(
                    workers.build_undamaged, built
                ).result()
                if outcome.exit_code != 0 or not outcome.published:
                    raise BuildError(f"the undamaged project does not build:\n{outcome.output}")
            print(f"Building it with each of {len(mutants)} mutants", flush=True)
            outcomes = build_all(
                builders, mutants, damages, seeds, results, show_failures=bool(arguments.only)
            )
            if not arguments.quick and not arguments.only:
                whole_run(arguments.workers, builders, built, mutants, damages, outcomes, results)
    return results


def seeds_of(project: Path) -> dict[str, bytes]:
    """Return for each seed of a project the content of its file."""
    return {path.stem: path.read_bytes() for path in sorted((project / "seeds").glob("*.csv"))}


def whole_run(
    number_of_workers: int,
    builders: ProcessPoolExecutor,
    built: Path,
    mutants: list[Mutant],
    damages: dict[str, bytes],
    outcomes: dict[str, Outcome],
    results: Results,
) -> None:
    """Do what only a whole run does: the systematic part, and the proof of its fast way."""
    seeds = seeds_of(built)
    with pool(number_of_workers, workers.start_chain, built, built.parent) as chains:
        print("Running the compiled SQL with each of them, to compare", flush=True)
        compare_fast_way(chains, mutants, damages, outcomes, results)
        all_slips = slips(seeds, keys_of_seeds(built))
        print(f"Running it with each of {len(all_slips)} systematic mutants", flush=True)
        try_slips(chains, all_slips, seeds, results)
        sample = sample_of(all_slips)
        print(f"Building the project with {len(sample)} of those, to compare", flush=True)
        compare_sample(builders, chains, sample, seeds, results)
    print(f"Building it with {len(BY_COMMAND)} mutants by command, to compare", flush=True)
    compare_commands(builders, mutants, damages, outcomes, results)


@contextlib.contextmanager
def pool(size: int, start: Callable[..., None], *arguments: Path) -> Iterator[ProcessPoolExecutor]:
    """Start worker processes from scratch, and stop them at the end."""
    executor = ProcessPoolExecutor(
        size,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=start,
        initargs=arguments,
    )
    try:
        yield executor
    finally:
        # After an error or Ctrl-C, what has not started yet is not wanted any more.
        executor.shutdown(cancel_futures=True)


def damage(mutant: Mutant, seeds: dict[str, bytes]) -> bytes:
    """Return the damaged file of a mutant.

    Raises:
        EditError: If the mutant damages nothing, because the seed has changed.
    """
    try:
        damaged = mutant.edit(seeds[mutant.seed])
    except (EditError, KeyError, ValueError) as error:
        raise EditError(f"{mutant.name} (seeds/{mutant.seed}.csv): {error}") from error
    if damaged == seeds[mutant.seed]:
        raise EditError(f"{mutant.name} (seeds/{mutant.seed}.csv): nothing is damaged")
    return damaged


def places_of(mutant: Mutant, before: bytes, damaged: bytes) -> Places:
    """Return what a line must hold to name the place of a mutant."""
    line = first_changed_line(before, damaged)
    return (
        tuple(
            text.replace("{line}", str(line)).replace("{next}", str(line + 1))
            for text in mutant.place
        ),
    )


def done(futures: dict[Future, str]) -> Iterator[tuple[int, Future, str]]:
    """Yield each task when it is done: how many are, the task and its name."""
    for number, future in enumerate(as_completed(futures), start=1):
        yield number, future, futures[future]


def build_all(
    builders: ProcessPoolExecutor,
    mutants: list[Mutant],
    damages: dict[str, bytes],
    seeds: dict[str, bytes],
    results: Results,
    *,
    show_failures: bool,
) -> dict[str, Outcome]:
    """Build the project with each mutant and return how each build ended."""
    by_name = {mutant.name: mutant for mutant in mutants}
    futures = {
        builders.submit(workers.build, mutant.seed, damages[mutant.name]): mutant.name
        for mutant in mutants
    }
    outcomes: dict[str, Outcome] = {}
    judged: dict[str, CatalogueResult] = {}
    for number, future, name in done(futures):
        mutant, outcome = by_name[name], future.result()
        outcomes[name] = outcome
        failures = Report.read(outcome.output)
        places = places_of(mutant, seeds[mutant.seed], damages[name])
        verdict = judge(failures, outcome.exit_code != 0, outcome.published, places)
        judged[name] = CatalogueResult(mutant, verdict)
        if verdict is Verdict.KILLED:
            results.noticed_by.update(failures.checks.keys())
        mark = "" if judged[name].problem is None else " <- wrong"
        print(
            f"{number} of {len(mutants)}  {verdict.value:8}  {name} ({mutant.seed}){mark}",
            flush=True,
        )
        if show_failures:
            print("\n".join(f"    {line}" for line in failures.lines), flush=True)
    results.catalogue = [judged[mutant.name] for mutant in mutants]
    return outcomes


def compare_fast_way(
    chains: ProcessPoolExecutor,
    mutants: list[Mutant],
    damages: dict[str, bytes],
    outcomes: dict[str, Outcome],
    results: Results,
) -> None:
    """Run the compiled SQL with each mutant, and compare what it says with the real build."""
    futures = {
        chains.submit(workers.check, mutant.seed, damages[mutant.name]): mutant.name
        for mutant in mutants
    }
    for _, future, name in done(futures):
        compare_reports(name, future.result(), outcomes[name], results)


def compare_reports(name: str, fast: Report, outcome: Outcome, results: Results) -> None:
    """Note whether the compiled SQL and a real build say the same."""
    results.proof.fast += 1
    real = Report.read(outcome.output)
    if fast.failed != (outcome.exit_code != 0) or not fast.agrees_with(real):
        results.proof.differences.append(
            f"{name}: the compiled SQL fails {', '.join(fast.checks) or 'nothing'},"
            f" the build {', '.join(real.checks) or 'nothing'}"
        )


def try_slips(
    chains: ProcessPoolExecutor, all_slips: list[Slip], seeds: dict[str, bytes], results: Results
) -> None:
    """Run the compiled SQL with each mistake of the systematic part."""
    explanations = Explanations(seeds)
    futures = {
        chains.submit(
            workers.check_until_named, slip.seed, slip.edit(seeds[slip.seed]), slip.places
        ): str(index)
        for index, slip in enumerate(all_slips)
    }
    judged: dict[int, SlipResult] = {}
    for number, future, name in done(futures):
        slip, failures = all_slips[int(name)], future.result()
        verdict = judge(failures, failures.failed, False, slip.places)
        survived = verdict is Verdict.SURVIVED
        result = SlipResult(slip, verdict, explanations.reason(slip) if survived else None)
        judged[int(name)] = result
        if verdict is Verdict.KILLED:
            results.noticed_by.update(failures.checks.keys())
        if result.problem:
            print(
                f"{number} of {len(all_slips)}  {verdict.value:8}  {slip.kind.name.lower()},"
                f" {slip.where} <- wrong",
                flush=True,
            )
        elif number % 50 == 0 or number == len(all_slips):
            print(f"{number} of {len(all_slips)}", flush=True)
    results.slips = [judged[index] for index in range(len(all_slips))]


def sample_of(all_slips: list[Slip]) -> list[Slip]:
    """Return a few mistakes of each kind, spread evenly and the same each time."""
    sample = []
    for kind in Kind:
        some = [slip for slip in all_slips if slip.kind is kind]
        step = max(len(some) // (SAMPLE_PER_KIND + 1), 1)
        sample += some[step::step][:SAMPLE_PER_KIND]
    return sample


def compare_sample(
    builders: ProcessPoolExecutor,
    chains: ProcessPoolExecutor,
    sample: list[Slip],
    seeds: dict[str, bytes],
    results: Results,
) -> None:
    """Send a sample of the systematic part both ways."""
    damages = [slip.edit(seeds[slip.seed]) for slip in sample]
    builds = [
        builders.submit(workers.build, slip.seed, damaged)
        for slip, damaged in zip(sample, damages, strict=True)
    ]
    checks = [
        chains.submit(workers.check, slip.seed, damaged)
        for slip, damaged in zip(sample, damages, strict=True)
    ]
    for slip, build, check in zip(sample, builds, checks, strict=True):
        name = f"{slip.kind.name.lower()}, {slip.where}"
        compare_reports(name, check.result(), build.result(), results)


def compare_commands(
    builders: ProcessPoolExecutor,
    mutants: list[Mutant],
    damages: dict[str, bytes],
    outcomes: dict[str, Outcome],
    results: Results,
) -> None:
    """Send a few mutants through the commands of a user as well."""
    futures = {
        builders.submit(workers.build_by_command, mutant.seed, damages[mutant.name]): mutant.name
        for mutant in mutants
        if mutant.name in BY_COMMAND
    }
    for _, future, name in done(futures):
        command, outcome = future.result(), outcomes[name]
        results.proof.commands += 1
        same_end = (command.exit_code != 0, command.published) == (
            outcome.exit_code != 0,
            outcome.published,
        )
        if not same_end or not Report.read(command.output).agrees_with(Report.read(outcome.output)):
            results.proof.differences.append(f"{name}: the commands end otherwise than the worker")


def keys_of_seeds(project: Path) -> dict[str, list[str]]:
    """Return for each seed the columns that tell its rows apart, as its declaration says."""
    keys = {}
    for description in sorted((project / "seeds").glob("*.yml")):
        for seed in yaml.safe_load(description.read_text(encoding="utf-8"))["seeds"]:
            keys[seed["name"]] = seed["config"]["meta"]["key"]
    return keys


if __name__ == "__main__":
    sys.exit(main())
