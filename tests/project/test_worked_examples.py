"""Verdicts on real targets, worked out by hand from the printed pages and typed here."""

from decimal import Decimal

import pytest

from tests.support.projects import DOCUMENT, query

VERDICTS = {
    # indicator, year: target, realised, gap, gap in percent, status, comparability
    ("feels-unsafe-in-neighbourhood", 2017): ("23%", "21", "-2", "-8.7", "met", "comparable"),
    ("nuisance-by-youth-groups", 2017): ("8%", "9,2", "1.2", "15.0", "missed", "comparable"),
    ("social-nuisance-score", 2017): ("1,7", "1,8", "0.1", "5.9", "missed", "comparable"),
    ("burgernet-participants", 2016): (
        "16.500",
        "15660",
        "-840",
        "-5.1",
        "missed",
        "same_document",
    ),
    ("crimes-per-1000-inhabitants", 2017): (
        "55",
        "48,5",
        "-6.5",
        "-11.8",
        "met",
        "series_revised_all_the_more",
    ),
}
KNOWN_TO_THE_COUNCIL = [
    (2011, "68,3"),
    (2012, "68,5"),
    (2013, "68,5"),
    (2014, "60,6"),
    (2015, "55,4"),
    (2016, "51,7"),
]
KNOWN_SINCE = [(2016, "54,3"), (2017, "48,5"), (2018, "47,2"), (2019, "48"), (2020, "46,6")]


@pytest.mark.parametrize(("indicator", "year"), VERDICTS, ids=lambda key: str(key))
def test_the_verdict_on_a_target(published, indicator, year):
    target, realised, gap, gap_percent, status, comparability = VERDICTS[indicator, year]
    verdicts = query(
        published,
        "select target_printed_value, realised_printed_value, gap, gap_percent, assessment_status,"
        " comparability, is_latest_target from assessment.fct_target_assessment"
        " where document_id = ? and indicator_id = ? and area_id = 'GM0307' and year = ?",
        DOCUMENT,
        indicator,
        year,
    )
    assert verdicts == [
        (target, realised, Decimal(gap), Decimal(gap_percent), status, comparability, True)
    ]


@pytest.mark.parametrize(
    ("indicator", "year", "realised_in", "base"),
    [
        ("feels-unsafe-in-neighbourhood", 2017, "amersfoort-jaarstukken-2018", (2015, 25, 25)),
        ("burgernet-participants", 2016, DOCUMENT, (2015, 15124, 15124)),
        (
            "crimes-per-1000-inhabitants",
            2017,
            "amersfoort-jaarstukken-2020",
            (2016, Decimal("51.7"), Decimal("54.3")),
        ),
    ],
)
def test_what_a_verdict_is_worth_rests_on_the_base_year(
    published, indicator, year, realised_in, base
):
    found = query(
        published,
        "select realisation_document_id, base_year, base_value_with_target,"
        " base_value_with_realisation from assessment.fct_target_assessment"
        " where document_id = ? and indicator_id = ? and year = ?",
        DOCUMENT,
        indicator,
        year,
    )
    assert found == [(realised_in, *base)]


def test_the_caveat_is_put_into_dutch_words(published):
    words = query(
        published,
        "select assessment_status_nl, comparability_nl, realisation_document_title"
        " from reporting.rpt_target_outlook"
        " where document_id = ? and indicator_id = 'crimes-per-1000-inhabitants' and year = 2017",
        DOCUMENT,
    )
    assert words == [("gehaald", "des te meer: de reeks is herzien", "Jaarstukken 2020")]


def test_the_revision_of_the_crime_rate(published):
    revisions = query(
        published,
        "select document_id, previous_document_id, previous_printed_value, printed_value, change,"
        " change_percent, revision_class from assessment.fct_value_revision"
        " where indicator_id = 'crimes-per-1000-inhabitants' and year = 2016",
    )
    assert revisions == [
        (
            "amersfoort-jaarstukken-2020",
            DOCUMENT,
            "51,7",
            "54,3",
            Decimal("2.6"),
            Decimal("5.0"),
            "revised",
        )
    ]


@pytest.mark.parametrize(
    ("indicator", "straight", "straight_class", "compound", "compound_class"),
    [
        # -1.925 a year of -2.325 that are required; -3.75 percent a year of -4.59.
        ("crimes-per-1000-inhabitants", 0.828, "moderate", 0.818, "moderate"),
        # 892 a year of 883.3 that are required; 6.93 percent a year of 6.67.
        ("burgernet-participants", 1.010, "on_track", 1.039, "on_track"),
    ],
)
def test_the_pace_by_both_methods(
    published, indicator, straight, straight_class, compound, compound_class
):
    ((*ratios, first, second),) = query(
        published,
        "select progress_ratio, growth_ratio, progress_class, growth_class"
        " from assessment.fct_indicator_progress where indicator_id = ?",
        indicator,
    )
    assert ratios == pytest.approx([straight, compound], abs=0.0005)
    assert (first, second) == (straight_class, compound_class)


def test_what_the_council_knew_when_it_adopted_the_budget(published):
    known = query(
        published,
        "select year, printed_value from reporting.rpt_indicator_series_as_of"
        " where as_of_document_id = ? and indicator_id = 'crimes-per-1000-inhabitants'"
        " and value_type = 'realisation' order by year",
        DOCUMENT,
    )
    assert known == KNOWN_TO_THE_COUNCIL


@pytest.mark.parametrize(
    "relation",
    [
        "reporting.rpt_indicator_series where is_latest",
        "reporting.rpt_indicator_series_as_of"
        " where as_of_document_id = 'amersfoort-jaarstukken-2020'",
    ],
    ids=["latest", "as of the last document that gives it"],
)
def test_what_is_known_of_the_same_indicator_since(published, relation):
    known = query(
        published,
        f"select year, printed_value from {relation}"
        " and indicator_id = 'crimes-per-1000-inhabitants' and value_type = 'realisation'"
        " order by year",
    )
    # The later report reaches back to 2016; before that the budget is still the latest to say so.
    assert known == KNOWN_TO_THE_COUNCIL[:-1] + KNOWN_SINCE
