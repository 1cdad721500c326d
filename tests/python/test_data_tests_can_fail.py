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
from conftest import DOCUMENT

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
        "mandatory_indicators_and_relations_are_complete",
        "update raw.indicators set bbv_number = null where indicator_id ="
        " 'shoplifting-per-1000-inhabitants'",
        "seeds/indicators.csv, column bbv_number (shoplifting-per-1000-inhabitants)",
    ),
    Damage(
        "mandatory_indicators_and_relations_are_complete",
        "update raw.indicator_relations set factor = null where relation_id ="
        " 'burglary-shares-add-up'",
        "seeds/indicator_relations.csv, column factor (burglary-shares-add-up)",
    ),
    Damage(
        "every_printed_figure_is_readable",
        f"update {PRINTED} set printed_value = '12,,5', observation_status = null"
        f" where {SIXTH_CELL}",
        f"column printed_value ({NAMED_SIXTH_CELL})",
    ),
    Damage(
        "every_printed_row_has_one_label",
        f"update {PRINTED} set printed_label = 'Woninginbraken' where {SIXTH_CELL}",
        f"column printed_label ({NAMED_ROW})",
    ),
    # No year and no candidates; one candidate only; a year and candidates; evidence that does not
    # fit either way.
    *[
        Damage(
            "every_year_is_settled_or_has_candidates",
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
        "printed_rows_run_from_left_to_right",
        f"update {PRINTED} set cell = 9 where {ROW} and cell = 8",
        f"column cell ({NAMED_ROW}, cell 9)",
    ),
    *[
        Damage(
            "printed_rows_run_from_left_to_right",
            f"update {PRINTED} set year = {change} where {ROW} and cell in (5, 6)",
            f"column year ({NAMED_SIXTH_CELL})",
        )
        for change in ("case cell when 5 then 2016 else 2015 end", "2015")
    ],
    *[
        Damage(
            "printed_tables_match_their_control_totals",
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
        "every_printed_label_resolves_to_one_indicator",
        f"update {RESOLVED} set indicator_id = null where {SIXTH_CELL}",
        f"column printed_label ({NAMED_SIXTH_CELL})",
    ),
    Damage(
        "every_year_stands_in_the_printed_header",
        f"update {RESOLVED} set year = 2010 where {SIXTH_CELL}",
        f"column year ({NAMED_SIXTH_CELL})",
    ),
    Damage(
        "every_year_stands_in_the_printed_header",
        f"update {RESOLVED} set value_type = 'target' where {SIXTH_CELL}",
        f"column year ({NAMED_SIXTH_CELL})",
    ),
    Damage(
        "no_figure_is_printed_twice_for_one_year",
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
            "no_fact_is_without_provenance",
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
            "rounding_intervals_hold_their_value",
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
            "every_reference_of_fct_indicator_value_exists",
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
            "every_reference_of_fct_unplaced_value_exists",
            f"update {UNPLACED} set {column} = 'unknown' where line = 4",
            f"fct_unplaced_value, column {column}",
        )
        for column in ("document_id", "indicator_id", "programme_id", "area_id", "value_type")
    ],
]

ASSESSMENT = [
    *[
        Damage(
            "every_measured_indicator_has_a_pace_or_a_reason",
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
        "every_repeated_figure_is_compared",
        f"update {REVISIONS} set indicator_id = 'unknown' where indicator_id = 'burglaries-total'",
        "unknown, GM0307, realisation 2015",
    ),
    Damage(
        "every_repeated_figure_is_compared",
        f"delete from {REVISIONS} where indicator_id = 'crimes-per-1000-inhabitants'"
        " and year = 2016",
        "crimes-per-1000-inhabitants, GM0307, realisation 2016",
    ),
    *[
        Damage(
            "every_target_is_assessed_once",
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
            "coverage_reconciles_with_the_facts",
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
            "every_accepted_finding_still_occurs",
            f"{statement} where rule_id = 'missed_target_repeated'",
            f"seeds/accepted_findings.csv, finding_id missed_target_repeated/{DOCUMENT}/",
        )
        for statement in (
            f"delete from {FINDINGS}",
            f"update {FINDINGS} set figures = '16.500 | 15661 | 16500'",
        )
    ],
    Damage(
        "every_finding_is_accepted_with_a_reason",
        f"update {FINDINGS} set finding_status = 'open' where rule_id = 'missed_target_repeated'",
        f"seeds/accepted_findings.csv, finding_id missed_target_repeated/{DOCUMENT}/",
    ),
    # A blank without a reason; a recorded gap that is filled, or outside the grid.
    *[
        Damage(
            "every_missing_cell_is_a_known_gap",
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
            "every_fact_and_finding_is_reported_once",
            f"delete from municipal_indicators.reporting.{report}"
            " where indicator_id = 'crimes-total'",
            report,
        )
        for report in ("rpt_indicator_series", "rpt_data_quality", "rpt_target_outlook")
    ],
    *[
        Damage(
            "rebuilt_tables_hold_every_printed_cell", statement, f"{DOCUMENT}, table indicatoren"
        )
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
        f"every_row_of_{seed}_is_valid",
        f"update raw.{seed} set {change} where rowid = {line - 2}",
        f"seeds/{seed}.csv, line {line}, column {column}",
    )


# Each kind of check of valid_rows, on a seed that has it: an empty cell, another word than those
# accepted, a row that is not there, a key that the line above has already.
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

DAMAGES = [*SEEDS, *STAGING, *INTERMEDIATE, *CORE, *ASSESSMENT, *QUALITY, *REPORTING]
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
