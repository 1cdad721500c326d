"""A municipality as its pages show it: its facts put together, and what is said about them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import duckdb

from municipal_indicators.site import facts
from municipal_indicators.site.charts import Break, Chart, Point, Series, Unplaced, axis, number
from municipal_indicators.site.facts import Row
from municipal_indicators.site.language import Language, capital

CLASSES = ("missed", "at_risk", "undecided", "on_course", "met", "no_target")
# Other municipalities to show on either side in a comparison.
NEIGHBOURS = 8
# Years behind the newest figure from which one is called old.
OLD = 3
# Years between two figures of an indicator.
STEPS = {"annual": 1, "biennial": 2, "quadrennial": 4, "irregular": 0}
# Lines of a table from which on only those are shown that lack something.
LONG_TABLE = 25
# What a figure of an indicator can be, in the order of the columns of its table.
KINDS = ("realisation", "baseline", "budget", "forecast", "target")
# Why a cell of a table is blank.
BLANK = ("missing", "not_due", "not_covered")
# A letter for each reason below a table.
LETTERS = "abcdefghijklmnopqrstuvwxyz"

# A cell of the table of an indicator in which no figure stands.
BLANK_CELL: Row = {"figure": None, "counts": False, "is_unsure": False}


def by(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    """Return rows by the value of a column."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


