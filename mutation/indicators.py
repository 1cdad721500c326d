"""Mutants of indicators, their labels, their relations and the list of mandatory ones."""

from edits import Edit, Sheet, at, change, drop, exchange, on_rows, repeat, rewrite_all
from mutants import Collection, Mutant, Reason

FINDING = "seeds/accepted_findings.csv, finding_id "


def mutants() -> list[Mutant]:
    """Return all mutants of indicators."""
    return [*_indicators(), *_labels(), *_relations(), *_mandatory()]


def _indicators() -> list[Mutant]:
    indicators = Collection("indicators")
    place = "seeds/indicators.csv, line {line}, column "

    def types(name, **cells):
        return change(at(indicator_id=name), **cells)

    indicators.detectable(
        "indicator-removed",
        "An indicator was left out.",
        drop(at(indicator_id="shoplifting-per-1000-inhabitants")),
        "column indicator_id",
        "shoplifting-per-1000-inhabitants",
        "a row of seeds/indicators.csv",
    )
    indicators.detectable(
        "indicator-misspelt",
        "The id of an indicator was misspelt.",
        types("crimes-total", indicator_id="crime-total"),
        "column indicator_id",
        "crimes-total",
        "a row of seeds/indicators.csv",
    )
    indicators.detectable(
        "direction-flipped",
        "The direction of an indicator with targets was flipped.",
        types("crimes-total", direction="higher_is_better"),
        FINDING,
        "crimes-total/GM0307/2018",
    )
    indicators.detectable(
        "direction-emptied-of-meaning",
        "An indicator with targets was recorded as neutral, so that no verdict is given.",
        types("crimes-total", direction="neutral"),
        FINDING,
        "crimes-total/GM0307/2017",
        "no such finding",
    )
    indicators.undetectable(
        "direction-flipped-without-targets",
        "The direction of an indicator without targets was flipped.",
        types("shoplifting-per-1000-inhabitants", direction="higher_is_better"),
        Reason.JUDGEMENT,
    )
    indicators.detectable(
        "direction-misspelt",
        "The direction of an indicator was misspelt.",
        types("crimes-total", direction="lower-is-better"),
        place + "direction",
    )
    indicators.detectable(
        "percent-as-count",
        "A percentage was recorded as a count.",
        types("burglaries-attempted-share", unit="count"),
        FINDING + "unit_sign_differs",
        "burglaries-attempted-share",
    )
    indicators.detectable(
        "count-as-percent",
        "A count was recorded as a percentage.",
        types("frequent-crimes-total", unit="percent", unit_nl="%", unit_en="percent"),
        "frequent-crimes-total",
    )
    indicators.detectable(
        "rate-of-another-size",
        "A rate per 1,000 was recorded as one per 10,000.",
        types("crimes-per-1000-inhabitants", unit="per_10000_inhabitants"),
        "crimes-per-1000-inhabitants",
    )
    indicators.detectable(
        "unit-misspelt",
        "A unit was misspelt.",
        types("violent-crimes-per-1000-inhabitants", unit="per_1000_inhabitant"),
        "per_1000_inhabitant",
    )
    indicators.detectable(
        "unit-words-of-another-unit",
        "The Dutch words for a unit belong to another unit.",
        types("violent-crimes-per-1000-inhabitants", unit_nl="per 10.000 inwoners"),
        "seeds/indicators.csv",
        "per 10.000 inwoners",
    )
    indicators.detectable(
        "bounds-narrowed",
        "The highest possible value of a score was typed too low.",
        types("social-nuisance-score", upper_bound="1"),
        FINDING + "value_out_of_bounds",
        "social-nuisance-score",
    )
    indicators.detectable(
        "percent-bound-widened",
        "The highest possible value of a percentage was typed as 1000.",
        types("youths-in-court-share", upper_bound="1000"),
        "seeds/indicators.csv",
        "youths-in-court-share",
    )
    indicators.undetectable(
        "rate-bound-widened",
        "The highest possible value of a rate was typed ten times too high.",
        types("crimes-per-1000-inhabitants", upper_bound="10000"),
        Reason.NO_EFFECT,
    )
    indicators.detectable(
        "biennial-as-annual",
        "A survey of every other year was recorded as annual.",
        types("social-nuisance-score", frequency="annual"),
        "seeds/known_gaps.csv",
        "table indicatoren, line 3, realisation 2012",
    )
    indicators.detectable(
        "annual-as-biennial",
        "An annual figure was recorded as one of every other year.",
        types("crimes-total", frequency="biennial"),
        FINDING + "figure_not_due",
        "crimes-total",
    )
    indicators.detectable(
        "first-year-too-late",
        "The first year of an annual indicator was typed one too late.",
        types("crimes-total", first_due_year="2012"),
        FINDING + "figure_not_due",
        "crimes-total/GM0307/2011",
    )
    indicators.detectable(
        "first-year-of-a-survey-shifted",
        "The first year of a survey of every other year was typed one too late.",
        types("social-nuisance-score", first_due_year="2012"),
        FINDING + "figure_not_due",
        "social-nuisance-score/GM0307/2011",
    )
    indicators.undetectable(
        "first-year-too-early",
        "The first year of an annual indicator was typed one too early, before all headers.",
        types("crimes-total", first_due_year="2010"),
        Reason.NO_EFFECT,
    )
    indicators.detectable(
        "decimals-too-few",
        "The number of decimals was typed lower than figures are printed with.",
        types("crimes-per-1000-inhabitants", decimals="0"),
        "crimes-per-1000-inhabitants",
        "decimals",
    )
    indicators.detectable(
        "decimals-too-many",
        "The number of decimals was typed higher than any figure is printed with.",
        types("crimes-total", decimals="2"),
        "crimes-total",
        "decimals",
    )
    indicators.detectable(
        "bbv-number-of-another",
        "A mandatory indicator got the number of another one that the page lacks.",
        types("violent-crimes-per-1000-inhabitants", bbv_number="10"),
        "bbv-9",
    )
    indicators.detectable(
        "bbv-numbers-exchanged",
        "Two mandatory indicators got each other's number.",
        exchange(
            at(indicator_id="halt-referrals-per-10000-youths"),
            at(indicator_id="hard-core-youths-per-10000-youths"),
            "bbv_number",
        ),
        "seeds/indicators.csv",
        "Halt",
    )
    indicators.detectable(
        "bbv-number-emptied",
        "The number of a mandatory indicator was emptied.",
        types("vandalism-per-1000-inhabitants", bbv_number=""),
        "seeds/indicators.csv",
        "vandalism-per-1000-inhabitants",
    )
    indicators.detectable(
        "bbv-number-of-an-own-indicator",
        "An own indicator got the number of a mandatory one.",
        types("burglaries-per-1000-inhabitants", bbv_number="10"),
        "seeds/indicators.csv",
        "burglaries-per-1000-inhabitants",
    )
    indicators.detectable(
        "own-as-mandatory",
        "An own indicator was recorded as a mandatory one.",
        types("frequent-crimes-total", indicator_set="bbv"),
        "seeds/indicators.csv",
        "frequent-crimes-total",
    )
    indicators.detectable(
        "mandatory-as-own",
        "A mandatory indicator was recorded as an own one.",
        types("shoplifting-per-1000-inhabitants", indicator_set="own"),
        "shoplifting-per-1000-inhabitants",
    )
    indicators.detectable(
        "source-of-a-mandatory-indicator-wrong",
        "The source of a mandatory indicator differs from the one that the law names.",
        types("shoplifting-per-1000-inhabitants", source_organisation="Politie"),
        "seeds/indicators.csv",
        "Politie",
    )
    indicators.detectable(
        "name-of-a-mandatory-indicator-misspelt",
        "The name of a mandatory indicator differs from the one in the law.",
        types("shoplifting-per-1000-inhabitants", name_nl="Winkeldiefstalen"),
        "seeds/indicators.csv",
        "Winkeldiefstalen",
    )
    indicators.undetectable(
        "method-changed",
        "A survey was recorded as a registration.",
        types("social-nuisance-score", method="registration"),
        Reason.JUDGEMENT,
    )
    indicators.undetectable(
        "definition-changed",
        "The definition of an indicator was replaced by that of another.",
        types("crimes-total", definition_nl="Geregistreerde woninginbraken."),
        Reason.WORDING,
    )
    return indicators


