"""The understood cells as CSV."""

import csv
from collections.abc import Iterable
from typing import TextIO

from municipal_indicators.reader.figures import Figure

COLUMNS = (
    "table", "line", "printed_label", "area", "year", "value_type", "printed_value",
    "candidate_years", "header", "candidate_headers", "evidence", "source", "page",
)  # fmt: skip


def write_cells(pages: Iterable[tuple[str, Iterable[Figure]]], file: TextIO) -> None:
    """Write the figures of pages as CSV with a header.

    Args:
        pages: The name of each page, and its figures in the order of reading.
        file: Where to write.
    """
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for page, figure in ((page, figure) for page, figures in pages for figure in figures):
        writer.writerow(
            (
                figure.table_number,
                figure.line_number,
                figure.printed_label,
                figure.area,
                figure.year,
                figure.value_type,
                figure.printed_value,
                "|".join(figure.candidate_years),
                figure.header,
                "|".join(figure.candidate_headers),
                figure.evidence,
                figure.source,
                page,
            )
        )
