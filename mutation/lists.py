"""Mutants of what the page says besides figures: programmes, goals, efforts, partners, areas."""

from edits import DOCUMENT, at, change, drop, exchange
from mutants import Collection, Mutant, Reason

FINDING = "seeds/accepted_findings.csv, finding_id "
PARENT = "amersfoort-veiligheid-en-handhaving"
PROGRAMME = "amersfoort-sociale-veiligheid"
FEWER_BURGLARIES = f"{DOCUMENT}-fewer-completed-burglaries"
LESS_CRIME = f"{DOCUMENT}-less-crime-and-nuisance"


def mutants() -> list[Mutant]:
    """Return all mutants of lists."""
    return [
        *_areas(),
        *_programmes(),
        *_objectives(),
        *_indicator_objectives(),
        *_initiatives(),
        *_initiative_objectives(),
        *_partners(),
    ]


def _areas() -> list[Mutant]:
    areas = Collection("areas")
    amersfoort = at(area_id="GM0307")
    areas.detectable(
        "area-misspelt",
        "The code of an area was mistyped.",
        change(amersfoort, area_id="GM0370"),
        "column area_id",
        "GM0307",
        "a row of seeds/areas.csv",
    )
    areas.detectable(
        "municipality-as-country",
        "A municipality was recorded as a country.",
        change(amersfoort, area_kind="country"),
        "GM0307",
        "country",
    )
    return areas


def _programmes() -> list[Mutant]:
    programmes = Collection("programmes")
    social = at(programme_id=PROGRAMME)
    parent = at(programme_id=PARENT)
    programmes.detectable(
        "programme-task-field-wrong",
        "A programme was put under another task field.",
        change(social, task_field_number="2"),
        FINDING,
        "bbv-12",
    )
    programmes.detectable(
        "programme-task-field-unknown",
        "A programme was put under a task field that does not exist.",
        change(parent, task_field_number="11"),
        "seeds/programmes.csv",
        "11",
    )
    programmes.detectable(
        "programme-parent-emptied",
        "The parent of a sub-programme was emptied.",
        change(social, parent_programme_id=""),
        "seeds/programmes.csv",
        PARENT,
    )
    programmes.detectable(
        "programme-as-its-own-parent",
        "A sub-programme was made its own parent.",
        change(social, parent_programme_id=PROGRAMME),
        PROGRAMME,
    )
    programmes.detectable(
        "parent-programme-removed",
        "The programme above a sub-programme was left out.",
        drop(parent),
        "seeds/programmes.csv, line {line}, column parent_programme_id",
    )
    programmes.detectable(
        "programme-removed",
        "A sub-programme was left out.",
        drop(social),
        "column programme_id",
        PROGRAMME,
        "a row of seeds/programmes.csv",
    )
    return programmes


def _objectives() -> list[Mutant]:
    objectives = Collection("objectives")
    burglaries = at(objective_id=FEWER_BURGLARIES)
    objectives.detectable(
        "objective-removed",
        "An objective was left out.",
        drop(burglaries),
        "column objective_id",
        FEWER_BURGLARIES,
        "a row of seeds/objectives.csv",
    )
    objectives.detectable(
        "objective-level-of-another-year",
        "The year whose level an objective wants to stay below was mistyped.",
        change(burglaries, below_level_of_year="2015"),
        FINDING + "target_misses_objective",
        FEWER_BURGLARIES,
    )
    objectives.undetectable(
        "objective-of-the-parent-programme",
        "An objective was put under the programme instead of its sub-programme.",
        change(burglaries, programme_id=PARENT),
        Reason.JUDGEMENT,
    )
    objectives.detectable(
        "objective-sequence-typed-twice",
        "Two objectives got one place in the order of the page.",
        change(burglaries, sequence="3"),
        "objectives",
        "3",
    )
    objectives.undetectable(
        "objective-heading-wrong",
        "An objective was recorded under another heading of the page.",
        change(burglaries, stated_under="onze-inzet"),
        Reason.JUDGEMENT,
    )
    objectives.undetectable(
        "objective-summary-changed",
        "The summary of an objective says the opposite.",
        change(burglaries, summary_en="Burglaries should increase."),
        Reason.WORDING,
    )
    return objectives


