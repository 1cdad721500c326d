"""Mutants of the figures themselves: published_values and statements."""

from edits import (
    DOCUMENT,
    Edit,
    Sheet,
    at,
    change,
    change_all,
    drop,
    drop_all,
    exchange,
    figure,
    mandatory,
    on_rows,
    own,
    printed_row,
    repeat,
    rewrite_all,
    take_over,
)
from mutants import Collection, Mutant, Reason

CELL = "seeds/published_values.csv, line {line}, column "
FINDING = "seeds/accepted_findings.csv, finding_id "


def mutants() -> list[Mutant]:
    """Return all mutants of figures."""
    return [
        *_missing_and_repeated(),
        *_wrong_figures(),
        *_wrong_keys(),
        *_editions(),
        *_statements(),
    ]


def _missing_and_repeated() -> list[Mutant]:
    values = Collection("published_values")
    values.detectable(
        "cell-dropped",
        "A printed figure in the middle of its row was not typed.",
        drop(own(8, 3)),
        CELL + "cell",
        "table indicatoren, line 8",
    )
    values.detectable(
        "last-cell-dropped",
        "The last printed figure of a row was not typed.",
        drop(own(8, 8)),
        "table indicatoren",
        "78 figures in 11 lines",
    )
    values.detectable(
        "row-dropped",
        "A whole row of a table was not typed.",
        drop_all(printed_row("indicatoren", 7)),
        "table indicatoren",
        "71 figures in 10 lines",
    )
    values.detectable(
        "line-typed-twice",
        "A line of the file was typed twice.",
        repeat(own(5, 4)),
        "line {line}, column document_id, table_id, line, cell",
    )
    return values