def _labels() -> list[Mutant]:
    labels = Collection("indicator_labels")

    def label(text):
        return at(printed_label=text)

    labels.detectable(
        "label-of-another-indicator",
        "A label was mapped to an indicator that has another label on the page.",
        change(label("Totaal misdrijven"), indicator_id="frequent-crimes-total"),
        "seeds/published_values.csv",
        "2 figures for realisation 2011",
        "Totaal misdrijven",
    )
    labels.detectable(
        "labels-exchanged",
        "The labels of two opposite shares were mapped to each other's indicator.",
        exchange(
            label("Woninginbraak: % poging"), label("Woninginbraak: % voltooid"), "indicator_id"
        ),
        FINDING,
        "burglaries-attempted-share",
    )
    labels.detectable(
        "labels-of-like-indicators-exchanged",
        "The labels of two mandatory indicators of one unit were mapped to each other's indicator.",
        exchange(
            label("Totaal geweldsmisdrijven per 1000 inwoners"),
            label("Winkeldiefstallen per 1000 inwoners"),
            "indicator_id",
        ),
        "violent-crimes-per-1000-inhabitants",
    )
    labels.detectable(
        "labels-of-unlike-units-exchanged",
        "The labels of indicators per 1,000 and per 10,000 were mapped to each other's indicator.",
        exchange(
            label("Winkeldiefstallen per 1000 inwoners"),
            label("Harde kern jongeren per 10.000 inwoners van 12-24 jaar"),
            "indicator_id",
        ),
        "Winkeldiefstallen per 1000 inwoners",
    )
    labels.detectable(
        "label-removed",
        "A label was left out.",
        drop(label("Totaal misdrijven")),
        "column printed_label",
        "table indicatoren, line 5",
    )
    labels.detectable(
        "label-misspelt",
        "A label was misspelt.",
        change(label("Totaal misdrijven"), printed_label="Totaal misdrijve"),
        "column printed_label",
        "table indicatoren, line 5",
    )
    return labels


