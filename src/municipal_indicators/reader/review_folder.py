"""Writes the folder in which a person reviews an edition before it is accepted."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import jinja2

from municipal_indicators import paths
from municipal_indicators.parse import parse_texts
from municipal_indicators.reader.figures import PrintedTable
from municipal_indicators.reader.known_labels import read_known_labels, unknown_labels
from municipal_indicators.reader.labels import propose
from municipal_indicators.reader.review import TO_BE_FILLED_IN, Row
from municipal_indicators.reader.words import words_of_codes
from municipal_indicators.seed_files import declared_seeds

REPORT = "verslag.html"
# Beside the rows to accept: what the reader proposes for a label, which nothing takes over.
PROPOSALS = "voorstellen.csv"
PROPOSAL_COLUMNS = ("printed_label", "printed_unit", "indicator_id", "resemblance", "against")
# Lists to which a new edition often adds; they are written even if nothing is known to add.
LISTS = ("areas", "indicators", "indicator_labels", "programmes")


def write_review(
    folder: Path, rows: Mapping[str, Sequence[Row]], tables: Sequence[PrintedTable]
) -> list[str]:
    """Write an edition as rows of the seeds, with proposals and a report.

    Args:
        folder: The folder, new or empty.
        rows: The rows of each seed.
        tables: The tables as they are understood, for the report.

    Returns:
        What is left to do for the person who reviews, in sentences.

    Raises:
        OSError: If the folder cannot be written, or a seed cannot be read.
    """
    declared = declared_seeds()
    document = rows["documents"][0]
    printed = [
        (line["printed_label"], line.get("printed_unit", "")) for line in rows["document_lines"]
    ]
    unknown = unknown_labels(printed, document["area_id"])
    to_write: dict[str, Sequence[Row]] = {name: [] for name in LISTS}
    to_write.update(rows)
    to_write["areas"] = _unknown_areas(rows)
    to_write["indicator_labels"] = [
        {"printed_label": label, "printed_unit": unit, "factor": "1"} for label, unit in unknown
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for seed, seed_rows in to_write.items():
        _write_csv(folder / f"{seed}.csv", list(declared[seed]["column_types"]), seed_rows)
    _write_csv(folder / PROPOSALS, PROPOSAL_COLUMNS, _proposals(unknown))
    _write_report(folder / REPORT, document, tables, to_write)
    return _to_do(folder, to_write)


def _unknown_areas(rows: Mapping[str, Sequence[Row]]) -> list[Row]:
    """List the areas that no seed has, each once."""
    names = dict.fromkeys(
        row["area_id"].lstrip(TO_BE_FILLED_IN)
        for seed in ("documents", "document_columns", "document_lines")
        for row in rows[seed]
        if row.get("area_id", "").startswith(TO_BE_FILLED_IN)
    )
    return [{"area_id": f"{TO_BE_FILLED_IN}{name}", "name_nl": name} for name in names]


def _proposals(labels: Iterable[tuple[str, str]]) -> list[Row]:
    known = read_known_labels()
    return [
        {
            "printed_label": label,
            "printed_unit": unit,
            "indicator_id": proposal.indicator_id,
            "resemblance": f"{proposal.resemblance:.0f}",
            "against": "; ".join(proposal.against),
        }
        for label, unit in labels
        for proposal in propose(label, unit or None, known)
    ]


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        for row in rows:
            # A seed has no line breaks and no space around a text.
            writer.writerow({column: " ".join(text.split()) for column, text in row.items()})


def _write_report(
    path: Path,
    document: Row,
    tables: Sequence[PrintedTable],
    rows: Mapping[str, Sequence[Row]],
) -> None:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(paths.PACKAGE / "reader" / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    page = environment.get_template("review.html").render(
        document=document,
        tables=[_shown(table) for table in tables],
        labels=rows["indicator_labels"],
        areas=rows["areas"],
        proposals=PROPOSALS,
        value_types=words_of_codes("value_type"),
    )
    path.write_text(page, encoding="utf-8")


def _shown(table: PrintedTable) -> dict[str, object]:
    """Arrange a table as it was printed, with what is open behind each line."""
    lines: dict[int, dict[str, object]] = {}
    for figure in table.figures:
        line = lines.setdefault(
            figure.line_number,
            {
                "label": figure.printed_label,
                "unit": figure.unit,
                "cells": {},
                "open": [],
                "source": figure.source,
            },
        )
        settled = len(figure.positions) == 1 and figure.header
        cells, left_open = line["cells"], line["open"]
        assert isinstance(cells, dict)
        assert isinstance(left_open, list)
        if settled and figure.positions[0] not in cells:
            cells[figure.positions[0]] = figure
        else:
            left_open.append(figure)
    return {
        "title": table.title,
        "columns": table.columns,
        "lines": list(lines.values()),
        "figures": len(table.figures),
        "open": [figure for figure in table.figures if not figure.year or not figure.value_type],
    }


def _to_do(folder: Path, rows: Mapping[str, Sequence[Row]]) -> list[str]:
    """Say what a person has to fill in before the edition can be accepted."""
    to_do = [
        "Tel op de pagina de regels, cijfers en kolommen van elke tabel"
        f" ({len(rows['document_tables'])}), en vul ze in: {folder / 'document_tables.csv'}"
    ]
    if rows["areas"]:
        to_do.append(
            f"Geef {len(rows['areas'])} onbekende gebieden hun code, ook waar hun naam achter een"
            f" {TO_BE_FILLED_IN} staat: {folder / 'areas.csv'}"
        )
    if rows["indicator_labels"]:
        to_do.append(
            f"Geef {len(rows['indicator_labels'])} onbekende labels hun indicator (voorstellen in"
            f" {PROPOSALS}), nieuwe in indicators.csv: {folder / 'indicator_labels.csv'}"
        )
    cells = rows["published_values"]
    unplaced = sum(not (cell["position"] or cell["candidate_positions"]) for cell in cells)
    if unplaced:
        to_do.append(
            f"Geef {unplaced} cijfers zonder begrepen kolom hun position, of de mogelijke in"
            f" candidate_positions: {folder / 'published_values.csv'}"
        )
    texts = list(dict.fromkeys(cell["printed_value"] for cell in cells))
    parsed = parse_texts(texts, rows["documents"][0]["area_id"])
    unreadable = [cell["printed_text"] for cell in parsed if cell["kind"] == "not_understood"]
    if unreadable:
        to_do.append(
            f"Zeg wat {', '.join(map(repr, unreadable))} is: een teken in missing_marks.csv, of een"
            f" tekst met text in read_as: {folder / 'published_values.csv'}"
        )
    return to_do
