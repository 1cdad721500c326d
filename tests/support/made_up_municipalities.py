"""Municipalities that do not exist, made from Amersfoort inside a copy of a published file."""

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.support.projects import COMMAND, REPOSITORY

# Where only one figure is left.
ONLY = "neighbourhood-rating"


@dataclass(frozen=True)
class MadeUp:
    """A municipality to make.

    Attributes:
        area_id: Its id.
        name: Its name.
        copies: How many times it has each indicator.
        has_targets: Whether its targets are kept.
        is_small: Whether it has one figure only.
        indicators: What its indicators are called, instead of their names.
    """

    area_id: str
    name: str
    copies: int = 1
    has_targets: bool = True
    is_small: bool = False
    indicators: str = ""


HOSTILE = 'Hof <van> "Twente" & \'s-Heeren{{berg}}'
MUNICIPALITIES = [
    MadeUp("GM9001", HOSTILE, has_targets=False),
    MadeUp("GM9002", "Kleinstad", is_small=True),
    MadeUp("GM9003", "Grootstad", copies=12),
]


def run_site(warehouse: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            COMMAND,
            "site",
            "--project-dir",
            REPOSITORY,
            "--warehouse",
            warehouse,
            "--folder",
            folder,
            *arguments,
        ],
        capture_output=True,
        text=True,
        check=False,
    )


def columns_of(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> list[str]:
    return [
        name
        for (name,) in connection.execute(
            "select column_name from duckdb_columns() where database_name = 'published'"
            " and schema_name = ? and table_name = ? order by column_index",
            [schema, table],
        ).fetchall()
    ]


def copied(columns: Iterable[str], made_up: MadeUp, number: int) -> str:
    """Return the SQL of the columns of a table, for one copy of all indicators."""
    expressions = []
    for column in columns:
        expression = f'"{column}"'
        if column.endswith("indicator_id"):
            if number:
                expression = f"\"{column}\" || '-{number}'"
        elif column == "line":
            expression = f'"line" + {number * 100}'
        elif column.endswith("_id") and column not in ("rule_id", "table_id"):
            expression = (
                f"replace(replace({expression}, 'amersfoort', '{made_up.area_id.lower()}'),"
                f" 'GM0307', '{made_up.area_id}')"
            )
        elif column == "area_nl":
            expression = "'" + made_up.name.replace("'", "''") + "'"
        elif column in ("short_label_nl", "short_label_en") and made_up.indicators:
            expression = "'" + made_up.indicators.replace("'", "''") + "'"
        if column in ("finding_id", "change_id") and number:
            expression += f" || '-{number}'"
        expressions.append(f'{expression} as "{column}"')
    return ", ".join(expressions)


def make_up(published: Path, target: Path, municipalities: Iterable[MadeUp]) -> None:
    """Copy a published file without its constraints, and add municipalities to it.

    Args:
        published: The file.
        target: The copy to write.
        municipalities: What to add. Indicators with names of their own are added too.
    """
    with duckdb.connect(target) as connection:
        connection.execute(f"attach '{published}' as published (read_only)")
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'published'"
            " order by all"
        ).fetchall()
        for schema, table in tables:
            connection.execute(f"create schema if not exists {schema}")
            connection.execute(f"create table {schema}.{table} as from published.{schema}.{table}")
        for made_up in municipalities:
            for schema, table in tables:
                add(connection, schema, table, made_up)


def is_there(connection: duckdb.DuckDBPyConnection, schema: str, table: str, number: int) -> bool:
    found = connection.execute(
        f"select 1 from {schema}.{table} where indicator_id like '%-{number}' limit 1"
    ).fetchall()
    return bool(found)


def add(connection: duckdb.DuckDBPyConnection, schema: str, table: str, made_up: MadeUp) -> None:
    columns = columns_of(connection, schema, table)
    has_indicator = any(column.endswith("indicator_id") for column in columns)
    is_own = bool({"area_id", "document_id", "programme_id", "objective_id"} & set(columns))
    if not is_own and not (has_indicator and table.startswith(("dim_indicator", "bridge_ind"))):
        return
    where = "true"
    if table in ("dim_document_column", "dim_document_line"):
        # The area of these is nothing where it is that of the publisher.
        where += " and document_id like 'amersfoort%'"
    elif "area_id" in columns:
        where += " and area_id = 'GM0307'"
    if made_up.is_small and "indicator_id" in columns:
        where += f" and indicator_id = '{ONLY}'"
    if made_up.is_small and "year" in columns and is_own:
        where += " and year = 2019"
    if not made_up.has_targets and "value_type" in columns and schema != "quality":
        where += " and coalesce(value_type, '') <> 'target'"
    if not made_up.has_targets and table in ("rpt_target_verdict", "fct_target_assessment"):
        where += " and false"
    numbers = range(made_up.copies) if has_indicator else range(1)
    if made_up.indicators and table == "dim_indicator":
        numbers = range(0)
    for number in numbers:
        # Indicators belong to all municipalities: each copy is added once.
        if not is_own and (number == 0 or is_there(connection, schema, table, number)):
            continue
        connection.execute(
            f"insert into {schema}.{table} select {copied(columns, made_up, number)}"
            f" from published.{schema}.{table} where {where}"
        )
    name = f"{schema}.{table}"
    mine = f"area_id = '{made_up.area_id}'"
    if table == "rpt_headline":
        factor = made_up.copies
        counts = ["indicators", *(c for c in columns if c.startswith(("indicators_", "targets_")))]
        if made_up.is_small:
            zero = ", ".join(f"{count} = 0" for count in counts)
            connection.execute(f"update {name} set {zero} where {mine}")
            connection.execute(
                f"update {name} set indicators = 1, indicators_no_target = 1 where {mine}"
            )
        elif not made_up.has_targets:
            zero = ", ".join(f"{count} = 0" for count in counts)
            connection.execute(f"update {name} set {zero} where {mine}")
            connection.execute(
                f"update {name} set indicators = 18, indicators_no_target = 18 where {mine}"
            )
        else:
            times = ", ".join(f"{count} = {count} * {factor}" for count in counts)
            connection.execute(f"update {name} set {times} where {mine}")
    if table == "rpt_indicator_overview" and not made_up.has_targets:
        connection.execute(
            f"update {name} set overview_class = 'no_target', urgency_rank = 6,"
            " verdict = 'no_target', verdict_nl = 'geen streefcijfer', verdict_en = 'no target',"
            " shown_target_year = null, shown_target_display_nl = null, is_judged = false,"
            f" is_target_expired = false, gap = null, gap_nl = null, gap_en = null where {mine}"
        )
