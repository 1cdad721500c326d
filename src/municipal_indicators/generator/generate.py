"""Generates landing data in the shape of the real thing, with contradictions planted on purpose.

`municipal-indicators generate` writes Parquet files that a build with landing reads beside the
seeds: made-up municipalities with the real mandatory indicators and made-up ones of their own,
budgets and annual reports, years and control totals, gaps with their reasons, figures as Dutch
pages print them. Equal arguments give equal data: every figure follows from its place and the seed
of the generator.

A build has no open finding but the planted ones, which a CSV file beside the folder lists. They can
also be landed as accepted findings: then the build passes exactly if it finds all of them and
nothing else.

The SQL stands in `sql/`, with fields of `str.format`; `sql/lists` has a query for each landed list.
"""

from pathlib import Path

import duckdb

from municipal_indicators.paths import PACKAGE, seed_file
from municipal_indicators.sql_text import fetch_value, literal

SQL = PACKAGE / "generator/sql"
# One fewer than there are in the country; those of the seeds stand beside them.
MUNICIPALITIES = 341
LAST_BUDGET_YEAR = 2024
# Printed figures of one document on average, to know how many documents a size takes.
VALUES_PER_DOCUMENT = 1430
# So many for every 10 million values begun: those take the editions of ten years, and budgets with
# indicators do not go back much further.
INDICATORS = 200
VALUES_PER_INDICATORS = 10_000_000

# Ways in which one changed figure contradicts another, and the finding that each leads to.
CONTRADICTIONS = (
    "complement_sum",
    "part_exceeds_whole",
    "population_jump",
    "target_weakened",
    "figure_revised",
    "value_out_of_bounds",
    "unit_sign_differs",
    "large_change",
)

# The scripts that make the tables from which the landed files are written, in their order.
SCRIPTS = ("functions", "indicator_tables", "documents", "plants", "empty_tables")


def read_script(name: str) -> str:
    """Return a script or query of `sql/`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def indicators_for(values: int) -> int:
    """Return how many indicators documents of a size print, when nothing else is asked for.

    Args:
        values: Printed values to make.
    """
    return INDICATORS * max(1, -(-values // VALUES_PER_INDICATORS))


def generate(
    folder: Path,
    values: int,
    indicators: int | None = None,
    turns: int = 5,
    seed: int = 1,
    accept: bool = False,
) -> tuple[int, int]:
    """Write the landing files.

    Args:
        folder: Landing folder to make, or an empty one; the planted findings go into a file beside
            it, named for the folder with `-planted.csv` behind.
        values: Printed values to make; the result has about as many.
        indicators: How many indicators the documents print, 39 of them mandatory; None for as
            many as `indicators_for` gives.
        turns: How often each kind of contradiction is planted, if there are municipalities enough.
        seed: Another number gives other figures.
        accept: Whether to land the planted contradictions as accepted findings.

    Returns:
        Number of printed values and number of planted contradictions.

    Raises:
        FileExistsError: If the folder is a file, or has files already.
    """
    # Files of another size or seed beside the new ones would be one delivery that fits neither.
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder}: found files, expected a new or an empty folder")
    if indicators is None:
        indicators = indicators_for(values)
    documents = max(16, -(-values // (VALUES_PER_DOCUMENT * indicators // INDICATORS)))
    municipalities = min(MUNICIPALITIES, max(8, documents // 4))
    documents = max(documents, 2 * municipalities)
    turns = min(turns, municipalities // len(CONTRADICTIONS))
    settings = {
        "seed": seed,
        "own_indicators": indicators - 39,
        "municipalities": municipalities,
        "documents": documents,
        "last_year": LAST_BUDGET_YEAR,
        "turns": turns,
        "rules": list(CONTRADICTIONS),
        "rule_count": len(CONTRADICTIONS),
    }
    lists = sorted(file.stem for file in (SQL / "lists").glob("*.sql"))
    if not accept:
        lists.remove("accepted_findings")
    values_of_edition = read_script("values")
    for entity in ("published_values", *lists):
        (folder / entity).mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        for table, name in {
            "bbv_indicators": "bbv_indicators",
            "known_indicators": "indicators",
            "known_labels": "indicator_labels",
        }.items():
            source = literal(str(seed_file(name)))
            connection.execute(f"create table {table} as from read_csv({source}, comment = '')")
        connection.execute("delete from known_indicators where bbv_number is null")
        for script in SCRIPTS:
            connection.execute(read_script(script).format(**settings))
        editions = connection.execute(
            "select distinct budget_year, document_kind from documents order by all"
        ).fetchall()
        for year, kind in editions:
            file = literal(str(folder / f"published_values/{year}-{kind}.parquet"))
            connection.execute(
                values_of_edition.format(**settings, year=year, kind=kind, file=file)
            )
        connection.execute(read_script("planted"))
        for entity in lists:
            connection.execute(f"create temp table landed as {read_script(f'lists/{entity}')}")
            target = folder / entity / "generated.parquet"
            if fetch_value(connection, "select count(*) from landed"):
                connection.execute(f"copy landed to {literal(str(target))} (format parquet)")
            else:
                target.parent.rmdir()
            connection.execute("drop table landed")
        connection.execute(f"copy planted to {literal(f'{folder}-planted.csv')}")
        printed = fetch_value(connection, "select sum(printed_cells) from totals")
        planted = fetch_value(connection, "select count(*) from planted")
    return printed, planted
