"""Commands that work in the folder of the project, from wherever they are called."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from municipal_indicators import paths


def in_project(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command work in the folder of the project, which an option can name."""

    @click.option(
        "--project-dir",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=".",
        help="Folder of the project.  [default: this one]",
    )
    @functools.wraps(command)
    def command_in_project(*arguments: Any, project_dir: Path, **options: Any) -> None:
        if not (project_dir / paths.PROJECT_FILE).exists():
            raise click.ClickException(
                f"found no {paths.PROJECT_FILE} in {project_dir.resolve()}, expected the folder of"
                " the project: go there, or name it with --project-dir"
            )
        os.chdir(project_dir)
        command(*arguments, **options)

    return command_in_project