def _wrong_figures() -> list[Mutant]:
    values = Collection("published_values")

    def types(where, text):
        return change(where, printed_value=text)

    # Comma, point and signs.
    values.detectable(
        "comma-lost",
        "The decimal comma of a rate was lost: 68,5 became 685.",
        types(own(6, 2), "685"),
        FINDING,
        "crimes-per-1000-inhabitants",
        "2012",
        "685",
    )
    values.detectable(
        "comma-moved-left",
        "The decimal comma of a rate moved one place to the left: 51,7 became 5,17.",
        types(own(6, 6), "5,17"),
        FINDING,
        "crimes-per-1000-inhabitants",
        "2016",
        "5,17",
    )
    values.detectable(
        "point-for-comma",
        "A decimal point was typed for the comma: 68.5.",
        types(own(6, 3), "68.5"),
        CELL + "printed_value",
        "68.5",
    )
    values.detectable(
        "percent-sign-lost",
        "A percent sign was lost.",
        types(own(10, 3), "37"),
        FINDING + "unit_sign_differs",
        "burglaries-attempted-share/GM0307/2013",
    )
    values.detectable(
        "percent-sign-added",
        "A percent sign was added to a score.",
        types(own(3, 2), "1,7%"),
        FINDING + "unit_sign_differs",
        "social-nuisance-score/GM0307/2013",
    )
    values.detectable(
        "euro-sign-added",
        "A euro sign was added to a number of crimes.",
        types(own(7, 3), "€ 3340"),
        "frequent-crimes-total",
        "2013",
    )
    values.detectable(
        "thousands-point-became-comma",
        "The point between thousands became a comma: 16.500 became 16,500.",
        types(figure("toelichting", 1, 1), "16,500"),
        FINDING,
        "burgernet-participants",
        "16,500",
    )
    values.detectable(
        "thousands-point-lost",
        "The point between thousands was lost: 16.500 became 16500.",
        types(figure("toelichting", 1, 1), "16500"),
        FINDING,
        "burgernet-participants",
        "16500 | 15660 | 16500",
    )

    # Text in a figure.
    values.detectable(
        "letter-for-digit",
        "The letter O was typed for a zero: 62O.",
        types(own(8, 5), "62O"),
        CELL + "printed_value",
        "62O",
    )
    values.detectable(
        "trailing-text",
        "A word stands behind a figure: 823 inbraken.",
        types(own(8, 4), "823 inbraken"),
        CELL + "printed_value",
        "823 inbraken",
    )
    values.detectable(
        "space-behind-a-figure",
        "An invisible space was typed behind a figure, so that it is not as printed.",
        types(own(7, 3), "3340 "),
        CELL + "printed_value",
    )
    values.undetectable(
        "mark-for-missing-typed",
        "The mark n.b. was typed where a figure is printed.",
        types(own(7, 3), "n.b."),
        Reason.ALONE,
    )

    # Wrong digits.
    values.detectable(
        "digits-swapped-in-a-quoted-figure",
        "Two digits were swapped in a figure that an accepted finding quotes: 854 became 845.",
        types(own(8, 1), "845"),
        FINDING + "population_disagreement",
        "845 | 5,1",
    )
    values.detectable(
        "digits-swapped-in-a-count",
        "Two digits were swapped in a count that has a rate: 9134 became 9314.",
        types(own(5, 4), "9314"),
        FINDING + "population_",
        "crimes-per-1000-inhabitants",
        "9314 | 60,6",
    )
    values.detectable(
        "digits-swapped-in-a-repeated-figure",
        "Two digits were swapped in a figure that another document repeats: 15124 became 15142.",
        types(own(4, 5), "15142"),
        "burgernet-participants",
        "15142",
    )
    values.undetectable(
        "digits-swapped-in-a-single-series",
        "Two digits were swapped in a figure without a counterpart: 3208 became 3280.",
        types(own(7, 2), "3280"),
        Reason.ALONE,
    )
    values.detectable(
        "share-one-too-low",
        "The last digit of a share is one too low: 39% became 38%, beside 61%.",
        types(own(10, 4), "38%"),
        FINDING + "complement_sum",
        "burglaries-attempted-share/burglaries-completed-share/GM0307/2014",
    )
    values.undetectable(
        "share-one-too-high",
        "The last digit of a share is one too high: 39% became 40%, beside 61%.",
        types(own(10, 4), "40%"),
        Reason.ROUNDING,
    )
    values.undetectable(
        "count-one-too-high",
        "The last digit of a count is one too high: 10249 became 10250.",
        types(own(5, 3), "10250"),
        Reason.ROUNDING,
    )
    values.detectable(
        "digit-lost",
        "A digit was lost: 13800 became 1380.",
        types(own(4, 3), "1380"),
        FINDING + "large_change",
        "burgernet-participants/GM0307/2013",
    )
    values.detectable(
        "target-weaker-than-reality",
        "A digit of a target is wrong, so that it is easier than what was reached already.",
        types(own(8, 8), "590"),
        FINDING + "target_weaker_than_realisation",
        "burglaries-total/GM0307/2018",
    )

    values.detectable(
        "comma-lost-without-a-year",
        "The decimal comma of a figure whose year is not settled was lost: 142,1 became 1421.",
        types(mandatory(4, 3), "1421"),
        FINDING + "unplaced_value_apart",
        "halt-referrals-per-10000-youths",
        "1421",
    )
    values.undetectable(
        "digit-wrong-without-a-year",
        "A digit of a figure whose year is not settled is wrong: 142,1 became 147,1.",
        types(mandatory(4, 3), "147,1"),
        Reason.ALONE,
    )

    # Figures from elsewhere.
    values.detectable(
        "cells-exchanged-between-rows",
        "Two figures of one year were exchanged between two rows.",
        exchange(own(5, 4), own(7, 4), "printed_value"),
        FINDING + "part_exceeds_whole",
        "frequent-crimes-total/crimes-total/GM0307/2014",
    )
    values.detectable(
        "cells-exchanged-between-like-rows",
        "Two figures that another document repeats were exchanged between two rows of like size.",
        exchange(mandatory(1, 3), mandatory(2, 3), "printed_value"),
        "violent-crimes-per-1000-inhabitants",
        "2013",
    )
    values.detectable(
        "figure-of-the-row-above",
        "A figure was read from the row above.",
        take_over(own(8, 5), own(7, 5), "printed_value"),
        FINDING,
        "burglaries-per-1000-inhabitants",
        "2762 | 4,1",
    )
    return values


