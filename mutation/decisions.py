"""Mutants of what people decided: accepted findings, known gaps and the rules themselves."""

from edits import DOCUMENT, at, change, drop, exchange, repeat
from mutants import Collection, Mutant, Reason


def mutants() -> list[Mutant]:
    """Return all mutants of decisions."""
    return [*_accepted(), *_gaps(), *_rules()]


def _accepted() -> list[Mutant]:
    accepted = Collection("accepted_findings")
    place = "seeds/accepted_findings.csv, line {line}, column "
    named = "seeds/accepted_findings.csv, finding_id "

    def finding(rule, rest):
        return at(finding_id=f"{rule}/{DOCUMENT}/{rest}")

    target = "burglaries-total/GM0307/2017/target"
    weaker = finding("target_weaker_than_realisation", target)
    weaker_id = f"target_weaker_than_realisation/{DOCUMENT}/{target}"
    accepted.detectable(
        "acceptance-removed",
        "An accepted finding was left out.",
        drop(weaker),
        named + weaker_id,
        "600 | 560",
    )
    accepted.detectable(
        "acceptance-stale",
        "A finding was accepted that does not occur.",
        repeat(weaker, finding_id=weaker_id.replace("2017", "2018")),
        named + weaker_id.replace("2017", "2018"),
        "no such finding",
    )
    accepted.detectable(
        "acceptance-of-other-figures",
        "A finding was accepted with other figures than the page has.",
        change(weaker, figures="600 | 590"),
        named + weaker_id,
        "600 | 590",
    )
    accepted.detectable(
        "acceptance-without-reason",
        "The reason of an accepted finding was emptied.",
        change(weaker, reason_nl=""),
        place + "reason_nl",
    )
    accepted.detectable(
        "acceptance-with-a-dash-as-reason",
        "The reason of an accepted finding is a dash.",
        change(weaker, reason_nl="-"),
        "seeds/accepted_findings.csv",
    )
    revised = f"vandalism-per-1000-inhabitants/{DOCUMENT}/GM0307/2015/realisation"
    accepted.detectable(
        "acceptance-of-a-revision-removed",
        "An accepted difference between two documents was left out.",
        drop(at(finding_id=f"figure_revised/amersfoort-begroting-2022/{revised}")),
        named + "figure_revised/amersfoort-begroting-2022/vandalism-per-1000-inhabitants",
        "7,5 | 9,6",
    )
    accepted.undetectable(
        "acceptance-with-the-reason-of-another",
        "Two accepted findings got each other's reason.",
        exchange(
            finding("missed_target_repeated", "burgernet-participants/GM0307/2017/target"),
            weaker,
            "reason_nl",
            "reason_en",
        ),
        Reason.WORDING,
    )
    return accepted


def _gaps() -> list[Mutant]:
    gaps = Collection("known_gaps")
    place = "seeds/known_gaps.csv, line {line}, column "

    def gap(table, line, year):
        return at(document_id=DOCUMENT, table_id=table, line=str(line), year=str(year))

    crimes = gap("indicatoren", 5, 2019)
    halt = gap("verplichte-indicatoren", 4, 2011)
    gaps.detectable(
        "gap-removed",
        "The reason for a blank cell was left out.",
        drop(crimes),
        "table indicatoren, line 5, target 2019",
        "no figure and no known gap",
    )
    gaps.detectable(
        "gap-invented",
        "A gap was recorded where a figure is printed.",
        repeat(crimes, year="2018"),
        "table indicatoren, line 5, target 2018",
        "present",
    )
    gaps.detectable(
        "gap-year-wrong",
        "The year of a gap was mistyped.",
        change(halt, year="2010"),
        place + "document_id, table_id, year, value_type",
    )
    gaps.detectable(
        "gap-line-wrong",
        "The line of a gap was mistyped.",
        change(halt, line="3"),
        "table verplichte-indicatoren, line 3, realisation 2011",
    )
    gaps.detectable(
        "gap-value-type-flipped",
        "A blank target was recorded as a blank realisation.",
        change(crimes, value_type="realisation"),
        place + "document_id, table_id, year, value_type",
    )
    gaps.detectable(
        "gap-with-a-dash-as-reason",
        "The reason of a gap is a dash.",
        change(halt, reason_en="-"),
        "seeds/known_gaps.csv",
        "table verplichte-indicatoren, line 4",
    )
    gaps.undetectable(
        "gap-reason-changed",
        "The reason of a gap was replaced by that of another gap.",
        change(halt, reason_nl="De laatste uitgave van de bron gaat tot en met 2015."),
        Reason.WORDING,
    )
    return gaps


def _rules() -> list[Mutant]:
    rules = Collection("finding_rules")

    def rule(name):
        return at(rule_id=name)

    rules.detectable(
        "rule-removed",
        "A rule with findings was left out.",
        drop(rule("population_jump")),
        "population_jump",
    )
    rules.detectable(
        "rule-without-findings-removed",
        "A rule without findings was left out.",
        drop(rule("complement_sum")),
        "complement_sum",
    )
    rules.detectable(
        "rule-invented",
        "A rule was added that nothing checks.",
        repeat(rule("complement_sum"), rule_id="ratio_sum"),
        "ratio_sum",
    )
    rules.undetectable(
        "severity-lowered",
        "An error was recorded as a warning.",
        change(rule("complement_sum"), severity="warning"),
        Reason.JUDGEMENT,
    )
    return rules
