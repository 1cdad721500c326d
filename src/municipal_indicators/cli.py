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
from municipal_indicators.in_project import in_project
from municipal_indicators.reader.cli import accept, read

# Paths are completed before a command goes to the folder of the project.
FILE = click.Path(dir_okay=False, resolve_path=True, path_type=Path)
FOLDER = click.Path(file_okay=False, resolve_path=True, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="municipal-indicators")
def main() -> None:
    """Build the municipal indicator warehouse, and work with what it publishes."""


main.add_command(read)
main.add_command(accept)


@main.command()
@in_project
def check() -> None:
    """Check the shape of the seed files."""
    from municipal_indicators.seed_files import describe_problems

    problems = describe_problems()
    if problems:
        raise click.ClickException(problems)


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("dbt_options", nargs=-1, type=click.UNPROCESSED)
@in_project
@click.pass_context
def build(context: click.Context, dbt_options: tuple[str, ...]) -> None:
    """Check the seed files, build the warehouse, and export what was published.

    DBT_OPTIONS are passed on to `dbt build`, for example --select or --vars. With --target, nothing
    is exported: only DuckDB publishes a file.
    """
    from dbt.cli.main import dbtRunner

    # Where its log cannot be written, dbt ends without a word.
    for folder in paths.WRITTEN_BY_A_BUILD:
        place = folder if folder.exists() else Path()
        if not os.access(place, os.W_OK):
            raise click.ClickException(
                f"{place.resolve()} cannot be written, so nothing can be built here: a build needs"
                f" {', '.join(map(str, paths.WRITTEN_BY_A_BUILD))} in the folder of the project."
            )
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
@click.argument("areas", nargs=-1)
@click.option("--nobody", is_flag=True, help="Take all publishers out.")
@in_project
def keep(areas: tuple[str, ...], nobody: bool) -> None:
    """Take all publishers but AREAS, such as GM0307, out of the seeds.

    Their documents go, and what only these use: labels, indicators, accepted findings. With
    --nobody the seeds wait for the first edition of your own.
    """
    from municipal_indicators import keep as kept

    if nobody == bool(areas):
        raise click.UsageError("name the areas to keep, such as GM0307, or give --nobody")
    try:
        done = kept.keep(areas)
    except (kept.KeepError, OSError) as error:
        raise click.ClickException(str(error)) from error
    for sentence in done:
        click.echo(sentence)


@main.command()
@click.argument("seed", type=click.Choice(["accepted_findings", "known_gaps"]))
@in_project
def undecided(seed: str) -> None:
    """Print as CSV the rows of SEED that the last build asks for, their reasons empty.

    What a row is about goes to standard error, so that the rows can be appended to the seed as they
    are. A build fails on an empty reason: write why the page is as it is, or mend the typing.
    """
    import csv

    from municipal_indicators import decisions

    rows = csv.writer(sys.stdout, lineterminator="\n")
    try:
        for cells, about in decisions.undecided(paths.PRIVATE, paths.BUILT, seed):
            rows.writerow(cells)
            click.echo(f"  {cells[0]}: {about}", err=True)
    except decisions.NotBuiltError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@in_project
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


class _TextsCommand(click.Command):
    """Takes every argument behind the options for a text, also one that begins with a dash."""

    def parse_args(self, context: click.Context, arguments: list[str]) -> list[str]:
        """Put what ends the options before the first text."""
        options = {name: option for option in self.params for name in option.opts}
        first = 0
        while first < len(arguments) and (name := arguments[first].split("=")[0]) in options:
            first += 1 if "=" in arguments[first] else options[name].nargs + 1
        rest = arguments[first:]
        if rest == ["--"] or rest[:1] not in (["--"], ["-h"], ["--help"]):
            arguments = [*arguments[:first], "--", *rest]
        return super().parse_args(context, arguments)