def _wrong_keys() -> list[Mutant]:
    values = Collection("published_values")

    # Years.
    values.detectable(
        "years-swapped",
        "The years of two figures were swapped.",
        exchange(own(4, 2), own(4, 3), "year"),
        "table indicatoren, line 4, cell 3",
        "year 2012",
    )
    values.detectable(
        "row-shifted-one-year",
        "All years of a complete row are one too early.",
        rewrite_all(printed_row("indicatoren", 8), "year", _previous_year),
        "seeds/published_values.csv, line {line}, column year",
        "table indicatoren, line 8",
    )
    values.detectable(
        "survey-row-shifted-one-year",
        "All years of a survey held in odd years are one too late.",
        rewrite_all(printed_row("indicatoren", 3), "year", _next_year),
        "table indicatoren, line 3",
        "2020",
    )
    values.detectable(
        "row-with-gaps-shifted-one-year",
        "All years of a row with blanks are one too early, inside the header.",
        rewrite_all(printed_row("verplichte-indicatoren", 4), "year", _previous_year),
        "table verplichte-indicatoren, line 4",
        "2012",
    )
    values.detectable(
        "unsettled-year-guessed",
        "A year that no source settles was filled in.",
        change(mandatory(4, 3), year="2016", candidate_years="", year_evidence="inferred"),
        "table verplichte-indicatoren, line 4, realisation 2015",
    )
    values.detectable(
        "unsettled-year-guessed-in-haste",
        "A year that no source settles was filled in, and the candidate years left standing.",
        change(mandatory(5, 5), year="2015"),
        CELL + "year",
        "2015|2016",
    )
    values.detectable(
        "candidate-year-dropped",
        "One of two candidate years was dropped.",
        change(mandatory(5, 5), candidate_years="2015"),
        CELL + "year",
    )
    values.detectable(
        "candidate-year-outside-the-header",
        "A candidate year was added that the header of the table does not have.",
        change(mandatory(5, 5), candidate_years="2015|2016|2026"),
        CELL,
        "2026",
    )
    values.detectable(
        "candidate-year-taken",
        "A candidate year was added that another figure of the row holds already.",
        change(mandatory(5, 5), candidate_years="2014|2015|2016"),
        CELL,
        "2014",
    )
    values.detectable(
        "settled-year-emptied",
        "A settled year was emptied.",
        change(own(6, 4), year=""),
        CELL + "year",
    )
    values.detectable(
        "settled-year-made-uncertain",
        "A settled year was replaced by two candidate years, the second outside its gap.",
        change(own(6, 6), year="", candidate_years="2015|2016", year_evidence="ambiguous"),
        "table indicatoren, line 6",
    )

    # Value types.
    values.detectable(
        "target-as-realisation",
        "A target was marked as a realisation.",
        change(own(5, 7), value_type="realisation"),
        CELL + "year",
        "realisation 2017",
    )
    values.detectable(
        "realisation-as-target",
        "A realisation was marked as a target.",
        change(own(5, 6), value_type="target"),
        CELL + "year",
        "target 2016",
    )
    values.detectable(
        "value-type-unknown",
        "A value type was typed in Dutch.",
        change(own(5, 6), value_type="realisatie"),
        CELL + "value_type",
        "realisatie",
    )

    # Other keys.
    values.detectable(
        "label-misspelt-in-one-cell",
        "The label of one cell was misspelt.",
        change(own(5, 4), printed_label="Totaal misdrijve"),
        "table indicatoren, line 5",
        "Totaal misdrijve'",
    )
    values.detectable(
        "labels-exchanged-between-rows",
        "Two rows of quite different size got each other's label.",
        _exchange_labels("indicatoren", 5, 8),
        FINDING + "part_exceeds_whole",
        "burglaries-total/crimes-total",
    )
    values.detectable(
        "line-number-wrong-for-a-cell",
        "One cell got the line number of the next row.",
        change(own(6, 4), line="7"),
        "table indicatoren, line 7",
    )
    values.detectable(
        "line-number-gap-in-a-complete-row",
        "All cells of a complete row got a line number beyond the table.",
        change_all(printed_row("verplichte-indicatoren", 3), line="7"),
        "column line",
        "table verplichte-indicatoren, line 7",
    )
    values.undetectable(
        "rows-numbered-in-another-order",
        "Two complete rows got each other's line number.",
        _exchange_lines("verplichte-indicatoren", 2, 3),
        Reason.JUDGEMENT,
    )
    values.detectable(
        "cell-number-wrong",
        "The number of a cell was mistyped.",
        change(own(6, 8), cell="9"),
        CELL + "cell",
        "cell 9",
    )
    values.detectable(
        "table-misspelt",
        "The table of a cell was misspelt.",
        change(own(6, 4), table_id="indicatorn"),
        CELL + "document_id, table_id",
        "indicatorn",
    )
    values.detectable(
        "area-unknown",
        "The area of a cell is not a known one.",
        change(own(6, 4), area_id="GM0370"),
        CELL + "area_id",
        "GM0370",
    )

    values.detectable(
        "target-of-another-year",
        "A target was recorded for the year after its own, which is blank.",
        change(own(5, 8), year="2019"),
        "table indicatoren, line 5, target 2018",
    )

    # Evidence.
    values.detectable(
        "evidence-emptied",
        "The evidence for a year was emptied.",
        change(own(6, 4), evidence=""),
        CELL + "evidence",
    )
    values.detectable(
        "evidence-kind-contradicts-year",
        "The evidence of a settled year was marked as ambiguous.",
        change(own(6, 4), year_evidence="ambiguous"),
        CELL + "year",
        "ambiguous",
    )
    values.undetectable(
        "evidence-kind-changed",
        "The evidence of a year was marked as printed, where it was inferred.",
        change(own(6, 4), year_evidence="printed"),
        Reason.JUDGEMENT,
    )
    return values


