"""What a page is understood to say as rows of the seeds, for a person to review."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.figures import BETWEEN_BRACKETS, Figure, PrintedTable
from municipal_indicators.reader.headers import Column
from municipal_indicators.reader.periods import in_seeds

# Stands before the name of an area whose id nobody has given yet.
TO_BE_FILLED_IN = "?"
# What the reader says of a cell whose column the form of the page settles.
_PRINTED = ("kolom van de cel", "jaar in de cel", "jaar in de zin")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """The edition that a page belongs to, as the user said it.

    Attributes:
        publisher: Name of the publisher.
        area_id: Its id, or its name behind a question mark if no seed has it.
        document_kind: Kind of the document, as the list of kinds has it.
        budget_year: Its year.
        title: Its title.
    """

    publisher: str
    area_id: str
    document_kind: str
    budget_year: int
    title: str

    @property
    def document_id(self) -> str:
        """Publisher, kind and year, in letters that need no quotes."""
        publisher = "-".join(self.publisher.casefold().split())
        return f"{publisher}-{self.document_kind}-{self.budget_year}"


def as_printed(table: PrintedTable) -> PrintedTable:
    """Turn the figures of a table back into its cells and columns, as the seeds hold them.

    Args:
        table: The table as understood.

    Returns:
        The table in which a figure between brackets stands in the cell of the figure before it, and
        a column whose figures are all of one area has that area.
    """
    cells: list[Figure] = []
    for figure in table.figures:
        if figure.evidence == BETWEEN_BRACKETS and cells:
            whole = f"{cells[-1].printed_value} {figure.printed_value}"
            cells[-1] = replace(cells[-1], printed_value=whole)
        else:
            cells.append(figure)
    areas: dict[int, set[str]] = {}
    for figure in cells:
        if _column(table, figure):
            areas.setdefault(figure.positions[0], set()).add(figure.area)
    columns = tuple(
        replace(column, area=column.area or next(iter(found))) if len(found) == 1 else column
        for position, column in enumerate(table.columns, start=1)
        for found in [areas.get(position, ())]
    )
    return PrintedTable(table.title, columns, tuple(cells))


class SeedRows:
    """Turns the tables of an edition into rows of the seeds."""

    def __init__(
        self, document: DocumentRow, areas: dict[str, str], classifier: Classifier
    ) -> None:
        """Prepare for one edition.

        Args:
            document: The edition.
            areas: Ids of the known areas by their names.
            classifier: Tells whether a name is that of the publisher.
        """
        self._document = document
        self._areas = areas
        self._classifier = classifier

    def area_id(self, name: str) -> str:
        """Return the id of an area, or its name behind a question mark if no seed has it."""
        if not name or self._classifier.is_own(name):
            return ""
        plain = " ".join(name.split())
        return self._areas.get(plain.casefold(), f"{TO_BE_FILLED_IN}{plain}")

    def of(self, tables: Sequence[PrintedTable]) -> dict[str, list[Row]]:
        """Turn tables into rows.

        Args:
            tables: The tables of the edition in the order of reading.

        Returns:
            The rows of each seed by the name of the seed, each with the cells that are not empty.
        """
        rows: dict[str, list[Row]] = {
            "documents": [
                {
                    "document_id": self._document.document_id,
                    "area_id": self._document.area_id,
                    "document_kind": self._document.document_kind,
                    "budget_year": str(self._document.budget_year),
                    "coverage": "excerpt",
                    "title": self._document.title,
                }
            ],
            "document_tables": [],
            "document_columns": [],
            "document_lines": [],
            "published_values": [],
        }
        for number, table in enumerate(tables, start=1):
            key = {"document_id": self._document.document_id, "table_id": f"tabel-{number}"}
            # The control totals are counted on the page by a person, or they would check nothing.
            rows["document_tables"].append(
                {**key, "printed_title": table.title, "coverage": "full"}
            )
            types = _types_of_columns(table)
            for position, column in enumerate(table.columns, start=1):
                rows["document_columns"].append(
                    {
                        **key,
                        "position": str(position),
                        "printed_header": column.header,
                        "value_type": types.get(position, ""),
                        "period": in_seeds(column.period) if column.period else "",
                        "area_id": self.area_id(column.area),
                    }
                )
            for line, figures in enumerate(self._lines(table), start=1):
                in_line = {**key, "line": str(line)}
                described = self._line(table, figures, types)
                rows["document_lines"].append({**in_line, **described})
                for cell, figure in enumerate(figures, start=1):
                    free = _free(table, figures, cell - 1)
                    rows["published_values"].append(
                        {
                            **in_line,
                            "cell": str(cell),
                            **_cell(table, figure, described, free),
                        }
                    )
        return rows

    def _lines(self, table: PrintedTable) -> Iterator[list[Figure]]:
        """Divide the figures into lines of one area each, for a line of the seeds has one."""
        lines: dict[tuple[int, str], list[Figure]] = {}
        for figure in table.figures:
            column = _column(table, figure)
            area = "" if column and column.area else self.area_id(figure.area)
            lines.setdefault((figure.line_number, area), []).append(figure)
        for _, figures in sorted(lines.items(), key=lambda item: item[0][0]):
            yield figures

    def _line(self, table: PrintedTable, figures: Sequence[Figure], types: dict[int, str]) -> Row:
        """Describe a line by what its own cells agree on and no column says."""
        first = figures[0]
        column = _column(table, first)
        periods = {_own_period(table, figure) for figure in figures}
        untyped = {
            figure.value_type
            for figure in figures
            if not (len(figure.positions) == 1 and types.get(figure.positions[0]))
        }
        typed = any(types.get(position) for figure in figures for position in figure.positions)
        evidence = Counter(figure.evidence for figure in figures).most_common(1)[0][0]
        return {
            "printed_label": first.printed_label,
            "printed_unit": first.unit,
            "area_id": "" if column and column.area else self.area_id(first.area),
            "value_type": untyped.pop() if len(untyped) == 1 and not typed else "",
            "period": periods.pop() if len(periods) == 1 else "",
            "evidence": evidence,
        }


def _column(table: PrintedTable, figure: Figure) -> Column | None:
    """Return the column of a figure, None if it is not settled."""
    settled = len(figure.positions) == 1 and bool(figure.header)
    return table.columns[figure.positions[0] - 1] if settled else None


def _types_of_columns(table: PrintedTable) -> dict[int, str]:
    """Give the type of each column: the one of its header, or the one that all its figures have."""
    found: dict[int, set[str]] = {}
    for figure in table.figures:
        if _column(table, figure):
            found.setdefault(figure.positions[0], set()).add(figure.value_type)
    return {
        position: column.value_type
        or (next(iter(found[position])) if len(found.get(position, ())) == 1 else "")
        for position, column in enumerate(table.columns, start=1)
    }


def _own_period(table: PrintedTable, figure: Figure) -> str:
    """Return the period of a figure that its column does not give, empty if it does."""
    column = _column(table, figure)
    if not figure.year or (column and column.period and figure.year in column.period.years):
        return ""
    return figure.year


def _free(table: PrintedTable, figures: Sequence[Figure], at: int) -> list[int]:
    """List the positions of an open figure that keep the order of the settled ones beside it."""
    before, after = (
        [figure.positions[0] for figure in part if _column(table, figure)]
        for part in (figures[:at], figures[at + 1 :])
    )
    return [
        position
        for position in figures[at].positions
        if all(other < position for other in before) and all(position < other for other in after)
    ]


def _cell(table: PrintedTable, figure: Figure, line: Row, free: Sequence[int]) -> Row:
    """Describe a cell by what neither its line nor its column says."""
    column = _column(table, figure)
    own = _own_period(table, figure)
    printed = figure.evidence in _PRINTED
    # One candidate is no choice: whether the figure stands there is left to who reviews it.
    candidates = free if not column and len(free) > 1 else ()
    return {
        "position": str(figure.positions[0]) if column else "",
        "candidate_positions": "|".join(map(str, candidates)),
        "period": "" if own == line["period"] else own,
        "printed_value": figure.printed_value,
        "placement": ("printed" if printed else "inferred") if column else "ambiguous",
        "evidence": "" if figure.evidence == line["evidence"] else figure.evidence,
    }