def _indicator_objectives() -> list[Mutant]:
    links = Collection("indicator_objectives")
    completed = at(objective_id=FEWER_BURGLARIES, indicator_id="burglaries-completed-share")
    crimes = at(objective_id=LESS_CRIME, indicator_id="crimes-total")
    links.detectable(
        "measuring-link-removed",
        "The link between an objective with a level and the indicator that measures it was left"
        " out.",
        drop(completed),
        FINDING + "target_misses_objective",
        FEWER_BURGLARIES,
    )
    links.undetectable(
        "link-removed",
        "The only link of an own indicator with an objective was left out.",
        drop(crimes),
        Reason.OWN_SELECTION,
    )
    links.undetectable(
        "link-to-another-objective",
        "An indicator was linked to another objective.",
        change(crimes, objective_id=f"{DOCUMENT}-fewer-feel-unsafe"),
        Reason.JUDGEMENT,
    )
    links.undetectable(
        "link-basis-changed",
        "A link by subject was recorded as stated on the page.",
        change(crimes, link_basis="stated"),
        Reason.JUDGEMENT,
    )
    return links


def _initiatives() -> list[Mutant]:
    initiatives = Collection("initiatives")

    def initiative(name):
        return at(initiative_id=f"{DOCUMENT}-{name}")

    coordinator = initiative("housing-nuisance-coordinator")
    initiatives.detectable(
        "initiative-removed",
        "An effort was left out.",
        drop(initiative("new-years-eve")),
        "column initiative_id",
        "new-years-eve",
        "a row of seeds/initiatives.csv",
    )
    initiatives.detectable(
        "initiative-under-itself",
        "An effort was put under itself.",
        change(coordinator, parent_initiative_id=f"{DOCUMENT}-housing-nuisance-coordinator"),
        "housing-nuisance-coordinator",
    )
    initiatives.detectable(
        "initiative-above-its-heading",
        "An effort and the heading above it got each other's place in the order of the page.",
        exchange(coordinator, initiative("housing-nuisance"), "sequence"),
        "seeds/initiatives.csv, column parent_initiative_id",
        "housing-nuisance-coordinator",
    )
    initiatives.undetectable(
        "initiative-parent-emptied",
        "The heading above an effort was emptied.",
        change(coordinator, parent_initiative_id=""),
        Reason.JUDGEMENT,
    )
    return initiatives


def _initiative_objectives() -> list[Mutant]:
    links = Collection("initiative_objectives")
    aftercare = at(initiative_id=f"{DOCUMENT}-ex-prisoner-aftercare")
    links.undetectable(
        "effort-link-removed",
        "The only link of an effort with an objective was left out.",
        drop(aftercare),
        Reason.OWN_SELECTION,
    )
    links.undetectable(
        "effort-link-to-another-objective",
        "An effort was linked to another objective.",
        change(aftercare, objective_id=f"{DOCUMENT}-fewer-feel-unsafe"),
        Reason.JUDGEMENT,
    )
    return links


def _partners() -> list[Mutant]:
    partners = Collection("partners")

    def partner(name):
        return at(document_id=DOCUMENT, partner_id=name)

    partners.detectable(
        "partner-removed",
        "A partner in the middle of the list was left out.",
        drop(partner("kwintes")),
        "partners",
    )
    partners.detectable(
        "partners-exchange-order",
        "Two partners got one place in the order of the page.",
        change(partner("kwintes"), sequence="13"),
        "partners",
        "13",
    )
    partners.undetectable(
        "partners-in-another-order",
        "Two partners got each other's place in the order of the page.",
        exchange(partner("mee"), partner("save"), "sequence"),
        Reason.JUDGEMENT,
    )
    partners.undetectable(
        "partner-kind-changed",
        "A partner was recorded as another allowed kind.",
        change(partner("police"), partner_kind="government"),
        Reason.JUDGEMENT,
    )
    partners.undetectable(
        "partner-of-the-parent-programme",
        "A partner was put under the programme instead of its sub-programme.",
        change(partner("police"), programme_id=PARENT),
        Reason.JUDGEMENT,
    )
    return partners
