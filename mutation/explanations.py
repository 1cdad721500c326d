"""Why a mistake of the systematic part cannot be seen, worked out apart from the project's SQL.

A mistake that survives the build and has no explanation here counts as a failure of the checks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from edits import Row, Sheet
from mutants import Reason
from systematic import Kind, Slip

# As in dbt_project.yml: the largest believable change of a population in a year.
POPULATION_CHANGE = Decimal("0.02")

# Columns that the page, the law or the sources leave empty now and then.
OPTIONAL = {
    ("bbv_indicators", "note"),
    ("document_tables", "printed_title"),
    ("documents", "page_url"),
    ("indicators", "lower_bound"),
    ("indicators", "upper_bound"),
    ("initiatives", "parent_initiative_id"),
    ("programmes", "ambition_en"),
    ("programmes", "ambition_nl"),
    ("programmes", "portfolio_holder"),
}
# Ids that nothing refers to.
OWN_NAMES = {
    ("indicator_relations", "relation_id"),
    ("partners", "partner_id"),
    ("statements", "statement_id"),
}
# Texts that stand nowhere else.
WORDINGS = {
    "ambition_en",
    "ambition_nl",
    "definition_en",
    "definition_nl",
    "evidence",
    "explanation_en",
    "name_en",
    "name_nl",
    "note",
    "page_url",
    "portfolio_holder",
    "printed_heading",
    "printed_name",
    "printed_title",
    "reason_en",
    "reason_nl",
    "source_organisation",
    "summary_en",
    "summary_nl",
    "title",
}
WORDINGS_OF_THE_LAW = {("bbv_indicators", "unit_nl")}
NAMES_IN_TWO_LISTS = ("name_nl", "source_organisation")


@dataclass(frozen=True)
class Figure:
    """A printed figure.

    Attributes:
        row: Its row in published_values.
        low: The lowest number that would be printed so.
        high: The number from which on it would be printed otherwise.
        value: The number itself.
    """

    row: Row
    low: Decimal
    high: Decimal
    value: Decimal

    def may_equal(self, other: "Figure") -> bool:
        """Return whether both figures can be roundings of one number."""
        return self.low < other.high and other.low < self.high


class Explanations:
    """What ties the printed figures together."""

    def __init__(self, seeds: dict[str, bytes]):
        """Read the seeds.

        Args:
            seeds: For each seed, the content of its file.
        """
        self.labels = {
            row["printed_label"]: row["indicator_id"]
            for row in Sheet.read(seeds["indicator_labels"]).rows
        }
        self.relations = Sheet.read(seeds["indicator_relations"]).rows
        self.statements = Sheet.read(seeds["statements"]).rows
        self.mandatory = Sheet.read(seeds["bbv_indicators"]).rows
        self.carried = {row["bbv_number"] for row in Sheet.read(seeds["indicators"]).rows}
        self.values = seeds["published_values"]

    def reason(self, slip: Slip) -> Reason | None:
        """Return why a mistake cannot be seen, or nothing when it should have been.

        Args:
            slip: A mistake that no check has seen.
        """
        if slip.same:
            return Reason.SAME_CONTENT
        if slip.kind is Kind.EMPTIED:
            return Reason.OPTIONAL if (slip.seed, slip.column) in OPTIONAL else None
        if slip.kind is Kind.SHORTENED:
            return self._reason_of_text(slip.seed, slip.column, slip.row)
        if slip.kind in (Kind.DIGIT, Kind.EXCHANGED):
            return self._reason_of_figures(slip)
        if slip.kind is Kind.COMMA and self._is_only_figure(slip.row):
            return Reason.ALONE
        return None

    def _reason_of_text(self, seed: str, column: str, row: Row) -> Reason | None:
        if (seed, column) in OWN_NAMES:
            return Reason.OWN_NAME
        if seed == "bbv_indicators" and column == "task_field_nl":
            # Every other indicator of the task field repeats its name.
            number = row["task_field_number"]
            times = sum(other["task_field_number"] == number for other in self.mandatory)
            return Reason.WORDING if times == 1 else None
        if seed in ("bbv_indicators", "indicators") and column in NAMES_IN_TWO_LISTS:
            # The other list repeats the name of an indicator that stands in both.
            alone = not row["bbv_number"] or row["bbv_number"] not in self.carried
            return Reason.WORDING if alone else None
        if column in WORDINGS or (seed, column) in WORDINGS_OF_THE_LAW:
            return Reason.WORDING
        return None

    def _is_only_figure(self, row: Row) -> bool:
        """Return whether a figure has no other of its indicator in its document."""
        indicator = self.labels[row["printed_label"]]
        return not any(
            self.labels[other["printed_label"]] == indicator
            and other["document_id"] == row["document_id"]
            and other is not row
            and (other["year"], other["cell"]) != (row["year"], row["cell"])
            for other in Sheet.read(self.values).rows
        )

    def _reason_of_figures(self, slip: Slip) -> Reason | None:
        """Return why wrong figures cannot be seen.

        They can when another document, the running text or a related row settles one of them.
        """
        before = Sheet.read(self.values).rows
        after = Sheet.read(slip.edit(self.values)).rows
        figures = list(_figures(after))
        changed = [
            figure
            for figure in figures
            if figure.row not in before  # rows are compared by their texts
        ]
        tied = False
        for figure in changed:
            if self._exceeds(figure, figures):
                return None
            others = [*self._repetitions(figure, figures), *self._stated(figure)]
            if any(not figure.may_equal(other) for other in others):
                return None
            agreements = [*self._agreements(figure, figures)]
            if not all(agreements):
                return None
            tied = tied or bool(others) or bool(agreements)
        return Reason.ROUNDING if tied else Reason.ALONE

    def _repetitions(self, figure: Figure, figures: Iterable[Figure]) -> Iterable[Figure]:
        """Return the same figure as other documents print it."""
        if not figure.row["year"]:
            return []
        return [
            other
            for other in figures
            if self._key(other.row) == self._key(figure.row)
            and other.row["document_id"] != figure.row["document_id"]
        ]

    def _stated(self, figure: Figure) -> Iterable[Figure]:
        """Return the same figure as the running text of its document names it."""
        row = figure.row
        key = (row["document_id"], self.labels[row["printed_label"]], row["area_id"], row["year"])
        columns = ("document_id", "indicator_id", "area_id", "year")
        kind = {"realisation": "realisation", "target": "target_missed"}[row["value_type"]]
        return _figures(
            statement
            for statement in self.statements
            if tuple(statement[column] for column in columns) == key
            and statement["statement_kind"] == kind
        )

    def _exceeds(self, figure: Figure, figures: list[Figure]) -> bool:
        """Return whether a figure is a part larger than its whole, or a whole smaller than one."""
        indicator = self.labels[figure.row["printed_label"]]
        for relation in self.relations:
            pair = (relation["indicator_id"], relation["other_indicator_id"])
            if relation["relation_kind"] == "part_of" and indicator in pair:
                part, whole = (self._at(figure, name, figures) for name in pair)
                if part and whole and part.low >= whole.high:
                    return True
        return False

    def _key(self, row: Row) -> tuple[str, ...]:
        return (
            self.labels[row["printed_label"]],
            row["area_id"],
            row["year"],
            row["value_type"],
        )

    def _agreements(self, figure: Figure, figures: list[Figure]) -> Iterable[bool]:
        """Yield for each figure that it is tied to whether the two agree."""
        indicator = self.labels[figure.row["printed_label"]]
        for relation in self.relations:
            pair = (relation["indicator_id"], relation["other_indicator_id"])
            if indicator not in pair or relation["relation_kind"] not in ("complement", "rate_of"):
                continue
            first, second = (self._at(figure, name, figures) for name in pair)
            if first is None or second is None:
                continue
            factor = Decimal(relation["factor"])
            if relation["relation_kind"] == "complement":
                yield first.low + second.low <= factor < first.high + second.high
            else:
                yield self._grows_believably(first, second, factor, pair, figures)

    def _at(self, figure: Figure, indicator: str, figures: list[Figure], year: str = ""):
        """Return the figure of an indicator beside a figure, or in another year."""
        for other in figures:
            if (
                self.labels[other.row["printed_label"]] == indicator
                and other.row["document_id"] == figure.row["document_id"]
                and other.row["year"] == (year or figure.row["year"])
                and (year or other.row["value_type"] == figure.row["value_type"])
                and other.row["year"]
            ):
                return other
        return None

    def _grows_believably(
        self,
        rate: Figure,
        count: Figure,
        factor: Decimal,
        pair: tuple[str, str],
        figures: list[Figure],
    ) -> bool:
        """Return whether a rate and its count allow a population that fits the years beside it."""
        year = int(rate.row["year"])
        low, high = count.value * factor / rate.high, count.value * factor / rate.low
        for beside in (year - 1, year + 1):
            rate_beside, count_beside = (
                self._at(rate, name, figures, str(beside)) for name in pair
            )
            if rate_beside is None or count_beside is None:
                continue
            lowest = count_beside.value * factor / rate_beside.high
            highest = count_beside.value * factor / rate_beside.low
            growth = 1 + POPULATION_CHANGE
            shrinkage = 1 - POPULATION_CHANGE
            if beside < year:
                fits = low < highest * growth and high > lowest * shrinkage
            else:
                fits = lowest < high * growth and highest > low * shrinkage
            if not fits:
                return False
        return True


def _figures(rows: Iterable[Row]) -> Iterable[Figure]:
    """Return the figures among printed cells: what is a number and no bound."""
    for row in rows:
        text = row["printed_value"].rstrip("%* ").replace(".", "").replace(",", ".")
        if not text.replace(".", "", 1).isdigit():
            continue
        value = Decimal(text)
        half = Decimal(5).scaleb(value.as_tuple().exponent - 1)
        yield Figure(row, value - half, value + half, value)
