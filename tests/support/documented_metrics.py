"""Finds the questions to MetricFlow in docs/metrics.md, and says what they answer.

A question is a fenced block marked `sh` that begins with the command `mf` of the project. A fenced
block marked `text` that comes next is its answer.
"""

import re
import shlex
import subprocess
from pathlib import Path

from tests.support.documented_queries import without_trailing_spaces
from tests.support.projects import COMMAND

GUIDE = Path("docs/metrics.md")
PROGRAM = ".venv/bin/municipal-indicators mf "
QUESTION = re.compile(
    rf"^```sh\n{re.escape(PROGRAM)}(?P<arguments>[^`]*?)\n```\n\n```text\n(?P<answer>.*?)^```",
    re.DOTALL | re.MULTILINE,
)


def run_mf(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run MetricFlow on the published file of a project, and return how it ended."""
    return subprocess.run(
        [COMMAND, "mf", *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def answer(project: Path, arguments: str) -> str:
    """Return what a question of the guide answers, without what else is shown on a terminal.

    Args:
        project: Folder of a project that has published a warehouse.
        arguments: What stands behind `mf`, perhaps on several lines.

    Returns:
        The table.

    Raises:
        RuntimeError: If there is no answer.
    """
    words = shlex.split(arguments.replace("\\\n", " "))
    outcome = run_mf(project, *words, "--quiet")
    if outcome.returncode:
        raise RuntimeError(f"mf {arguments}: {outcome.stdout}{outcome.stderr}")
    return without_trailing_spaces(outcome.stdout)


def refresh(markdown: str, project: Path) -> str:
    """Return the text of the guide with each answer as it is now."""

    def refreshed(found: re.Match) -> str:
        start, end = (found.start("answer") - found.start(), found.end("answer") - found.start())
        return found[0][:start] + answer(project, found["arguments"]) + found[0][end:]

    return QUESTION.sub(refreshed, markdown)
