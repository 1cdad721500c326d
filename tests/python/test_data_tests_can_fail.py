"""Tests of the data tests: each passes on the real tables and fails on damaged ones.

The compiled query of a test runs in a copy of the databases that a build made. Every damage is one
statement in a transaction that is rolled back, so that the next test finds the tables whole.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from tests.support.projects import DOCUMENT

PRINTED = "staging.stg_published_values"
RESOLVED = "intermediate.int_published_values"
FACTS = "municipal_indicators.core.fct_indicator_value"
UNPLACED = "municipal_indicators.core.fct_unplaced_value"
COVERAGE = "municipal_indicators.quality.fct_coverage"
FINDINGS = "municipal_indicators.quality.fct_finding"
REBUILT = "municipal_indicators.reporting.rpt_published_table"
ASSESSMENTS = "municipal_indicators.assessment.fct_target_assessment"
PROGRESS = "municipal_indicators.assessment.fct_indicator_progress"
REVISIONS = "municipal_indicators.assessment.fct_value_revision"

TABLE = f"document_id = '{DOCUMENT}' and table_id = 'indicatoren'"
# Home burglaries per 1,000 inhabitants, of which the page prints eight figures.
ROW = f"{TABLE} and line = 9"
SIXTH_CELL = f"{ROW} and cell = 6"
# A cell of that row that is due and blank, with a reason on record.
BLANK = f"{ROW} and year = 2019"
# A cell whose year is 2015 or 2016, in a row that holds 2013 and 2014 too.
UNSETTLED = f"document_id = '{DOCUMENT}' and line = 4 and candidate_years is not null"
NAMED_ROW = f"{DOCUMENT}, table indicatoren, line 9"
NAMED_SIXTH_CELL = f"{NAMED_ROW}, cell 6"

PUBLIC_TABLES = {
    "assessment": ["fct_indicator_progress", "fct_target_assessment", "fct_value_revision"],
    "core": [
        "bridge_indicator_objective",
        "bridge_indicator_relation",
        "bridge_initiative_objective",
        "dim_area",
        "dim_bbv_indicator",
        "dim_code_word",
        "dim_document",
        "dim_document_column",
        "dim_document_table",
        "dim_finding_rule",
        "dim_indicator",
        "dim_initiative",
        "dim_objective",
        "dim_partner",
        "dim_programme",
        "dim_value_type",
        "dim_year",
        "fct_indicator_value",
        "fct_statement",
    ],
    "quality": ["fct_completeness", "fct_coverage", "fct_legal_coverage"],
    "reporting": [
        "rpt_indicator_series",
        "rpt_programme_scorecard",
        "rpt_published_table",
        "rpt_target_outlook",
    ],
}


class Damage(NamedTuple):
    """A way to break what a data test guards.

    Attributes:
        test: Name of the data test.
        statement: SQL that does the damage.
        place: Text that the column place must contain for at least one of the rows found.
    """

    test: str
    statement: str
    place: str


STAGING = [
    Damage(
        "reference_lists_agree",
        "update raw.indicators set bbv_number = null where indicator_id ="
        " 'shoplifting-per-1000-inhabitants'",
        "seeds/indicators.csv, column bbv_number (shoplifting-per-1000-inhabitants)",
    ),
    Damage(
        "reference_lists_agree",
        "update raw.indicator_relations set factor = null where relation_id ="
        " 'burglary-shares-add-up'",
        "seeds/indicator_relations.csv, column factor (burglary-shares-add-up)",
    ),
    Damage(
        "every_table_is_typed_as_printed",
        f"update {PRINTED} set printed_value = '12,,5', observation_status = null"
        f" where {SIXTH_CELL}",
        f"column printed_value ({NAMED_SIXTH_CELL})",
    ),
    Damage(
        "every_table_is_typed_as_printed",
        f"update {PRINTED} set printed_label = 'Woninginbraken' where {SIXTH_CELL}",
        f"column printed_label ({NAMED_SIXTH_CELL})",
    ),
    # No year and no candidates; one candidate only; a year and candidates; evidence that does not
    # fit either way.
    *[
        Damage(
            "every_table_is_typed_as_printed",
            f"update {PRINTED} set {change} where {SIXTH_CELL}",
            f"column year ({NAMED_SIXTH_CELL})",
        )
        for change in (
            "year = null",
            "year = null, candidate_years = '2016', year_evidence = 'ambiguous'",
            "year = null, candidate_years = '2015/2016', year_evidence = 'ambiguous'",
            "year = null, candidate_years = '2015|2016'",
            "candidate_years = '2015|2016'",
            "year_evidence = 'ambiguous'",
        )
    ],
    Damage(
        "every_table_is_typed_as_printed",
        f"update {PRINTED} set cell = 9 where {ROW} and cell = 8",
        f"column cell ({NAMED_ROW}, cell 9)",
    ),
    *[
        Damage(
            "every_table_is_typed_as_printed",
            f"update {PRINTED} set year = {change} where {ROW} and cell in (5, 6)",
            f"column year ({NAMED_SIXTH_CELL})",
        )
        for change in ("case cell when 5 then 2016 else 2015 end", "2015")
    ],
    # A line that was skipped, a header that was typed wrong, candidates that cannot be.
    Damage(
        "every_table_is_typed_as_printed",
        f"update {PRINTED} set line = 12 where {TABLE} and line = 11",
        f"column line ({DOCUMENT}, table indicatoren, line 12, cell 1)",
    ),
    *[
        Damage(
            "every_table_is_typed_as_printed",
            f"update raw.document_columns set {change} where {TABLE} and {column}",
            f"seeds/document_columns.csv, {place}",
        )
        for change, column, place in (
            ("position = 10", "position = 9", f"column position ({DOCUMENT}, table indicatoren"),
            (
                "position = case position when 2 then 3 else 2 end",
                "position in (2, 3)",
                f"column year ({DOCUMENT}, table indicatoren, position 3)",
            ),
            (
                "year = 2091",
                "year = 2019",
                f"column year ({DOCUMENT}, table indicatoren, position 9)",
            ),
        )
    ],
    Damage(
        "every_table_is_typed_as_printed",
        f"delete from raw.document_columns where {TABLE} and position = 9",
        f"seeds/document_columns.csv ({DOCUMENT}, table indicatoren)",
    ),
    *[
        Damage(
            "every_table_is_typed_as_printed",
            f"update raw.document_tables set {change} where {TABLE}",
            f"seeds/document_tables.csv, column layout ({DOCUMENT}, table indicatoren)",
        )
        for change in ("layout = 'running_text'", "printed_columns = 0")
    ],
    *[
        Damage(
            "every_table_is_typed_as_printed",
            f"update {PRINTED} set candidate_years = '{years}' where {UNSETTLED}",
            f"column candidate_years ({DOCUMENT}, table verplichte-indicatoren, line 4, cell 3)",
        )
        # Outside the header, named twice, taken by another cell of the line.
        for years in ("2015|2020", "2015|2015", "2013|2015")
    ],
    *[
        Damage(
            "every_table_is_typed_as_printed",
            statement,
            f"seeds/published_values.csv ({DOCUMENT}, table indicatoren)",
        )
        for statement in (
            f"delete from {PRINTED} where {SIXTH_CELL}",
            f"delete from {PRINTED} where {TABLE}",
            f"insert into {PRINTED} select * replace (9 as cell) from {PRINTED} where {SIXTH_CELL}",
            f"update {PRINTED} set line = 12 where {SIXTH_CELL}",
        )
    ],
]

INTERMEDIATE = [
    Damage(
        "every_figure_has_one_meaning",
        f"update {RESOLVED} set indicator_id = null where {SIXTH_CELL}",
        f"column printed_label ({NAMED_SIXTH_CELL})",
    ),
    Damage(
        "every_figure_has_one_meaning",
        f"update {RESOLVED} set year = 2010 where {SIXTH_CELL}",
        f"column year ({NAMED_SIXTH_CELL})",
    ),
    Damage(
        "every_figure_has_one_meaning",
        f"update {RESOLVED} set value_type = 'target' where {SIXTH_CELL}",
        f"column year ({NAMED_SIXTH_CELL})",
    ),
    Damage(
        "every_figure_has_one_meaning",
        f"update {RESOLVED} set year = 2015 where {SIXTH_CELL}",
        f"column year ({NAMED_SIXTH_CELL})",
    ),
]

CORE = [
    # Lost, in two places, in a place of its own making, changed on the way.
    *[
        Damage("every_printed_cell_ends_in_exactly_one_place", statement, place)
        for statement, place in (
            (f"delete from {FACTS} where {SIXTH_CELL}", NAMED_SIXTH_CELL),
            (
                f"update {UNPLACED} set table_id = 'indicatoren', line = 9, cell = 6,"
                f" printed_value = '3,6' where document_id = '{DOCUMENT}' and line = 4",
                NAMED_SIXTH_CELL,
            ),
            (f"update {FACTS} set cell = 99 where {SIXTH_CELL}", f"{NAMED_ROW}, cell 99"),
            (f"update {FACTS} set printed_value = '3,7' where {SIXTH_CELL}", NAMED_SIXTH_CELL),
        )
    ],
    *[
        Damage(
            "every_fact_is_traceable",
            f"update {FACTS} set {change} where {SIXTH_CELL}",
            place,
        )
        for change, place in (
            ("evidence = ' '", NAMED_ROW),
            ("programme_id = 'another-programme'", NAMED_ROW),
            ("table_id = 'nowhere'", f"{DOCUMENT}, table nowhere, line 9"),
        )
    ],
    *[
        Damage(
            "every_fact_is_traceable",
            f"update {FACTS} set {change} where {SIXTH_CELL}",
            NAMED_SIXTH_CELL,
        )
        for change in (
            "value = null",
            "observation_status = 'O'",
            "value_low = value + 0.01",
            "value_high = value - 0.01",
            "value_low = null",
            "value_high = null",
            "value_low = value, value_high = value",
        )
    ],
    *[
        Damage("no_table_is_empty", f"delete from municipal_indicators.{schema}.{table}", table)
        for schema, tables in PUBLIC_TABLES.items()
        for table in tables
    ],
    Damage(
        "no_table_is_empty",
        "create or replace view municipal_indicators.reporting.rpt_indicator_series_as_of as"
        " select * from municipal_indicators.reporting.rpt_indicator_series where false",
        "rpt_indicator_series_as_of",
    ),
    *[
        Damage(
            "every_fact_is_traceable",
            f"update {FACTS} set {column} = {unknown} where {SIXTH_CELL}",
            f"fct_indicator_value, column {column}",
        )
        for column, unknown in (
            ("document_id", "'unknown'"),
            ("indicator_id", "'unknown'"),
            ("programme_id", "'unknown'"),
            ("area_id", "'unknown'"),
            ("year", "1900"),
            ("value_type", "'unknown'"),
        )
    ],
    *[
        Damage(
            "every_fact_is_traceable",
            f"update {UNPLACED} set {column} = 'unknown' where line = 4",
            f"fct_unplaced_value, column {column}",
        )
        for column in ("document_id", "indicator_id", "programme_id", "area_id", "value_type")
    ],
]

ASSESSMENT = [
    *[
        Damage(
            "every_figure_is_assessed_once",
            statement,
            "crimes-total, GM0307",
        )
        for statement in (
            f"delete from {PROGRESS} where indicator_id = 'crimes-total'",
            f"update {PROGRESS} set progress_class = 'not_determined',"
            " not_determined_because = null where indicator_id = 'crimes-total'",
            f"update {PROGRESS} set progress_class = 'on_track',"
            " not_determined_because = 'no_target' where indicator_id = 'crimes-total'",
        )
    ],
    Damage(
        "every_figure_is_assessed_once",
        f"update {REVISIONS} set indicator_id = 'unknown' where indicator_id = 'burglaries-total'",
        "unknown, GM0307, realisation 2015",
    ),
    Damage(
        "every_figure_is_assessed_once",
        f"delete from {REVISIONS} where indicator_id = 'crimes-per-1000-inhabitants'"
        " and year = 2016",
        "crimes-per-1000-inhabitants, GM0307, realisation 2016",
    ),
    *[
        Damage(
            "every_figure_is_assessed_once",
            f"{statement} where document_id = '{DOCUMENT}' and indicator_id = 'crimes-total'"
            " and year = 2017",
            f"{DOCUMENT}, crimes-total, target {year}",
        )
        for statement, year in (
            (f"delete from {ASSESSMENTS}", 2017),
            (f"update {ASSESSMENTS} set target_printed_value = '8001'", 2017),
            (f"update {ASSESSMENTS} set year = 1900", 1900),
        )
    ],
]

QUALITY = [
    *[
        Damage(
            "every_expected_cell_is_accounted_for",
            statement,
            f"fct_coverage, {DOCUMENT}, table indicatoren",
        )
        for statement in (
            f"delete from {COVERAGE} where {ROW} and position = 6",
            f"update {COVERAGE} set coverage_status = 'missing' where {ROW} and position = 6",
            f"delete from {COVERAGE} where {TABLE}",
            f"delete from {FACTS} where {SIXTH_CELL}",
        )
    ],
    *[
        Damage(
            "every_finding_is_accepted_and_still_occurs",
            f"{statement} where rule_id = 'missed_target_repeated'",
            f"seeds/accepted_findings.csv, finding_id missed_target_repeated/{DOCUMENT}/",
        )
        for statement in (
            f"delete from {FINDINGS}",
            f"update {FINDINGS} set figures = '16.500 | 15661 | 16500'",
        )
    ],
    Damage(
        "every_finding_is_accepted_and_still_occurs",
        f"update {FINDINGS} set finding_status = 'open' where rule_id = 'missed_target_repeated'",
        f"seeds/accepted_findings.csv, finding_id missed_target_repeated/{DOCUMENT}/",
    ),
    # A blank without a reason; a recorded gap that is filled, or outside the grid.
    *[
        Damage(
            "every_expected_cell_is_accounted_for",
            statement,
            f"seeds/known_gaps.csv, {NAMED_ROW}, target 2019",
        )
        for statement in (
            f"update {COVERAGE} set reason_nl = null, reason_en = null where {BLANK}",
            f"update {COVERAGE} set coverage_status = 'present' where {BLANK}",
            f"delete from {COVERAGE} where {BLANK}",
        )
    ],
]

REPORTING = [
    *[
        Damage(
            "every_report_is_complete",
            f"delete from municipal_indicators.reporting.{report}"
            " where indicator_id = 'crimes-total'",
            report,
        )
        for report in ("rpt_indicator_series", "rpt_data_quality", "rpt_target_outlook")
    ],
    *[
        Damage("every_report_is_complete", statement, f"{DOCUMENT}, table indicatoren")
        for statement in (
            f"update {REBUILT} set cell_6 = null where {ROW}",
            f"delete from {REBUILT} where {ROW}",
            f"delete from {REBUILT} where {TABLE}",
            f"insert into {REBUILT} select * replace (12 as line) from {REBUILT} where {ROW}",
            f"insert into {REBUILT} by name select document_id, document_title, table_id,"
            f" 12 as line, printed_label from {REBUILT} where {ROW}",
        )
    ],
]


def seed_damage(seed: str, change: str, line: int, column: str) -> Damage:
    """Return the damage that a change of one line of a seed does."""
    return Damage(
        "every_seed_row_is_valid",
        f"update raw.{seed} set {change} where rowid = {line - 2}",
        f"seeds/{seed}.csv, line {line}, column {column}",
    )


# Each kind of rule in seeds/_seeds.yml, on a seed that has it: an empty cell, another word than
# those accepted, a row that is not there, a key that the line above has already.
SEEDS = [
    seed_damage("accepted_findings", "reason_en = null", 3, "reason_en"),
    seed_damage("accepted_findings", "finding_id = null", 3, "finding_id"),
    seed_damage("areas", "area_kind = 'town'", 2, "area_kind"),
    seed_damage("areas", "area_kind = null", 2, "area_kind"),
    seed_damage("areas", "name_nl = null", 2, "name_nl"),
    seed_damage("bbv_indicators", "in_annex_2017 = 'ja'", 11, "in_annex_2017"),
    seed_damage("document_columns", "position = 1", 3, "document_id, table_id, position"),
    seed_damage("document_columns", "table_id = 'nowhere'", 4, "document_id, table_id"),
    seed_damage("document_tables", "printed_cells = null", 2, "printed_cells"),
    seed_damage("documents", "area_id = 'GM9999'", 2, "area_id"),
    seed_damage("finding_rules", "severity = 'fatal'", 5, "severity"),
    seed_damage("indicator_labels", "indicator_id = 'unknown'", 6, "indicator_id"),
    seed_damage(
        "indicator_objectives",
        "indicator_id = 'nuisance-by-youth-groups'",
        3,
        "objective_id, indicator_id",
    ),
    seed_damage("indicator_relations", "other_indicator_id = 'unknown'", 2, "other_indicator_id"),
    seed_damage("indicators", "bbv_number = 99", 13, "bbv_number"),
    seed_damage("indicators", "direction = 'up'", 2, "direction"),
    seed_damage("initiative_objectives", "objective_id = 'unknown'", 2, "objective_id"),
    seed_damage("initiatives", "parent_initiative_id = 'unknown'", 2, "parent_initiative_id"),
    seed_damage("known_gaps", "year = 2099", 2, "document_id, table_id, year, value_type"),
    seed_damage("objectives", "summary_nl = null", 3, "summary_nl"),
    seed_damage("partners", "partner_kind = 'friend'", 4, "partner_kind"),
    seed_damage("programmes", "parent_programme_id = 'unknown'", 3, "parent_programme_id"),
    seed_damage("published_values", "printed_value = null", 8, "printed_value"),
    seed_damage("published_values", "table_id = 'nowhere'", 8, "document_id, table_id"),
    seed_damage("published_values", "cell = 1", 3, "document_id, table_id, line, cell"),
    seed_damage("statements", "statement_kind = 'doubled'", 9, "statement_kind"),
]

# Lists that disagree: the seed, the change, the rows it is made in, and the place that is named.
DISAGREEMENTS = [
    ("indicators", "name_nl = 'Geweld'", "bbv_number = 9", "name_nl, source_organisation (violent"),
    ("indicators", "source_organisation = 'KLPD'", "bbv_number = 9", "(violent-crimes-per-1000"),
    ("indicators", "bbv_number = 8", "bbv_number = 9", "(violent-crimes-per-1000"),
    ("indicators", "decimals = 1", "bbv_number = 22", "column decimals (youths-in-court-share)"),
    ("indicators", "decimals = 3", "bbv_number = 22", "column decimals (youths-in-court-share)"),
    ("indicators", "unit_en = 'share'", "bbv_number = 22", "unit_nl, unit_en (youths-in-court"),
    (
        "indicators",
        "unit_nl = 'stuks'",
        "indicator_id = 'crimes-total'",
        "unit_nl, unit_en (crimes",
    ),
    ("indicators", "unit = 'share'", "bbv_number = 22", "column unit (youths-in-court-share)"),
    ("indicators", "unit = 'per_1000_men'", "bbv_number = 7", "column unit_nl (hard-core-youths"),
    ("indicators", "unit_nl = 'per 100'", "bbv_number = 6", "column unit_nl (halt-referrals"),
    ("indicators", "unit_nl = 'deel'", "unit = 'percent'", "column unit_nl (youths-in-court"),
    ("indicators", "upper_bound = 1000", "bbv_number = 22", "upper_bound (youths-in-court-share)"),
    ("indicators", "lower_bound = null", "bbv_number = 22", "upper_bound (youths-in-court-share)"),
    *[
        (
            "indicator_labels",
            f"indicator_id = '{other}'",
            f"printed_label = '{label}'",
            f"({label})",
        )
        for label, other in (
            ("Woninginbraak: % poging", "burglaries-total"),
            ("Winkeldiefstallen per 1000 inwoners", "burglaries-total"),
            ("Verwijzingen Halt per 10.000 jongeren van 12 t/m 17 jaar", "burglaries-total"),
        )
    ],
    *[
        ("indicator_relations", change, f"relation_id = '{relation}'", f"{column} ({relation})")
        for relation, change, column in (
            ("burglary-shares-add-up", "factor = 10", "column factor"),
            ("completed-share-of-burglaries", "factor = 10", "column factor"),
            ("crime-rate-of-crime-count", "factor = 100", "column factor"),
            ("burglaries-are-crimes", "factor = 1", "column factor"),
            (
                "burglaries-are-crimes",
                "other_indicator_id = indicator_id",
                "column indicator_id, other_indicator_id",
            ),
            (
                "burglaries-are-crimes",
                "indicator_id = 'frequent-crimes-total'",
                "column indicator_id, other_indicator_id",
            ),
        )
    ],
    (
        "bbv_indicators",
        "bbv_number = 83",
        "bbv_number = 38",
        "bbv_number (Gemeentelijke woonlasten",
    ),
    ("bbv_indicators", "task_field_nl = 'Zorg'", "bbv_number = 7", "task_field_nl (Harde kern jon"),
    ("bbv_indicators", "task_field_number = 2", "bbv_number = 7", "task_field_nl (Harde kern jon"),
    *[
        ("bbv_indicators", f"{annex} = 'no'", "bbv_number = 38", f"column {annex}")
        for annex in ("in_annex_2016", "in_annex_2017", "in_annex_2018")
    ],
    *[
        ("documents", change, f"document_id = '{DOCUMENT}'", f"documents.csv ({DOCUMENT})")
        for change in (
            "document_kind = 'jaarstukken'",
            "budget_year = 2019",
            "title = 'Begroting 2019'",
        )
    ],
    ("areas", "area_kind = 'country'", "area_id = 'GM0307'", f"seeds/documents.csv ({DOCUMENT})"),
    ("programmes", "task_field_number = 9", "true", "task_field_number (amersfoort-sociale-vei"),
    ("programmes", "parent_programme_id = null", "true", "(amersfoort-veiligheid-en-handhaving)"),
    *[
        (seed, change, "sequence = 2", f"seeds/{seed}.csv, {place}")
        for seed, place in (
            ("objectives", f"column sequence ({DOCUMENT}, {DOCUMENT}-"),
            ("initiatives", f"column sequence ({DOCUMENT}, {DOCUMENT}-"),
            ("partners", f"column sequence ({DOCUMENT}, "),
        )
        for change in ("sequence = 1", "sequence = 99")
    ],
    *[
        (
            "initiatives",
            f"parent_initiative_id = '{DOCUMENT}-{parent}'",
            f"initiative_id = '{DOCUMENT}-housing-nuisance'",
            f"column parent_initiative_id ({DOCUMENT}, {DOCUMENT}-housing-nuisance)",
        )
        for parent in ("housing-nuisance", "regular-efforts")
    ],
    *[
        (
            "statements",
            change,
            f"statement_id = '{statement}'",
            f"printed_value ({DOCUMENT}, {statement})",
        )
        for statement, change in (
            ("quarter-feels-unsafe", "printed_value = null"),
            ("burglaries-fell", "printed_value = '600'"),
            ("burgernet-target-missed", "printed_value = '16.400'"),
        )
    ],
    ("finding_rules", "rule_id = 'other_rule'", "rule_id = 'large_change'", "rule_id (other_rule)"),
    ("finding_rules", "rule_id = 'other_rule'", "rule_id = 'large_change'", "rule_id (large_chang"),
    ("accepted_findings", "reason_en = '-'", "true", "finding_id target_weaker_than_realisation/"),
    ("accepted_findings", "reason_nl = '-'", "true", "finding_id target_weaker_than_realisation/"),
    ("known_gaps", "reason_en = '-'", "true", f"seeds/known_gaps.csv, {NAMED_ROW}"),
    ("known_gaps", "reason_nl = '-'", "true", f"seeds/known_gaps.csv, {NAMED_ROW}"),
]
LISTS = [
    Damage("reference_lists_agree", f"update raw.{seed} set {change} where {rows}", place)
    for seed, change, rows, place in DISAGREEMENTS
]

DAMAGES = [*SEEDS, *LISTS, *STAGING, *INTERMEDIATE, *CORE, *ASSESSMENT, *QUALITY, *REPORTING]
TESTS = sorted({damage.test for damage in DAMAGES})


@pytest.fixture(scope="module")
def compiled(manifest) -> dict[str, str]:
    """Return the compiled query of each data test by its name."""
    return {
        node["name"]: node["compiled_code"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test"
    }


@pytest.fixture(scope="module")
def databases(
    built_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a copy of what the build made; queries name the databases after their files."""
    folder = tmp_path_factory.mktemp("databases")
    target = built_project / "target"
    preparation = shutil.copy(target / "preparation.duckdb", folder)
    public = shutil.copy(target / "publication" / "municipal_indicators.duckdb", folder)
    with duckdb.connect(preparation) as connection:
        connection.execute(f"attach '{public}' as municipal_indicators")
        yield connection


@pytest.fixture
def connection(databases: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """Take back what a test does to the tables."""
    databases.begin()
    yield databases
    databases.rollback()


def failing_rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple]:
    return connection.execute(f"select place, found, expected from ({query})").fetchall()


@pytest.mark.parametrize("test", TESTS)
def test_a_data_test_passes_on_the_real_tables(connection, compiled, test):
    assert failing_rows(connection, compiled[test]) == []


@pytest.mark.parametrize("damage", DAMAGES, ids=[damage.test for damage in DAMAGES])
def test_a_data_test_fails_on_damaged_tables(connection, compiled, damage):
    connection.execute(damage.statement)

    rows = failing_rows(connection, compiled[damage.test])

    assert rows
    assert all(isinstance(text, str) for row in rows for text in row), rows
    assert [place for place, _, _ in rows if damage.place in place], rows


def test_every_data_test_has_a_damage(compiled):
    assert sorted(compiled) == TESTS