def _editions() -> list[Mutant]:
    """Return mutants of other documents: what revisions, verdicts and progress start from."""
    values = Collection("published_values")

    def printed(edition, table, line, cell):
        return at(
            document_id=f"amersfoort-{edition}", table_id=table, line=str(line), cell=str(cell)
        )

    rate = printed("jaarstukken-2020", "indicatoren", 2, 1)
    target = printed("jaarstukken-2020", "indicatoren", 2, 6)
    values.detectable(
        "earlier-document-wrong",
        "A figure of an earlier document differs from its repetition in the next one.",
        change(printed("begroting-2017", "verplichte-indicatoren", 3, 4), printed_value="2,6"),
        FINDING + "figure_revised",
        "shoplifting-per-1000-inhabitants",
        "2014",
    )
    values.detectable(
        "later-document-wrong",
        "A figure of an annual report differs from the budget before it: 9,2 became 9,4.",
        change(printed("jaarstukken-2018", "indicatoren", 2, 1), printed_value="9,4"),
        FINDING + "figure_revised",
        "nuisance-by-youth-groups",
        "2015",
    )
    values.detectable(
        "revision-of-another-size",
        "A digit is wrong in a figure whose revision was accepted: 54,3 became 53,4.",
        change(rate, printed_value="53,4"),
        FINDING + "figure_revised",
        "crimes-per-1000-inhabitants",
        "51,7 | 53,4",
    )
    values.detectable(
        "revision-undone",
        "A revised figure was copied from the document before instead of the page.",
        change(rate, printed_value="51,7"),
        FINDING + "figure_revised",
        "crimes-per-1000-inhabitants",
        "no such finding",
    )
    values.undetectable(
        "repetition-wrong-within-rounding",
        "A figure with more decimals than its repetition is wrong, and rounds to it all the same.",
        change(printed("begroting-2017", "verplichte-indicatoren", 6, 1), printed_value="2,76"),
        Reason.ROUNDING,
    )
    values.detectable(
        "target-of-a-report-as-realisation",
        "The target of an annual report was recorded as a realisation of the same year.",
        change(target, value_type="realisation"),
        CELL + "year",
        "realisation 2020",
    )
    values.detectable(
        "target-of-a-report-of-another-year",
        "The target of an annual report was recorded for the year before.",
        change(target, year="2019"),
        CELL + "year",
        "target 2019",
    )
    values.undetectable(
        "target-of-a-report-wrong",
        "A digit of the target of an annual report is wrong, so that the verdict turns: 45 became"
        " 47.",
        change(target, printed_value="47"),
        Reason.ALONE,
    )
    values.detectable(
        "years-of-a-report-swapped",
        "The years of the two surveys in an annual report were swapped.",
        exchange(
            printed("jaarstukken-2018", "indicatoren", 1, 1),
            printed("jaarstukken-2018", "indicatoren", 1, 2),
            "year",
        ),
        "amersfoort-jaarstukken-2018, table indicatoren, line 1",
        "year 2015",
    )
    values.detectable(
        "figures-of-a-report-exchanged",
        "Two figures of an annual report were exchanged within a row.",
        exchange(
            printed("jaarstukken-2018", "indicatoren", 1, 1),
            printed("jaarstukken-2018", "indicatoren", 1, 2),
            "printed_value",
        ),
        FINDING + "figure_revised",
        "feels-unsafe-in-neighbourhood",
        "2015",
    )
    values.detectable(
        "figure-under-another-document",
        "A figure was recorded for another document.",
        change(rate, document_id="amersfoort-jaarstukken-2018"),
        "seeds/published_values.csv",
        "amersfoort-jaarstukken-2020, table indicatoren",
    )
    return values