@main.command(cls=_TextsCommand)
@click.option("--publisher", metavar="AREA", help="Id of the area whose own marks hold.")
@click.argument("texts", nargs=-1, required=True, type=click.UNPROCESSED)
@in_project
def parse(texts: tuple[str, ...], publisher: str | None) -> None:
    """Print as CSV what printed TEXTS stand for: a number, bound, range, text or mark.

    A build still takes numbers and marks only, and stops at other texts. Options stand before the
    texts, so that a text may begin with a dash.
    """
    import csv

    from municipal_indicators.parse import COLUMNS, parse_texts

    rows = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    rows.writeheader()
    rows.writerows(parse_texts(texts, publisher))


@main.command()
@click.argument("one", metavar="A", type=FILE)
@click.argument("other", metavar="B", type=FILE)
@click.option("--ignore", multiple=True, metavar="TABLE", help="Leave out, by schema and name.")
@click.option("--examples", default=5, show_default=True, help="Rows to show of each kind.")
@click.option("--csv", type=FILE, help="Write every change of a row to this file.")
def diff(one: Path, other: Path, ignore: tuple[str, ...], examples: int, csv: Path | None) -> None:
    """Compare two published files, A and B, table by table.

    Shows which tables and columns only one of them has, and by their keys which rows were added,
    changed or are gone; --csv has all of them, with the old and the new value. Ends with exit code
    0 if they are equal, 1 if they differ, and 2 if they cannot be compared. What tells one
    publication from the other always differs: leave it out with --ignore reporting.rpt_publication.
    """
    from municipal_indicators.comparison import ComparisonError, compare

    is_different = False
    try:
        for line in compare(one, other, ignore, examples, csv):
            is_different = True
            click.echo(line)
    except ComparisonError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(2)
    if is_different:
        sys.exit(1)
    click.echo("The files have the same tables with the same rows.")


@main.command()
@click.option("--warehouse", type=FILE, help="[default: the published file]")
@click.option("--folder", type=FOLDER, help="Folder to write.  [default: warehouse/site]")
@click.option("--settings", type=FILE, help="Name, owner and addresses.  [default: site.yml]")
@click.option("--area", "areas", multiple=True, metavar="ID", help="Only these areas.")
@click.option("--pdf", is_flag=True, help="Print each overview to a PDF too, with Chromium.")
@in_project
def site(
    warehouse: Path | None,
    folder: Path | None,
    settings: Path | None,
    areas: tuple[str, ...],
    pdf: bool,
) -> None:
    """Write the public site: a folder that any web server can publish."""
    from municipal_indicators.site.build import write_site
    from municipal_indicators.site.printing import SiteError

    try:
        for line in write_site(
            warehouse or paths.PUBLISHED,
            (folder or paths.SITE).resolve(),
            settings or paths.SETTINGS,
            areas,
            with_pdf=pdf,
        ):
            click.echo(line)
    except (SiteError, OSError) as error:
        raise click.ClickException(str(error)) from error


@main.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@in_project
def mf(arguments: tuple[str, ...]) -> None:
    """Ask the published warehouse for metrics, with MetricFlow.

    ARGUMENTS are those of its command `mf`, such as query with --metrics and --group-by. That
    command itself works too, but looks for a newer version on the network each time.
    """
    from municipal_indicators.metrics import MetricsError, ask

    try:
        ask(arguments)
    except MetricsError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.option("--port", default=8088, show_default=True, help="Port on 127.0.0.1.")
@click.option("--home", type=FOLDER, help="Of Superset.  [default: dashboard/.superset]")
@click.option("--environment", type=FOLDER, help="With Superset.  [default: .venv-dashboard]")
@click.option("--export", "exporting", is_flag=True, help="Write what was edited to the assets.")
@in_project
def dashboard(port: int, home: Path | None, environment: Path | None, exporting: bool) -> None:
    """Show the dashboards in Apache Superset on this machine, until Ctrl-C."""
    from municipal_indicators.dashboard.server import Installation, Problem

    installation = Installation(
        home or paths.DASHBOARD_HOME.resolve(), environment or paths.DASHBOARD_ENVIRONMENT.resolve()
    )
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
@in_project
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
    """Run COMMAND with a Spark cluster of two workers on this machine, set up for little data."""
    from municipal_indicators.spark_cluster import run_with_cluster

    try:
        sys.exit(run_with_cluster(command))
    except (FileNotFoundError, TimeoutError) as error:
        raise click.ClickException(str(error)) from error
