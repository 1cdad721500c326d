"""Runs a parser of untrusted files in a process of its own, with bounded memory and time.

Limits on the size of a file do not bound what a library makes of it: a page of a few kilobytes can
cost hours, and a parser written in C can crash. Here either ends that process, not the program.
"""

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from threading import Timer
from typing import IO

from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.forms.limits import MEGABYTE
from municipal_indicators.reader.grid import Page

Progress = Callable[[int, int], None]

MEMORY = 3_000 * MEGABYTE
# Between two signs of life, of which a PDF file gives one a page and a workbook one a sheet.
SECONDS_A_STEP = 60.0

# A fresh interpreter, for a copy of this one would share its open files and held locks. It starts
# in the folder of its installation, since it looks for modules where it stands.
_PROGRAM = f"import sys; from {__name__} import work; work(*sys.argv[1:])"


def parse(parser: str, path: Path, progress: Progress) -> Page:
    """Parse a page in a process of its own.

    Args:
        parser: Name of the module whose function `parse` takes the page and the progress.
        path: The page.
        progress: Called with the number of pages done and of all pages.

    Returns:
        What the parser returns.

    Raises:
        ReadError: The parser refuses the page, or it takes too much memory or time.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, parser, str(path.resolve())],
        cwd=sys.prefix,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout
    try:
        while isinstance(message := _message(process, process.stdout, path), tuple):
            progress(*message)
    finally:
        process.kill()
        process.stdout.close()
        process.wait()
    if isinstance(message, ReadError):
        raise message
    return message


def _message(
    process: "subprocess.Popen[bytes]", stream: IO[bytes], path: Path
) -> Page | ReadError | tuple[int, int]:
    """Wait for the next message of the parser: its progress, the page, or why there is none."""
    expired = False

    def end() -> None:
        nonlocal expired
        expired = True
        process.kill()

    timer = Timer(SECONDS_A_STEP, end)
    timer.start()
    try:
        message: Page | ReadError | tuple[int, int] = pickle.load(stream)
    except (EOFError, pickle.UnpicklingError) as error:
        found = (
            f"content that takes more than {SECONDS_A_STEP:.0f} seconds to read"
            if expired
            else "content that ends the program that reads it"
        )
        raise ReadError(path, "the page", found, _SMALLER) from error
    finally:
        timer.cancel()
    return message


_SMALLER = "a page that is read with less: save the part with the tables"


def work(parser: str, path: str) -> None:
    """Parse a page in this process, and write to standard output what comes of it.

    Args:
        parser: Name of the module whose function `parse` takes the page and the progress.
        path: The page.
    """
    _limit_memory()
    output = os.fdopen(os.dup(1), "wb")
    # What a library prints must not end up between the messages.
    os.dup2(2, 1)

    def send(message: Page | ReadError | tuple[int, int]) -> None:
        pickle.dump(message, output)
        output.flush()

    try:
        send(import_module(parser).parse(Path(path), lambda done, total: send((done, total))))
    except ReadError as error:
        send(error)
    except MemoryError:
        found = f"content that takes more than {MEMORY // MEGABYTE} MB of memory to read"
        send(ReadError(Path(path), "the page", found, _SMALLER))
    except Exception as error:
        # Parsers of such wide formats fail on damaged files in every way there is.
        reason = " ".join(f"{type(error).__name__} {error}".split())[:200]
        found = f"a damaged file ({reason})"
        send(ReadError(Path(path), "the page", found, "a file that its own program opens"))


def _limit_memory() -> None:
    """Bound the memory of this process, where the operating system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