@dataclass
class Municipality:
    """All facts of one municipality, as the warehouse gives them.

    Attributes:
        area: Its id, name and counts.
        documents: Its editions, the newest first.
        programmes: Its programmes with their counts.
        overview: A row for each indicator, the most urgent first.
        changes: What each edition changed.
        tables: Its printed tables.
        coverage: Each cell that an edition should have.
        unplaced: Figures without a period.
        periods: The year that each period counts for.
        findings: Findings about its figures.
        revisions: Figures that a later edition prints again.
        rules: How many rules look for contradictions.
        of_indicator: Rows of each kind of fact by indicator.
        efforts: Efforts by goal.
    """

    area: Row
    documents: list[Row]
    programmes: list[Row]
    overview: list[Row]
    changes: list[Row]
    tables: list[Row]
    coverage: list[Row]
    unplaced: list[Row]
    periods: dict[str, int]
    findings: list[Row]
    revisions: list[Row]
    rules: int
    of_indicator: dict[str, dict[str, list[Row]]]
    efforts: dict[str, list[Row]]
    titles: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.titles = {row["document_id"]: row["document_title"] for row in self.documents}
        self.labels = {row["indicator_id"]: row for row in self.overview}
        self.by_programme = by(self.overview, "programme_id")

    @classmethod
    def load(cls, connection: duckdb.DuckDBPyConnection, area: Row) -> "Municipality":
        """Read all facts of a municipality."""
        area_id = area["area_id"]
        findings = facts.findings(connection, area_id)
        unplaced = facts.unplaced(connection, area_id)
        coverage = facts.coverage(connection, area_id)
        of_indicator = {
            "figures": facts.figures(connection, area_id),
            "prints": facts.prints(connection, area_id),
            # Figures of others stand beside them for comparison.
            "unplaced": [row for row in unplaced if row["area_id"] == area_id],
            "coverage": [row for row in coverage if row["area_id"] == area_id],
            "verdicts": facts.verdicts(connection, area_id),
            "doubts": facts.doubts(connection, area_id),
            "changes": facts.changes(connection, area_id),
            "goals": facts.objectives(connection, area_id),
            "breaks": facts.breaks(connection),
            "comparison": facts.comparison(connection, area_id, NEIGHBOURS),
            "references": facts.reference_figures(connection, area_id),
            "findings": [
                {**finding, "indicator_id": indicator}
                for finding in findings
                for indicator in {
                    name: None
                    for name in (finding["indicator_id"], finding["other_indicator_id"])
                    if name
                }
            ],
        }
        return cls(
            area=area,
            documents=facts.documents(connection, area_id),
            programmes=facts.programmes(connection, area_id),
            overview=facts.overview(connection, area_id),
            changes=of_indicator["changes"],
            tables=facts.printed_tables(connection, area_id),
            coverage=coverage,
            unplaced=unplaced,
            periods=facts.periods(connection),
            findings=findings,
            revisions=facts.revisions(connection, area_id),
            rules=facts.rule_count(connection),
            of_indicator={kind: by(rows, "indicator_id") for kind, rows in of_indicator.items()},
            efforts=by(facts.initiatives(connection, area_id), "objective_id"),
        )

    @property
    def id(self) -> str:
        """Name of its folder, which never changes."""
        return str(self.area["area_id"]).lower()

    @property
    def name(self) -> str:
        """Its name in a sentence."""
        return str(self.area["area_nl"])

    def rows(self, kind: str, indicator_id: str) -> list[Row]:
        """Return the facts of a kind about an indicator."""
        return self.of_indicator[kind].get(indicator_id, [])

    def years(self) -> tuple[int, int]:
        """Return the first and the last year of any realised or wanted figure."""
        years = [
            figure["year"]
            for figures in self.of_indicator["figures"].values()
            for figure in figures
            if figure["value_type"] == "realisation"
        ]
        years += [row["shown_target_year"] for row in self.overview if row["shown_target_year"]]
        return (min(years), max(years)) if years else (0, 1)

    @staticmethod
    def programme_name(programme: Row, language: Language) -> str:
        """Return what a programme is called; tables of no programme share one name."""
        return language.of_row(programme, "sub_programme") or language.say("no_programme")

    # What is said about all indicators, or those of one programme.

    def headline(self, counts: Row, language: Language, programme: str = "") -> str:
        """Return the sentence above the overview: how many targets were met."""
        met, missed = counts["indicators_met"], counts["indicators_missed"]
        scope = language.say("in_programme", programme=programme) if programme else ""
        judged = met + missed
        if judged == 0:
            key = "headline_none"
        elif judged == 1:
            key = "headline_one" if met else "headline_one_missed"
        elif met == judged:
            key = "headline_all"
        else:
            key = "headline_some"
        return language.say(key, area=self.name, scope=scope, met=met, judged=judged)

    def lead(self, counts: Row, rows: Sequence[Row], language: Language) -> str:
        """Return the sentences below the headline, one for each group that is not empty."""
        sentences = []
        for key, name in (
            ("missed_sentence", "indicators_missed"),
            ("at_risk_sentence", "indicators_at_risk"),
            ("undecided_sentence", "indicators_undecided"),
            ("course_sentence", "indicators_on_course"),
            ("no_target_sentence", "indicators_no_target"),
        ):
            count = counts[name]
            if count:
                words = language.words[key][0 if count == 1 else 1]
                sentences.append(capital(words.format(n=language.count(count))))
        years = [row["latest_year"] for row in rows if row["latest_year"]]
        if years and (newest := max(years)) - min(years) > 1:
            # Figures of three years before the newest one and older, which readers take for new.
            year = newest - OLD
            old = sum(latest <= year for latest in years)
            if old:
                sentences.append(language.say("old_sentence", k=old, n=len(rows), year=year))
        return " ".join(sentences)

    def counting_rule(self, counts: Row, language: Language) -> str:
        """Return the sentence that says what is counted."""
        met, missed = counts["targets_met"], counts["targets_missed"]
        if not met + missed:
            return language.say("counting_rule_none")
        return language.say(
            "counting_rule",
            targets=language.say("counting_verb", count=met + missed),
            met=met,
            missed=missed,
        )

    def news(self, language: Language) -> tuple[str, list[str]] | None:
        """Return the title and the sentences about what the newest edition changed."""
        if not self.documents:
            return None
        newest = self.documents[0]
        changes = [row for row in self.changes if row["document_id"] == newest["document_id"]]
        kinds = by(changes, "edition_change")
        sentences = []
        new_years = kinds["new_year"]
        if not changes:
            return None
        if new_years:
            years = sorted({row["year"] for row in new_years})
            count = len({row["indicator_id"] for row in new_years})
            words = language.words["changes_indicators"][0 if count == 1 else 1]
            sentences.append(
                language.say(
                    "changes_base",
                    indicators=words.format(n=language.count(count)),
                    years=language.say("changes_years", count=len(new_years)),
                    span=language.say(
                        "span" if len(years) > 1 else "span_one", first=years[0], last=years[-1]
                    ),
                )
            )
        else:
            sentences.append(language.say("changes_none"))
        sentences += [language.of_row(row, "sentence") for row in new_years if row["extreme"]]
        sentences.append(self._revised(kinds["revised"], language))
        moved = kinds["target_moved"]
        text = (
            capital(language.say("targets_moved", count=len(moved)))
            + " "
            + " ".join(language.of_row(row, "sentence") for row in moved)
            if moved
            else language.say("targets_unmoved")
        )
        if kinds["target_new"]:
            text += " " + language.say("targets_new", count=len(kinds["target_new"]))
        sentences.append(text)
        for kind, key in (("row_new", "rows_new"), ("row_gone", "rows_gone")):
            if kinds[kind]:
                names = language.list(language.of_row(row, "short_label") for row in kinds[kind])
                sentences.append(language.say(key, names=names))
        if newest["coverage"] != "full":
            printed = {
                indicator
                for indicator, figures in self.of_indicator["figures"].items()
                if any(row["document_id"] == newest["document_id"] for row in figures)
            }
            lacking = len(self.overview) - len(printed & set(self.labels))
            if lacking:
                words = language.words["rows_uncovered"][0 if lacking == 1 else 1]
                sentences.append(words.format(k=lacking, n=len(self.overview)))
        return language.say("changes_title", title=newest["document_title"]), sentences

    @staticmethod
    def _revised(revised: list[Row], language: Language) -> str:
        if not revised:
            return language.say("revised_none")
        up = sum((row["change_percent"] or 0) > 0 for row in revised)
        down = len(revised) - up
        index = 0 if len(revised) == 1 else 1
        if up and down:
            how = language.say("revised_both", up=up, down=down)
        else:
            how = language.words["revised_up" if up else "revised_down"][index]
        words = language.words["revised"][index]
        text = capital(words.format(n=language.count(len(revised)), how=how))
        most = max(revised, key=lambda row: abs(row["change_percent"] or 0))
        if most["change_percent"] is None:
            return text
        return f"{text} " + language.say(
            "revised_most",
            label=language.of_row(most, "short_label"),
            year=most["year"],
            before=language.of_row(most, "before"),
            after=language.of_row(most, "after"),
            percent=round(abs(most["change_percent"])),
            higher=language.say("higher" if most["change_percent"] > 0 else "lower"),
        )

    # What is shown of one indicator.

    def chart(self, indicator: Row, language: Language) -> Chart | None:
        """Return the chart of an indicator, or nothing if it has no number."""
        indicator_id = indicator["indicator_id"]
        figures = self.rows("figures", indicator_id)
        realised = [
            row
            for row in figures
            if row["value_type"] == "realisation" and row["is_shown_in_series"]
        ]
        aims = [row for row in figures if row["value_type"] == "target" and row["counts"]]
        loose = [
            row
            for row in self.rows("unplaced", indicator_id)
            if row["value"] is not None
            and row["value_type"] == "realisation"
            and self.possible_years(row)
        ]
        if not (realised or aims or loose):
            return None

        def point(row: Row) -> Point:
            text = language.of_row(row, "display_value")
            return Point(
                row["year"],
                float(row["value"]),
                text,
                f"{row['year']}: {text} ({self.titles[row['document_id']]})",
            )

        parts: dict[tuple[int, int], list[Row]] = defaultdict(list)
        for row in realised:
            parts[(row["series_number"], row["series_part"])].append(row)
        newest = max((number for number, _ in parts), default=0)
        series = [
            Series(
                f"{number}.{part}",
                language.list(
                    dict.fromkeys(
                        self.titles[row["document_id"]]
                        for row in sorted(rows, key=lambda row: row["vintage"])
                    )
                ),
                [point(row) for row in sorted(rows, key=lambda row: row["year"])],
                number == newest,
            )
            for (number, part), rows in sorted(parts.items())
        ]
        unplaced = [
            Unplaced(
                self.possible_years(row),
                float(row["value"]),
                self.display(row, indicator, language),
                language.periods(row["possible_periods"]),
            )
            for row in loose
        ]
        placed_years = {row["year"] for row in realised}
        candidates = {year for item in unplaced for year in item.years}
        due = {
            row["year"]
            for row in self.rows("coverage", indicator_id)
            if row["value_type"] == "realisation"
            and row["coverage_status"] in ("missing", "not_due")
        }
        span = placed_years | candidates | due
        all_years = set(range(min(span), max(span) + 1)) if span else set()
        empty = frozenset(all_years - placed_years - candidates - {row["year"] for row in aims})
        return Chart(
            series=series,
            targets=[point(row) for row in aims],
            unplaced=unplaced,
            breaks=self._breaks(indicator_id, series, language),
            empty=empty,
            step=STEPS[indicator["frequency"]],
            suffix=indicator["unit_suffix"],
            mark=language.marks,
            words=(language.say("empty"), language.say("aim")),
            description=self._description(series, [point(row) for row in aims], unplaced, language),
        )

    def possible_years(self, row: Row) -> list[int]:
        """Return the years that a figure may be of; none if its column prints no period."""
        possible = row["possible_periods"].split("|")
        return [] if "unknown" in possible else sorted({self.periods[text] for text in possible})

    @staticmethod
    def display(row: Row, indicator: Row, language: Language) -> str:
        """Write a figure without a year for a reader, with the digits as printed."""
        text = str(row["printed_value"])
        if language.code == "en" and row["value"] is not None:
            text = f"{row['value']:,.{row['decimals'] or 0}f}"
        suffix = indicator["unit_suffix"]
        return text if text.endswith(suffix) else text + suffix

    def _breaks(
        self, indicator_id: str, series: Sequence[Series], language: Language
    ) -> list[Break]:
        found = []
        revised = [
            row for row in self.rows("changes", indicator_id) if row["edition_change"] == "revised"
        ]
        for before, after in zip(series, series[1:], strict=False):
            if before.key.split(".")[0] == after.key.split(".")[0]:
                continue
            first = after.points[0].year
            common = [row for row in revised if row["year"] == first]
            lines = [language.say("revised_note")]
            if common:
                lines.append(
                    language.say(
                        "revised_figure",
                        year=first,
                        before=language.of_row(common[0], "before"),
                        after=language.of_row(common[0], "after"),
                    )
                )
            found.append(Break(first, lines))
        years = [point.year for item in series for point in item.points]
        found += [
            Break(
                row["first_year"],
                [language.say(f"break_kinds.{row['break_kind']}")],
                is_between=True,
            )
            for row in self.rows("breaks", indicator_id)
            if years and min(years) < row["first_year"] <= max(years)
        ]
        return sorted(found, key=lambda item: item.year)

    @staticmethod
    def _description(
        series: Sequence[Series],
        aims: Sequence[Point],
        unplaced: Sequence[Unplaced],
        language: Language,
    ) -> str:
        def figures(points: Sequence[Point]) -> str:
            return ", ".join(f"{point.year} {point.text}" for point in points)

        texts = [language.say("chart_description")]
        texts += [
            language.say("series_of", titles=item.label, figures=figures(item.points))
            if len(series) > 1
            else figures(item.points) + "."
            for item in series
        ]
        if aims:
            texts.append(language.say("targets_of", figures=figures(aims)))
        texts += [
            language.say("unplaced_of", figure=item.text, years=item.note) for item in unplaced
        ]
        return " ".join(texts)

    def chart_notes(self, indicator: Row, chart: Chart, language: Language) -> str:
        """Return the small print below a chart: its axis, blank years and sources."""
        values = [point.value for series in chart.series for point in series.points]
        values += [point.value for point in chart.targets] + [item.value for item in chart.unplaced]
        lowest = axis(values)[0]
        notes = []
        if lowest:
            notes.append(language.say("axis_note", value=number(lowest, chart.mark) + chart.suffix))
        missing = {
            row["year"]
            for row in self.rows("coverage", indicator["indicator_id"])
            if row["coverage_status"] == "missing" and row["value_type"] == "realisation"
        }
        if chart.empty & missing:
            notes.append(language.say("empty_missing"))
        elif chart.empty and chart.step != 1:
            notes.append(language.say("empty_not_due"))
        printed = {row["document_id"] for row in self.rows("figures", indicator["indicator_id"])}
        printed |= {row["document_id"] for row in self.rows("unplaced", indicator["indicator_id"])}
        titles = [
            row["document_title"]
            for row in reversed(self.documents)
            if row["document_id"] in printed
        ]
        notes.append(
            language.say(
                "source_note",
                source=indicator["source_organisation"],
                titles=language.list(titles),
            )
        )
        return " ".join(notes)

    def printed(self, indicator: Row, language: Language) -> Row:
        """Return the figures of an indicator as printed, periods down and editions across.

        Returns:
            `columns` with a title and a kind, `rows` with a period and their cells, and `reasons`,
            each with its letter.
        """
        indicator_id = indicator["indicator_id"]
        # Several figures may be of one period while none of them is certain.
        cells: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        blanks: dict[tuple[str, str, str], Row] = {}
        reasons: dict[str, str] = {}

        def letter(reason: str) -> str:
            rounds, place = divmod(len(reasons), len(LETTERS))
            return reasons.setdefault(reason, LETTERS[rounds - 1 : rounds] + LETTERS[place])

        for row in self.rows("coverage", indicator_id):
            if row["coverage_status"] in BLANK and row["period"]:
                reason = language.of_row(row, "reason") or language.say("no_reason")
                blanks[(row["period"], row["document_id"], row["value_type"])] = {"reason": reason}
        for row in self.rows("unplaced", indicator_id):
            possible = row["possible_periods"]
            reason = language.say(
                "unplaced_reason",
                figure=self.display(row, indicator, language),
                years=language.periods(possible),
            )
            for period in possible.split("|"):
                cells[(period, row["document_id"], row["value_type"])].append(
                    {
                        "figure": f"{row['printed_value']}?",
                        "is_unsure": True,
                        "reason": reason,
                        "row": row,
                    }
                )
        for row in self.rows("prints", indicator_id):
            cells[(row["period"], row["document_id"], row["value_type"])].append(
                {"figure": row["printed_value"], "counts": row["counts"], "row": row}
            )
        with_figure = {(document, value_type) for _, document, value_type in cells}
        columns = [
            {
                "document_id": row["document_id"],
                "title": row["document_title"],
                "short_title": self._short_title(row, language),
                "kind": kind,
            }
            for row in reversed(self.documents)
            for kind in KINDS
            if (row["document_id"], kind) in with_figure
        ]
        shown = {(column["document_id"], column["kind"]) for column in columns}
        # A period that is not printed comes last.
        periods = sorted(
            {period for period, document, kind in [*cells, *blanks] if (document, kind) in shown},
            key=lambda period: (self.periods.get(period, 9999), period),
        )
        rows = []
        for period in periods:
            name = language.say("without_year") if period == "unknown" else period
            line = []
            for column in columns:
                place = (period, column["document_id"], column["kind"])
                found = cells.get(place) or ([blanks[place]] if place in blanks else [])
                shown_cells = []
                for cell in found:
                    reason = cell.get("reason")
                    cell = {**BLANK_CELL, **cell, "letter": letter(reason) if reason else ""}
                    if source := cell.get("row"):
                        cell |= {
                            "link": self.cell_address(source),
                            "label": language.say(
                                "cell_label",
                                figure=cell["figure"],
                                title=column["title"],
                                year=name,
                                line=source["line"],
                                cell=source["cell"],
                            ),
                            "key": "/".join(
                                (source["document_id"], indicator_id, period, column["kind"])
                            ),
                        }
                    shown_cells.append(cell)
                line.append(shown_cells)
            rows.append({"period": name, "cells": line})
        return {
            "columns": columns,
            "rows": rows,
            "reasons": [(mark, reason) for reason, mark in reasons.items()],
        }

    @staticmethod
    def _short_title(document: Row, language: Language) -> str:
        short = language.words["short_kinds"].get(document["document_kind"])
        return f"{short} {document['budget_year']}" if short else str(document["document_title"])

    @staticmethod
    def cell_address(cell: Row) -> str:
        """Return the address of a printed cell, from the folder of the municipality."""
        return (
            f"tabellen/{cell['document_id']}.html"
            f"#{cell['table_id']}-r{cell['line']}-c{cell['cell']}"
        )

    def readable(self, text: str, language: Language) -> str:
        """Return an arithmetic with the titles of documents, and with marks between thousands."""
        for document, title in self.titles.items():
            text = text.replace(document, title)

        def mark(match: re.Match[str]) -> str:
            number, behind = match.groups()
            is_year = 1900 <= int(number) <= 2099 and behind not in (" bij", " at", " ×")
            return match[0] if is_year else f"{language.whole(int(number))}{behind}"

        return re.sub(r"(?<![\d.,])(\d{4,})(?![\d.,]*\d)( bij| at| ×|)", mark, text)

    # How reliable its figures are.

    def completeness(self) -> list[Row]:
        """Return the counts of expected cells for each edition, the newest first."""
        counted = []
        for document in self.documents:
            cells = [row for row in self.coverage if row["document_id"] == document["document_id"]]
            if not cells:
                continue
            counts: dict[str, int] = defaultdict(int)
            for row in cells:
                counts[row["coverage_status"]] += 1
            counted.append({"document": document, "counts": counts, "cells": len(cells)})
        return counted

    def maps(self, language: Language) -> list[Row]:
        """Return the cells of the newest edition that is recorded in full, table by table.

        Args:
            language: Of the headers of its columns.
        """
        full = [row for row in self.documents if row["coverage"] == "full"]
        if not full:
            return []
        document = full[0]
        cells: dict[tuple[str, int], dict[int, Row]] = defaultdict(dict)
        for row in self.coverage:
            if row["document_id"] == document["document_id"]:
                cells[(row["table_id"], row["line"])][row["position"]] = row
        found = []
        for table in self.tables:
            if table["document_id"] != document["document_id"]:
                continue
            lines = [
                {**line, "cells": cells[(table["table_id"], number)]}
                for number, line in table["lines"].items()
            ]
            if is_part := len(lines) > LONG_TABLE:
                lines = [
                    line
                    for line in lines
                    if {cell["coverage_status"] for cell in line["cells"].values()}
                    & {"missing", "unplaced"}
                ][:LONG_TABLE]
            found.append(
                {
                    "title": table["printed_title"],
                    "document": document,
                    "columns": dict(
                        zip(table["columns"], self.headers(table, language)[-1], strict=True)
                    ),
                    "lines": lines,
                    "is_part": is_part,
                }
            )
        return found

    @staticmethod
    def headers(table: Row, language: Language) -> list[list[tuple[str, int, bool]]]:
        """Return the rows of headers of a printed table, the upper ones first.

        Returns:
            For each header its text, how many columns it spans, and whether it is of a target
            and does not say so.
        """
        levels = [
            column["printed_header"].split(" | ")
            if column["printed_header"]
            else [
                text
                for text in (
                    language.of_row(column, "value_type"),
                    column["area_nl"],
                    column["period"],
                )
                if text
            ]
            or [language.say("figure")]
            for column in table["columns"].values()
        ]
        depth = max(map(len, levels), default=1)
        rows = []
        for level in range(depth):
            row: list[tuple[str, int, bool]] = []
            above: tuple[str, ...] = ()
            for column, texts in zip(table["columns"].values(), levels, strict=True):
                padded = ("",) * (depth - len(texts)) + tuple(texts)
                if row and level < depth - 1 and padded[level] and padded[: level + 1] == above:
                    row[-1] = (row[-1][0], row[-1][1] + 1, row[-1][2])
                else:
                    text = padded[level]
                    is_target = column["value_type"] == "target"
                    says_so = text == language.of_row(column, "value_type")
                    row.append((text, 1, is_target and not says_so))
                above = padded[: level + 1]
            rows.append(row)
        return rows

    def missing_reasons(self, language: Language) -> list[tuple[int, str]]:
        """Return why expected figures are missing, the most common reason first."""
        counts: dict[str, int] = defaultdict(int)
        for row in self.coverage:
            if row["coverage_status"] == "missing":
                counts[language.of_row(row, "reason") or language.say("no_reason")] += 1
        return sorted(
            ((count, reason) for reason, count in counts.items()),
            key=lambda item: (-item[0], item[1]),
        )
