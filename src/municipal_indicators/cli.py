"""The command line `municipal-indicators`.

Each command is a small function that reads its options, and calls what does the work; that is
imported when it is needed, so that `--help` and the quick commands stay quick.
"""

import os
import sys
import time
from pathlib import Path

import click

from municipal_indicators import paths

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="municipal-indicators")
@click.option(
    "--project-dir",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="Folder of the project.  [default: this one]",
)
def main(project_dir: Path) -> None:
    """Build the municipal indicator warehouse, and work with what it publishes."""
    if not (project_dir / paths.PROJECT_FILE).exists():
        raise click.UsageError(
            f"found no {paths.PROJECT_FILE} in {project_dir.resolve()}, expected the folder of the"
            " project: go there, or name it with --project-dir"
        )
    os.chdir(project_dir)


@main.command()
def check() -> None:
    """Check the shape of the seed files."""
    from municipal_indicators.seed_files import describe_problems

    problems = describe_problems()
    if problems:
        raise click.ClickException(problems)


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("dbt_options", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def build(context: click.Context, dbt_options: tuple[str, ...]) -> None:
    """Check the seed files, build the warehouse, and export what was published.

    DBT_OPTIONS are passed on to `dbt build`, for example --select or --vars. With --target, nothing
    is exported: only DuckDB publishes a file.
    """
    from dbt.cli.main import dbtRunner

    click.echo("Checking the seed files")
    context.invoke(check)
    click.echo(" ".join(["Building the warehouse: dbt build", *dbt_options]))
    # The project's own profile, whatever the environment says.
    run = dbtRunner().invoke(["build", "--project-dir", ".", "--profiles-dir", ".", *dbt_options])
    if run.exception:
        raise click.ClickException(str(run.exception))
    if not run.success:
        sys.exit(1)
    if "--target" not in dbt_options and "-t" not in dbt_options:
        context.invoke(export)


@main.command()
def export() -> None:
    """Export the published warehouse as open data, in one zip file."""
    import duckdb

    from municipal_indicators.export.open_data import OpenDataError, write_open_data

    try:
        write_open_data(paths.PUBLISHED, paths.OPEN_DATA)
    except (OpenDataError, OSError, duckdb.Error) as error:
        raise click.ClickException(
            f"Not exported: {error}\n{paths.OPEN_DATA} stays as it was."
        ) from error
    click.echo(f"Exported {paths.OPEN_DATA}")


@main.command()
@click.option("--warehouse", type=FILE, default=paths.PUBLISHED, show_default=True)
@click.option("--area", help="Id of the area, needed if there is more than one.")
def report(warehouse: Path, area: str | None) -> None:
    """Write the report beside the warehouse: a page and, with Chromium, a PDF in each language."""
    from municipal_indicators.report.build import ReportError, write_report

    try:
        for line in write_report(warehouse, area):
            click.echo(line)
    except ReportError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.option("--port", default=8088, show_default=True, help="Port on 127.0.0.1.")
@click.option("--home", type=FOLDER, default=paths.DASHBOARD_HOME, show_default=True)
@click.option("--environment", type=FOLDER, default=paths.DASHBOARD_ENVIRONMENT, show_default=True)
@click.option("--export", "exporting", is_flag=True, help="Write what was edited to the assets.")
def dashboard(port: int, home: Path, environment: Path, exporting: bool) -> None:
    """Show the dashboards in Apache Superset on this machine, until Ctrl-C."""
    from municipal_indicators.dashboard.server import Installation, Problem

    installation = Installation(home.resolve(), environment.resolve())
    try:
        if exporting:
            installation.export()
        else:
            installation.serve(port)
    except KeyboardInterrupt:
        click.echo("Stopped.")
    except Problem as problem:
        raise click.ClickException(str(problem)) from problem


@main.command()
@click.option("--values", type=int, required=True, help="Printed values, such as 1000000.")
@click.option("--folder", type=FOLDER, required=True, help="Landing folder to write, new or empty.")
@click.option("--indicators", type=int, help="Indicators.  [default: by the size]")
@click.option("--turns", default=5, show_default=True, help="Plants of each kind.")
@click.option("--seed", default=1, show_default=True, help="Another number, other figures.")
@click.option("--accept", is_flag=True, help="Land the planted findings as accepted.")
def generate(
    values: int, folder: Path, indicators: int | None, turns: int, seed: int, accept: bool
) -> None:
    """Write landing files of any size with made-up figures and planted contradictions."""
    from municipal_indicators.generator.generate import generate as write

    start = time.perf_counter()
    try:
        printed, planted = write(folder, values, indicators, turns, seed, accept)
    except FileExistsError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{printed} printed values with {planted} planted contradictions in"
        f" {time.perf_counter() - start:.1f} s: {folder}"
    )


@main.command("spark-cluster", context_settings={"ignore_unknown_options": True})
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED)
def spark_cluster(command: tuple[str, ...]) -> None:
    """Run COMMAND with a Spark cluster of two workers on this machine."""
    from municipal_indicators.spark_cluster import run_with_cluster

    try:
        sys.exit(run_with_cluster(command))
    except (FileNotFoundError, TimeoutError) as error:
        raise click.ClickException(str(error)) from error
