"""What the benchmarks of generated figures share: their command line, and a loop over the sizes."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from benchmarks.builds import PROJECT, BenchmarkError, Command, Cost, describe_circumstances, run

Size = TypeVar("Size")


def bytes_in(*paths: Path) -> int:
    """Return the size of files, or of all files in folders, in bytes."""
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path])]
    return sum(file.stat().st_size for file in files if file.is_file())


def run_step(values: int, label: str, arguments: Sequence[str | Path], folder: Path) -> Cost:
    """Run a command and say what it takes.

    Args:
        values: Printed values that it is about, to be named.
        label: What it does, in a few words.
        arguments: Program and arguments.
        folder: Where it runs.

    Returns:
        What it took.

    Raises:
        BenchmarkError: If it fails.
    """
    print(f"{values:,} values: {label} ...", end=" ", flush=True)
    cost = run(Command(label, [str(part) for part in arguments], folder))
    print(f"{cost.seconds:.1f} s, {cost.processor_seconds:.1f} s of processors", flush=True)
    return cost


def generate(values: int, landing: Path) -> None:
    """Write generated figures, and what accepts the contradictions planted in them.

    Args:
        values: Printed values, about.
        landing: Folder to make.

    Raises:
        BenchmarkError: If the generator fails.
    """
    options: list[str | Path] = [
        "--values",
        str(values),
        "--folder",
        landing,
        "--accept",
        "--project-dir",
        PROJECT,
    ]
    generator: list[str | Path] = [
        Path(sys.executable).with_name("municipal-indicators"),
        "generate",
    ]
    run_step(values, "generate", [*generator, *options], landing.parent)


def measure_sizes(
    description: str,
    sizes: Sequence[int],
    report_file: Path,
    measure: Callable[[int, Path], Size],
    report: Callable[[list[Size], str], str],
) -> int:
    """Measure one size after the other, as the command line asks, and write the report.

    Args:
        description: What the program does, for its help.
        sizes: Printed values to measure if the command line names none, smallest first.
        report_file: File to write if the command line names none.
        measure: Measures a number of printed values in an empty folder.
        report: Writes the report on what was measured, smallest first, and on the circumstances
            before, in Markdown.

    Returns:
        Exit code: 0 if all was measured, whether or not targets are met; 1 if something failed.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--values", type=int, nargs="+", default=sizes, help="sizes, smallest first"
    )
    parser.add_argument("--report", type=Path, default=report_file, help="file to write")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    options = parser.parse_args()
    try:
        measured = []
        # Before anything runs, for it tells how busy the machine is with other work.
        circumstances = describe_circumstances()
        for values in options.values:
            with tempfile.TemporaryDirectory(prefix="benchmark-", dir=options.folder) as folder:
                measured.append(measure(values, Path(folder)))
            # After each size, so that a failure of the next one leaves what was measured.
            text = report(measured, circumstances)
            options.report.write_text(text, encoding="utf-8")
        print(f"\n{text}\nWritten to {options.report}")
    except (BenchmarkError, FileNotFoundError, TimeoutError) as error:
        print(f"\nError: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    return 0