def _relations() -> list[Mutant]:
    relations = Collection("indicator_relations")

    def relation(name):
        return at(relation_id=name)

    def turned_round(name):
        def damage(sheet: Sheet) -> None:
            row = sheet.rows[sheet.only(relation(name))]
            row["indicator_id"], row["other_indicator_id"] = (
                row["other_indicator_id"],
                row["indicator_id"],
            )

        return on_rows(damage)

    relations.detectable(
        "rate-relation-removed",
        "The relation between a rate and its count was left out.",
        drop(relation("burglary-rate-of-burglary-count")),
        FINDING + "population_",
        "burglaries-per-1000-inhabitants",
    )
    relations.undetectable(
        "complement-relation-removed",
        "The relation between two shares that add up to 100 was left out.",
        drop(relation("burglary-shares-add-up")),
        Reason.OWN_SELECTION,
    )
    relations.undetectable(
        "part-relation-removed",
        "The relation between a part and its whole was left out.",
        drop(relation("violence-rate-within-crime-rate")),
        Reason.OWN_SELECTION,
    )
    relations.detectable(
        "share-relation-removed",
        "The relation that makes a number of completed burglaries was left out.",
        drop(relation("completed-share-of-burglaries")),
        FINDING + "target_misses_objective",
        "burglaries-completed-share",
    )
    relations.detectable(
        "part-relation-turned-round",
        "A part and its whole were exchanged.",
        turned_round("burglaries-are-crimes"),
        FINDING + "part_exceeds_whole",
        "crimes-total/burglaries-total",
    )
    relations.equivalent(
        "complement-relation-turned-round",
        "Two shares that add up to 100 were exchanged: their sum is the same.",
        turned_round("burglary-shares-add-up"),
    )
    relations.detectable(
        "rate-factor-wrong",
        "The factor of a rate was mistyped: 1000 became 100.",
        change(relation("burglary-rate-of-burglary-count"), factor="100"),
        FINDING + "population_disagreement",
        "burglaries-per-1000-inhabitants",
    )
    relations.detectable(
        "both-rate-factors-wrong",
        "The factors of both rates were mistyped: the populations agree, ten times too small.",
        _both_factors("100"),
        "crime-rate-of-crime-count",
        "100",
    )
    relations.detectable(
        "complement-factor-wrong",
        "The sum of two shares was mistyped: 100 became 1000.",
        change(relation("burglary-shares-add-up"), factor="1000"),
        FINDING + "complement_sum",
        "burglaries-attempted-share",
    )
    relations.detectable(
        "share-factor-wrong",
        "The factor of a share was mistyped: 100 became 10.",
        change(relation("completed-share-of-burglaries"), factor="10"),
        "completed-share-of-burglaries",
    )
    relations.detectable(
        "factor-of-a-part",
        "A factor was typed for a relation that has none.",
        change(relation("burglaries-are-crimes"), factor="100"),
        "seeds/indicator_relations.csv, column factor",
        "burglaries-are-crimes",
    )
    relations.detectable(
        "factor-emptied",
        "The factor of a complement was emptied.",
        change(relation("burglary-shares-add-up"), factor=""),
        "seeds/indicator_relations.csv",
        "burglary-shares-add-up",
    )
    relations.detectable(
        "relation-kind-changed",
        "A rate was recorded as a part.",
        change(relation("burglary-rate-of-burglary-count"), relation_kind="part_of"),
        FINDING + "population_",
        "burglaries-per-1000-inhabitants",
    )
    relations.detectable(
        "relation-with-itself",
        "A part was related to itself.",
        change(relation("burglaries-are-crimes"), other_indicator_id="burglaries-total"),
        "burglaries-are-crimes",
    )
    relations.detectable(
        "relation-typed-twice-under-another-id",
        "A relation was typed twice, the second time under another id.",
        repeat(relation("burglaries-are-crimes"), relation_id="burglaries-within-crimes"),
        "burglaries-within-crimes",
    )
    return relations


