from itertools import permutations

import pytest

from municipal_indicators.reader.labels import KnownLabel, Proposal, normalise, propose

KNOWN = [
    KnownLabel("absolute-truancy", "Absoluut verzuim", "Aantal per 1.000 leerlingen"),
    KnownLabel("relative-truancy", "Relatief verzuim", "Aantal per 1.000 leerlingen"),
    KnownLabel("youth-help", "Jongeren met jeugdhulp", "% van jongeren tot 18"),
    KnownLabel("youth-protection", "Jongeren met jeugdbescherming", "% van jongeren tot 18"),
    KnownLabel("youth-probation", "Jongeren met jeugdreclassering", "% van jongeren van 12 tot 23"),
    KnownLabel("staff-planned", "Formatie", "Fte per 1.000 inwoners"),
    KnownLabel("staff-actual", "Bezetting", "Fte per 1.000 inwoners"),
    KnownLabel("levies-single", "Gemeentelijke woonlasten eenpersoonshuishouden", "In Euro's"),
    KnownLabel("levies-family", "Gemeentelijke woonlasten meerpersoonshuishouden", "In Euro's"),
    KnownLabel("referrals", "Verwijzingen Halt", "Aantal per 10.000 jongeren"),
    KnownLabel("overheads", "Apparaatskosten", "Kosten per inwoner"),
]  # fmt: skip


def first(label: str, unit: str | None = None) -> Proposal:
    return propose(label, unit, KNOWN)[0]


@pytest.mark.parametrize(
    "printed",
    [
        "absoluut  verzuim",
        "ABSOLUUT VERZUIM:",
        "Absoluut\u00a0ver\u00adzuim\u200b",
        "7. Absoluut verzuim",
        "07 - Absoluut verzuim",
        "- Absoluut verzuim",
        "Absoluut verzuim (7)",
        "Absoluut verzuim *1)",
        "Absoluut verzuim (aantal per 1000 leerlingen)",
        "Absoluut verzuim, aantal per 1.000 leerlingen",
    ],
)
def test_a_spelling_of_a_known_label_is_certain(printed: str) -> None:
    assert first(printed).indicator_id == "absolute-truancy"
    assert first(printed).certain


def test_normalising_leaves_what_means_something() -> None:
    assert normalise("Inwoners van 18 jaar") == "inwoners van 18 jaar"
    assert normalise("Banen per 1.000") == "banen per 1000"
    assert normalise("Stijging van 1,5") == "stijging van 1,5"


def test_another_unit_speaks_against_an_equal_label() -> None:
    proposal = first("Verwijzingen Halt", "Aantal per 1.000 jongeren")

    assert proposal.equal
    assert not proposal.certain
    assert "10.000" in proposal.against[0]


def test_a_number_that_differs_speaks_against_a_near_label() -> None:
    proposal = first("Verwijzingen Halt, aantal per 1.000 jongeren")

    assert not proposal.equal
    assert any("1000" in reason for reason in proposal.against)


def test_a_near_label_is_never_certain() -> None:
    proposal = first("Apparaatkosten")

    assert proposal.indicator_id == "overheads"
    assert proposal.against == ()
    assert not proposal.certain


def test_one_label_of_two_indicators_is_certain_only_by_its_unit() -> None:
    both = [
        KnownLabel("crimes", "Misdrijven", "aantal"),
        KnownLabel("crime-rate", "Misdrijven", "per 1.000 inwoners"),
    ]

    assert not any(proposal.certain for proposal in propose("Misdrijven", None, both))
    decided = propose("misdrijven", "Per 1000 inwoners", both)
    assert [proposal.certain for proposal in decided] == [True, False]
    assert decided[0].indicator_id == "crime-rate"


def test_siblings_are_never_proposed_without_a_word_against_it() -> None:
    for printed, other in permutations(KNOWN, 2):
        for spelling in (printed.label, f"{printed.label} {printed.unit}", printed.label + "en"):
            for proposal in propose(spelling, None, [other]):
                assert proposal.against, (spelling, proposal)


def test_another_indicator_just_as_near_speaks_against_both() -> None:
    twins = [
        KnownLabel("a", "Nieuwe woningen gebouwd"),
        KnownLabel("b", "Nieuwe woningen gebouwde"),
    ]

    proposals = propose("Nieuwe woningen gebouwdd", None, twins)

    assert {proposal.indicator_id for proposal in proposals} == {"a", "b"}
    assert all("just as near" in " ".join(proposal.against) for proposal in proposals)


def test_nothing_is_proposed_for_a_label_that_is_unknown() -> None:
    assert propose("Aantal lantaarnpalen", None, KNOWN) == []


@pytest.mark.parametrize(
    ("known", "printed", "reason"),
    [
        ("absoluut", "relatief", "where the label says 'relatief'"),
        ("jongens", "meisjes", "'meisjes' is no word of the indicator"),
        ("jongens", "meisjes", "'jongens' is missing in the label"),
    ],
)
def test_one_word_that_differs_in_a_long_label_speaks_against_it(
    known: str, printed: str, reason: str
) -> None:
    sentence = (
        "Verzuim van leerlingen in het basisonderwijs en het voortgezet onderwijs, {}, per jaar"
    )

    (proposal,) = propose(
        sentence.format(printed), None, [KnownLabel("truancy", sentence.format(known))]
    )

    assert any(reason in against for against in proposal.against)
    assert not proposal.certain
