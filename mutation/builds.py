"""Real builds: `dbt build` on a copy of the project with one damaged seed.

dbt is imported and the project parsed once in each worker process; every build then runs in a
process of its own that is forked from there. A process can run dbt only once, because dbt-duckdb
keeps the connection of the first run; the fork starts from before any connection. It saves the
start of Python and the parsing, and is otherwise the command `dbt build`.
"""

import contextlib
import gc
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PUBLISHED = Path("warehouse/municipal_indicators.duckdb")
# Stands for the warehouse that was published before: a failed build must leave it alone.
PUBLISHED_BEFORE = b"the warehouse as it was published before"
SECONDS_ALLOWED = 300
# The other worker needs the other core.
SPARINGLY = ("--threads", "1")


class BuildError(Exception):
    """A project that does not even build undamaged, in words for the user."""


@dataclass(frozen=True)
class Outcome:
    """How a build ended.

    Attributes:
        exit_code: Zero when all went well.
        output: All that dbt wrote.
        published: Whether the build put a file in place of the published warehouse.
    """

    exit_code: int
    output: str
    published: bool


class Builder:
    """Builds one copy of the project again and again, each time with one damaged seed."""

    def __init__(self, project: Path):
        """Parse the project.

        Args:
            project: A copy of the project that nothing else uses; becomes the working folder.

        Raises:
            BuildError: If dbt cannot parse the project.
        """
        self.project = project
        os.chdir(project)
        for name in list(os.environ):
            # Settings of the caller's shell are not those of the project.
            if name.startswith("DBT_"):
                del os.environ[name]
        from dbt.cli.main import dbtRunner

        log = Path("parse.log")
        with log.open("w", encoding="utf-8") as file, contextlib.redirect_stdout(file):
            parsed = dbtRunner().invoke(["--no-use-colors", "parse"])
        if not parsed.success:
            raise BuildError(f"dbt parse fails:\n{log.read_text(encoding='utf-8')}")
        self.manifest = parsed.result
        # The children inherit thousands of objects; looking through them for garbage takes time.
        gc.freeze()

    def build(self, seed: str, content: bytes) -> Outcome:
        """Run `dbt build`.

        Args:
            seed: Name of the seed that is damaged for this build.
            content: Content of the damaged file.
        """
        if not _is_utf_8(content):
            # dbt reads seeds while it parses, which a fork has behind it.
            return self.build_by_command(seed, content)
        with _damaged(seed, content):
            log = Path("build.log")
            process = multiprocessing.get_context("fork").Process(
                target=_run_dbt, args=(self.manifest, log)
            )
            process.start()
            process.join(SECONDS_ALLOWED)
            if process.is_alive():
                process.kill()
                process.join()
            output = log.read_text(encoding="utf-8", errors="replace")
            return Outcome(process.exitcode, output, _was_published())

    def build_by_command(self, seed: str | None = None, content: bytes = b"") -> Outcome:
        """Run the two commands of `make build`: the check of the seed files, then `dbt build`.

        dbt alone says everything that this check says but for a file that is not UTF-8.

        Args:
            seed: Name of the seed that is damaged for this build; none for a build as it is.
            content: Content of the damaged file.
        """
        folder = Path(sys.executable).parent
        with _damaged(seed, content):
            check = _run_command(folder / "python", "plugins/seed_files.py")
            build = _run_command(folder / "dbt", "--no-use-colors", "build", "--write-json")
            return Outcome(
                check.returncode or build.returncode,
                check.stdout + build.stdout,
                _was_published(),
            )


def _run_dbt(manifest: object, log: Path) -> None:
    """Run `dbt build` in this process and end it with the exit code of the command."""
    from dbt.cli.main import dbtRunner

    gc.disable()
    with log.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    result = dbtRunner(manifest=manifest).invoke(["--no-use-colors", "build", *SPARINGLY])
    sys.stdout.flush()
    # As the command does: 0 when all went well, 1 when a node failed, 2 when dbt itself could not.
    sys.exit(0 if result.success else 2 if result.exception else 1)


def _run_command(*arguments: str | Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        arguments,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=SECONDS_ALLOWED,
        check=False,
    )


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@contextlib.contextmanager
def _damaged(seed: str | None, content: bytes) -> Iterator[None]:
    """Start from nothing but a published warehouse, with a damaged file in place of a seed."""
    for folder in (Path("target"), PUBLISHED.parent):
        # Databases of the build before; a new one starts without them, so none leans on another.
        for database in folder.rglob("*.duckdb*"):
            database.unlink()
    PUBLISHED.parent.mkdir(exist_ok=True)
    PUBLISHED.write_bytes(PUBLISHED_BEFORE)
    if seed is None:
        yield
        return
    path = Path("seeds") / f"{seed}.csv"
    original = path.read_bytes()
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(original)


def _was_published() -> bool:
    """Return whether anything in the folder of the published warehouse has changed."""
    only_file = list(PUBLISHED.parent.iterdir()) == [PUBLISHED]
    return not only_file or PUBLISHED.read_bytes() != PUBLISHED_BEFORE
