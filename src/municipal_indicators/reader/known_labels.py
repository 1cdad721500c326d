"""Which printed labels the warehouse knows, by the rule that the build itself goes by."""

import csv
from collections.abc import Iterable

import duckdb

from municipal_indicators import paths
from municipal_indicators.parse import render_macro
from municipal_indicators.reader.labels import KnownLabel


def unknown_labels(
    labels: Iterable[tuple[str, str]], publisher_area_id: str
) -> list[tuple[str, str]]:
    """Find the labels that a build would not know.

    Args:
        labels: Label and unit of each line as printed; the unit may be empty.
        publisher_area_id: Id of the publisher, whose own labels count too.

    Returns:
        Those that are unknown, each once and in their order.

    Raises:
        OSError: If the macros or the list of labels cannot be read.
        duckdb.Error: If the list has not the columns that it should.
    """
    printed = list(dict.fromkeys(labels))
    known = render_macro("normalised_labels('known', ['printed_label', 'printed_unit'])")
    asked = render_macro("normalised_labels('asked', ['label', 'unit'])")
    with duckdb.connect() as connection:
        connection.execute(
            # A label may begin with the sign that DuckDB may take for that of a comment.
            "create table known as"
            " from read_csv(?, all_varchar = true, header = true, comment = '')",
            [str(paths.seed_file("indicator_labels"))],
        )
        connection.execute("create table asked (number integer, label text, unit text)")
        if printed:
            connection.executemany(
                "insert into asked values (?, ?, nullif(?, ''))",
                [(number, label, unit) for number, (label, unit) in enumerate(printed)],
            )
        rows = connection.execute(
            f"""
            with
            known_labels as ({known}),
            asked_labels as ({asked})
            select number from asked_labels
            where not exists (
                select 1 from known_labels
                where
                    printed_label_key = label_key
                    and (printed_unit_key is null or printed_unit_key = unit_key)
                    and (publisher_area_id is null or publisher_area_id = ?)
            )
            order by number
            """,
            [publisher_area_id],
        ).fetchall()
    return [printed[number] for (number,) in rows]


def read_known_labels() -> list[KnownLabel]:
    """Read every spelling of every indicator, with the unit that it is kept in.

    Returns:
        The labels of the seeds, and the names of the indicators.

    Raises:
        OSError: If a seed cannot be read.
    """
    with paths.seed_file("indicators").open(encoding="utf-8", newline="") as file:
        indicators = {row["indicator_id"]: row for row in csv.DictReader(file)}
    with paths.seed_file("indicator_labels").open(encoding="utf-8", newline="") as file:
        labels = [
            (row["indicator_id"], row["printed_label"], row["printed_unit"])
            for row in csv.DictReader(file)
        ]
    named = [(identifier, row["name_nl"], "") for identifier, row in indicators.items()]
    return [
        KnownLabel(identifier, label, unit or indicators[identifier]["unit_nl"])
        for identifier, label, unit in [*named, *labels]
        if identifier in indicators
    ]
