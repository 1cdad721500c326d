"""What is known of an edition that its page may not print: publisher, kind and budget year."""

from dataclasses import dataclass

from municipal_indicators.reader.words import document_purpose


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition that a page belongs to, as far as the user said it.

    Attributes:
        publisher: Name of the municipality or province; empty if not said.
        is_plan: Whether it is a budget.
        is_report: Whether it is an annual report.
        budget_year: Its year; None if not said.
    """

    publisher: str = ""
    is_plan: bool = False
    is_report: bool = False
    budget_year: int | None = None

    @classmethod
    def of(cls, publisher: str, kind: str, budget_year: int | None) -> "Edition":
        """Make an edition of what the user said.

        Args:
            publisher: Name of the publisher, or empty.
            kind: Kind of the document, or empty; a kind that is not in the list is read as neither
                plan nor report.
            budget_year: Year of the edition, or None.

        Returns:
            The edition.
        """
        purpose = document_purpose(kind)
        return cls(publisher, purpose == "plan", purpose == "report", budget_year)

    def type_of_year(self, year: int | None) -> str:
        """Tell what a figure of a year is if only its year is printed.

        Args:
            year: The printed year, None for a span or two years.

        Returns:
            `realisation` for a year that was over when the edition was made, `budget` for a year to
            come, empty where neither is certain. A budget is made while the year before its own
            still runs: a figure of that year can be an aim, a forecast or a measurement.
        """
        if year is None or self.budget_year is None:
            return ""
        if self.is_report:
            return "realisation" if year <= self.budget_year else "budget"
        if self.is_plan and year != self.budget_year - 1:
            return "realisation" if year < self.budget_year else "budget"
        return ""

    def may_be_measured(self, year: int) -> bool:
        """Return whether a year printed with a figure is that of a measurement.

        A budget shows what is known when it is made, so figures of the year that still runs are
        measured too; a later year may be an aim.
        """
        if self.budget_year is None or not (self.is_plan or self.is_report):
            return False
        return year < self.budget_year + (1 if self.is_report else 0)

    def may_be_realised(self, year: int) -> bool:
        """Return whether a whole year can have been over when the edition was made."""
        if self.budget_year is None:
            return True
        return year <= self.budget_year - (0 if self.is_report else 2 if self.is_plan else 0)