def _both_factors(factor: str) -> Edit:
    return rewrite_all(at(relation_kind="rate_of"), "factor", lambda _: factor)


def _mandatory() -> list[Mutant]:
    mandatory = Collection("bbv_indicators")

    def number(value):
        return at(bbv_number=str(value))

    mandatory.detectable(
        "mandatory-number-wrong",
        "The number of a mandatory indicator was mistyped: 10 became 100.",
        change(number(10), bbv_number="100"),
        "bbv-100",
    )
    mandatory.detectable(
        "mandatory-number-elsewhere-wrong",
        "The number of a mandatory indicator of another task field was mistyped: 38 became 83.",
        change(number(38), bbv_number="83"),
        "seeds/bbv_indicators.csv",
        "83",
    )
    mandatory.detectable(
        "mandatory-indicator-removed",
        "A mandatory indicator that the page carries was left out.",
        drop(number(9)),
        "column bbv_number",
        "a row of seeds/bbv_indicators.csv",
    )
    mandatory.detectable(
        "mandatory-indicator-elsewhere-removed",
        "A mandatory indicator of another task field was left out.",
        drop(number(38)),
        "seeds/bbv_indicators.csv",
    )
    mandatory.detectable(
        "annex-flag-flipped",
        "A mandatory indicator that the page lacks was recorded as not in the annex that applies.",
        change(number(10), in_annex_2016="no"),
        "bbv-10",
    )
    mandatory.detectable(
        "annex-flag-of-a-carried-indicator-flipped",
        "A mandatory indicator on the page was recorded as not in the annex that applies.",
        change(number(9), in_annex_2016="no"),
        "bbv_indicators",
    )
    mandatory.detectable(
        "annex-flag-elsewhere-flipped",
        "An indicator of another task field was recorded as not in the annex of 2017.",
        change(number(38), in_annex_2017="no"),
        "bbv_indicators",
    )
    mandatory.detectable(
        "task-field-of-a-lacking-indicator-wrong",
        "A mandatory indicator that the page lacks was put under another task field.",
        change(number(10), task_field_number="2"),
        "bbv-10",
    )
    mandatory.detectable(
        "task-field-wrong",
        "A mandatory indicator of another task field was put under the task field of the page.",
        change(number(12), task_field_number="1"),
        "bbv-12",
    )
    mandatory.detectable(
        "task-field-of-a-carried-indicator-wrong",
        "A mandatory indicator on the page was put under another task field.",
        change(number(9), task_field_number="2"),
        "seeds/bbv_indicators.csv",
    )
    mandatory.detectable(
        "task-field-name-wrong",
        "The name of a task field belongs to another number.",
        change(number(9), task_field_nl="Economie"),
        "seeds/bbv_indicators.csv",
        "Economie",
    )
    mandatory.undetectable(
        "annex-basis-changed",
        "What a flag is based on was changed to another allowed value.",
        change(number(38), annex_2018_basis="annex"),
        Reason.JUDGEMENT,
    )
    return mandatory