def _next_year(year: str) -> str:
    return str(int(year) + 1) if year else ""


def _previous_year(year: str) -> str:
    return str(int(year) - 1) if year else ""


def _exchange_of(column: str, table: str, first: int, second: int) -> Edit:
    """Exchange a text between all cells of two printed rows."""

    def damage(sheet: Sheet) -> None:
        rows = {
            line: [row for row in sheet.rows if printed_row(table, line)(row)]
            for line in (first, second)
        }
        texts = {line: rows[line][0][column] for line in rows}
        for line, other in ((first, second), (second, first)):
            for row in rows[line]:
                row[column] = texts[other]

    return on_rows(damage)


def _exchange_labels(table: str, first: int, second: int) -> Edit:
    return _exchange_of("printed_label", table, first, second)


def _exchange_lines(table: str, first: int, second: int) -> Edit:
    return _exchange_of("line", table, first, second)


def _statements() -> list[Mutant]:
    statements = Collection("statements")

    def statement(name):
        return at(document_id=DOCUMENT, statement_id=name)

    statements.detectable(
        "statement-figure-wrong",
        "The figure that the text names was mistyped: 25% became 35%.",
        change(statement("quarter-feels-unsafe"), printed_value="35%"),
        FINDING + "statement_contradicted",
        "quarter-feels-unsafe",
    )
    statements.detectable(
        "statement-figure-emptied",
        "The figure that the text names was emptied.",
        change(statement("quarter-feels-unsafe"), printed_value=""),
        "seeds/statements.csv, column printed_value",
        "quarter-feels-unsafe",
    )
    statements.detectable(
        "statement-target-wrong",
        "The target that the text calls missed was mistyped: 16.500 became 15.500.",
        change(statement("burgernet-target-missed"), printed_value="15.500"),
        FINDING + "statement_contradicted",
        "burgernet-target-missed",
    )
    statements.detectable(
        "statement-target-differs-from-the-fact",
        "The target that the text calls missed differs from the same target in published_values.",
        change(statement("burgernet-target-missed"), printed_value="16.050"),
        "burgernet-target-missed",
        "16.050",
    )
    statements.detectable(
        "statement-with-a-figure-too-many",
        "A figure was typed for a statement that only tells of a fall.",
        change(statement("burglaries-fell"), printed_value="823"),
        "seeds/statements.csv, column printed_value",
        "burglaries-fell",
    )
    statements.detectable(
        "statement-turned-round",
        "A fall in the text was recorded as a rise.",
        change(statement("burglaries-fell"), statement_kind="increase"),
        FINDING + "statement_contradicted",
        "burglaries-fell",
    )
    statements.detectable(
        "statement-of-another-year",
        "A statement was recorded for a year in which the figure did the opposite.",
        change(statement("social-nuisance-rose"), year="2013"),
        FINDING + "statement_contradicted",
        "social-nuisance-rose",
        "2013",
    )
    statements.undetectable(
        "statement-of-another-year-that-holds",
        "A fall in the text was recorded for another year in which the figure fell too.",
        change(statement("burglaries-fell"), year="2013"),
        Reason.STILL_TRUE,
    )
    statements.undetectable(
        "statement-about-another-indicator",
        "A fall in the text was recorded for another indicator that fell too.",
        change(statement("burglaries-fell"), indicator_id="crimes-total"),
        Reason.STILL_TRUE,
    )
    statements.undetectable(
        "statement-removed",
        "A statement of the text was left out.",
        drop(statement("burglaries-fell-again")),
        Reason.OWN_SELECTION,
    )
    statements.undetectable(
        "statement-place-wrong",
        "A statement was recorded under another heading of the page.",
        change(statement("burglaries-fell"), stated_under="toelichting"),
        Reason.JUDGEMENT,
    )
    return statements
