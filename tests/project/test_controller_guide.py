"""The examples of the controller's guide: typed into the seeds, they build to what it says."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from municipal_indicators.paths import PUBLISHED
from tests.support.projects import REPOSITORY, query, run_dbt, seed_file, set_cell

GUIDE = (REPOSITORY / "docs/controller.md").read_text(encoding="utf-8")
EDITION = "voorbeeldstad-begroting-2019"


def rows_of_the_guide() -> Iterator[tuple[str, str]]:
    """Give each block of rows with the seed that it is for."""
    block = r"^\*\*`(\w+)`\*\*((?:(?!^\*\*`).)*?)^```csv\n(.*?)^```$"
    for seed, _, rows in re.findall(block, GUIDE, re.MULTILINE | re.DOTALL):
        yield seed, rows


@pytest.fixture(scope="module")
def edition(copy_project: Callable[[], Path]) -> Path:
    """Build a copy of the project with all examples."""
    project = copy_project()
    for seed, rows in rows_of_the_guide():
        with seed_file(project, seed).open("a", encoding="utf-8") as file:
            file.write(rows)
    outcome = run_dbt(project, "build")
    assert outcome.exit_code == 0, outcome.text
    return project


def rebuilt(project: Path, table: str) -> list[tuple]:
    return query(
        project / PUBLISHED,
        "select line, printed_label, printed_unit, cell_1, cell_2, cell_3, unplaced_cells"
        " from reporting.rpt_published_table where document_id = ? and table_id = ? order by line",
        EDITION,
        table,
    )


def test_every_table_is_rebuilt_as_the_guide_prints_it(edition):
    assert rebuilt(edition, "veiligheid") == [
        (0, "Indicator", None, "Realisatie 2016", "Realisatie 2017", "Streefcijfer 2019", None),
        (1, "Geregistreerde misdrijven", None, "1.210", "1.185", "1.150", None),
        (2, "Aantal deelnemers Burgernet", None, None, None, None, "3.400"),
    ]
    per_1000 = "Aantal per 1.000"
    assert rebuilt(edition, "verplicht") == [
        (0, "Indicator", None, "Voorbeeldstad 2017", "Nederland 2017", None, None),
        (1, "Winkeldiefstallen", f"{per_1000} inwoners", "1,9", "2,3", None, None),
        (2, "Verwijzingen Halt", f"{per_1000} jongeren", "12", "13", None, None),
    ]
    assert rebuilt(edition, "doelen") == [
        (0, "Indicator", None, "2017", "Doel 2019", "Streefwaarde", None),
        (1, "Rapportcijfer voor de buurt", None, "7,3", "7-8", "8", None),
        (2, "Deelnemers Burgernet", None, "3.400", "stijging", None, None),
        (3, "Woninginbraak: % poging", None, None, "45%/47%", None, None),
    ]


def test_figures_are_about_what_the_guide_says(edition):
    facts = query(
        edition / PUBLISHED,
        "select table_id, line, area_id, period, value_type, value_kind,"
        " cast(coalesce(value, value_low) as double), is_own_area"
        " from core.fct_indicator_value where document_id = ? and table_id <> 'veiligheid'"
        " order by table_id, line, cell",
        EDITION,
    )
    municipality = ("GM9999", "2017", "realisation", "number")
    country = ("NL", "2017", "realisation", "number")
    assert facts == [
        ("doelen", 1, *municipality, 7.3, True),
        ("doelen", 1, "GM9999", "2019", "target", "range", 7, True),
        ("doelen", 2, *municipality, 3400, True),
        ("doelen", 2, "GM9999", "2019", "target", "text", None, True),
        ("doelen", 3, "GM9999", "2019", "target", "text", None, True),
        ("verplicht", 1, *municipality, 1.9, True),
        ("verplicht", 1, *country, 2.3, False),
        ("verplicht", 2, *municipality, 120, True),
        ("verplicht", 2, *country, 130, False),
    ]
    unplaced = query(
        edition / PUBLISHED,
        "select table_id, printed_value, value_type, candidate_periods, candidate_value_types"
        " from core.fct_unplaced_value where document_id = ? order by table_id",
        EDITION,
    )
    assert unplaced == [
        ("doelen", "8", "target", None, None),
        ("veiligheid", "3.400", None, "2016|2017|2019", "realisation|realisation|target"),
    ]


def test_another_area_has_no_target_verdict_or_scorecard(edition):
    for table in ("reporting.rpt_programme_scorecard", "assessment.fct_target_assessment"):
        areas = query(edition / PUBLISHED, f"select distinct area_id from {table} order by all")
        assert areas == [("GM0307",), ("GM9999",)], table


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        ((f"{EDITION},veiligheid,1,3,3,,,1.150,,inferred,\n", ""), "found 3 figures in 2 lines"),
        (("Onze doelen,excerpt", "Onze doelen,full"), "found no realisation 2017"),
    ],
)
def test_a_mistake_is_reported_in_the_words_of_the_guide(copy_project, mistake, told):
    project = copy_project()
    for seed, rows in rows_of_the_guide():
        with seed_file(project, seed).open("a", encoding="utf-8") as file:
            file.write(rows.replace(*mistake))
    outcome = run_dbt(project, "build")
    assert outcome.exit_code != 0
    (said,) = [line.strip() for line in GUIDE.splitlines() if told in line]
    assert said in outcome.text, outcome.text


def test_a_text_that_is_not_understood_stops_the_build(edition, copy_project):
    project = copy_project()
    set_cell(seed_file(project, "published_values"), 2, "printed_value", "45%/47%")
    outcome = run_dbt(project, "build", "--select", "+every_table_is_typed_as_printed")
    assert "found '45%/47%', expected a number" in outcome.text
    assert "text in read_as where it is none of these" in outcome.text
