"""The landing zone: files of other systems beside the seeds, and what is wrong with them."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from municipal_indicators.checksum import sha256
from municipal_indicators.landing import files as landing_files
from municipal_indicators.paths import PUBLISHED
from municipal_indicators.seed_files import declared_seeds
from tests.support.projects import Outcome, generate, query, read_rows, run_dbt

VALUES = 20_000
DECLARED = declared_seeds()
AREAS = "area_id,area_kind,name_nl\n"


def look_at(folder: Path) -> landing_files.Findings:
    return landing_files.look_at(folder, DECLARED)


def land(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def land_parquet(folder: Path, name: str, sql: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    duckdb.sql(f"copy ({sql}) to '{path}' (format parquet)")
    return path


class Case(NamedTuple):
    """One damaged file.

    Attributes:
        name: File in the landing folder.
        content: Text of a CSV file, or the query whose result is written as Parquet.
        parts: What one of the problems says beside the name of the file.
    """

    name: str
    content: str
    parts: list[str]


def relation(factor: str) -> str:
    """Return a query for a landed row with a number in its one decimal column."""
    return (
        "select 'r' as relation_id, 'rate_of' as relation_kind, 'a' as indicator_id,"
        f" 'b' as other_indicator_id, {factor} as factor, 'x' as note"
    )


def header(position: str) -> str:
    """Return a query for a landed row with a number in a column of whole numbers."""
    return (
        f"select 'd' as document_id, 't' as table_id, {position} as position, '2017' as"
        " printed_header, 'target' as value_type, '2017' as period, '' as area_id"
    )


CASES = {
    "text where a whole number belongs": Case(
        "known_gaps/a.csv",
        "document_id,table_id,line,position,reason_nl,reason_en\nd,t,1,2,x,x\nd,t,een,2,x,x\n",
        [", line 3, column line:", "found 'een'", "expected a whole number"],
    ),
    "a number with decimals where a whole one belongs": Case(
        "known_gaps/a.csv",
        "document_id,table_id,line,position,reason_nl,reason_en\nd,t,1,2.4,x,x\n",
        [", line 2, column position:", "found '2.4'", "expected a whole number"],
    ),
    "a month where a day belongs": Case(
        "documents/a.csv",
        f"{','.join(DECLARED['documents']['column_types'])}\nd,GM1,begroting,2018,full,x,,2018-01\n",
        [", line 2, column retrieved_on:", "found '2018-01'", "expected a day such as"],
    ),
    "text where true or false belongs": Case(
        "value_types/a.csv",
        "value_type,is_plan\nhope,perhaps\n",
        [", line 2, column is_plan:", "found 'perhaps'", "expected true or false"],
    ),
    "text where a day belongs in Parquet": Case(
        "documents/a.parquet",
        "select 'd' as document_id, 'GM1' as area_id, 'begroting' as document_kind,"
        " 2018 as budget_year, 'full' as coverage, 'x' as title, '' as page_url,"
        " '2018-01-01' as retrieved_on",
        ["column retrieved_on:", "found type VARCHAR", "expected date"],
    ),
    "a text with a space behind it": Case(
        "areas/a.csv",
        AREAS + "GM1,municipality,A\nGM2,municipality,B \n",
        [", line 3, column name_nl:", "found 'B '", "expected no space before or behind"],
    ),
    "a number with a space before it": Case(
        "known_gaps/a.csv",
        "document_id,table_id,line,position,reason_nl,reason_en\nd,t, 1,2,x,x\n",
        [", line 2, column line:", "found ' 1'"],
    ),
    "a text with a no-break space before it in Parquet": Case(
        "areas/a.parquet",
        "select unnest(['GM1', 'GM2']) as area_id, 'municipality' as area_kind,"
        " unnest(['Bergen op Zoom', '\u00a0B']) as name_nl",
        ["column name_nl:", "found '\\xa0B' in row 2", "expected no space before or behind"],
    ),
    "an empty text that is a space in Parquet": Case(
        "areas/a.parquet",
        "select 'GM1' as area_id, 'municipality' as area_kind, ' ' as name_nl",
        ["column name_nl:", "found ' ' in row 1"],
    ),
    "a row too short": Case(
        "areas/a.csv", AREAS + "GM1,municipality,A\nGM2,municipality\n", [", line 3:"]
    ),
    "a row too long": Case("areas/a.csv", AREAS + "GM1,municipality,A,B\n", [", line 2:"]),
    "a missing column": Case(
        "areas/a.csv", "area_id,name_nl\nGM1,A\n", ["column area_kind is missing"]
    ),
    "a column twice": Case(
        "areas/a.csv",
        "area_id,area_id,area_kind,name_nl\nGM1,GM1,municipality,A\n",
        ["column area_id twice"],
    ),
    "no rows": Case("areas/a.csv", AREAS, ["found no rows below the header"]),
    "an empty file": Case("areas/a.csv", "", ["column area_id is missing"]),
    "semicolons": Case(
        "areas/a.csv", "area_id;area_kind;name_nl\nGM1;municipality;A\n", ["semicolons"]
    ),
    "a Parquet file that is none": Case("areas/a.parquet", "area_id", ["expected a Parquet file"]),
    "a missing column in Parquet": Case(
        "areas/a.parquet",
        "select 'GM1' as area_id, 'A' as name_nl",
        ["column area_kind is missing"],
    ),
    "another type in Parquet": Case(
        "areas/a.parquet",
        "select 1 as area_id, 'municipality' as area_kind, 'A' as name_nl",
        ["column area_id:", "found type INTEGER", "expected varchar"],
    ),
    **{
        f"{number} where a whole number belongs in Parquet": Case(
            "document_columns/a.parquet",
            header(number),
            ["column position:", f"found {found}", expected],
        )
        for number, found, expected in [
            ("3000000000", "3000000000", "expected a number that integer holds exactly"),
            ("-3000000000", "-3000000000", "expected a number that integer holds exactly"),
            ("3000000000::ubigint", "3000000000", "expected a number that integer holds exactly"),
            ("2016.5::double", "type DOUBLE", "expected integer"),
        ]
    },
    **{
        f"{number} where a decimal belongs in Parquet": Case(
            "indicator_relations/a.parquet",
            relation(number),
            ["column factor:", f"found {found},", "a number that decimal(18, 6) holds exactly"],
        )
        for number, found in [
            ("'nan'::double", "nan"),
            ("'-infinity'::float", "-inf"),
            ("1e12::double", "1000000000000.0"),
            ("1234567890123", "1234567890123"),
            ("0.1234567::decimal(18, 7)", "0.1234567"),
            ("0.1::double + 0.2::double", "0.30000000000000004"),
        ]
    },
    "no rows in Parquet": Case(
        "areas/a.parquet",
        "select '' as area_id, '' as area_kind, '' as name_nl where false",
        ["found no rows"],
    ),
    "another kind of file": Case("areas/a.xlsx", "x", ["expected .parquet or .csv"]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_damaged_file_is_reported_with_file_and_column(tmp_path, name):
    case = CASES[name]
    is_query = case.name.endswith(".parquet") and case.content.startswith("select")
    path = (land_parquet if is_query else land)(tmp_path, case.name, case.content)
    problems = look_at(tmp_path).problems
    assert any(
        problem.startswith(str(path)) and all(part in problem for part in case.parts)
        for problem in problems
    ), problems


def test_a_file_in_another_encoding_is_reported(tmp_path):
    path = land(tmp_path, "areas/a.csv", "")
    path.write_bytes((AREAS + "GM1,municipality,Súdwest\n").encode("cp1252"))
    (problem,) = look_at(tmp_path).problems
    assert problem.startswith(str(path))


@pytest.mark.parametrize("folder", ["nowhere", "empty", "with an empty entity"])
def test_a_folder_without_files_is_reported(tmp_path, folder):
    if folder != "nowhere":
        (tmp_path / folder).mkdir()
    if folder == "with an empty entity":
        (tmp_path / folder / "areas").mkdir()
    (problem,) = look_at(tmp_path / folder).problems
    assert folder in problem and "expected" in problem


def test_a_folder_that_is_no_seed_is_reported(tmp_path):
    land(tmp_path, "gemeenten/a.csv", AREAS)
    (problem,) = look_at(tmp_path).problems
    assert "gemeenten" in problem and "areas" in problem


def test_an_unknown_column_is_reported_and_ignored(tmp_path):
    path = land(tmp_path, "areas/a.csv", "remark,name_nl,area_kind,area_id\nx,A,municipality,GM1\n")
    findings = look_at(tmp_path)
    assert findings.problems == []
    assert findings.remarks == [f"{path}: unknown column 'remark' is ignored"]
    sql = landing_files.landed_rows(findings.files["areas"], DECLARED["areas"]["column_types"])
    assert duckdb.sql(sql).columns == ["area_id", "area_kind", "name_nl"]
    assert duckdb.sql(sql).fetchall() == [("GM1", "municipality", "A")]


def test_csv_and_parquet_are_read_together_and_empty_text_is_nothing(tmp_path):
    land(tmp_path, "areas/a.csv", "area_id,area_kind,name_nl\nGM1,municipality,\n")
    land_parquet(
        tmp_path, "areas/b.parquet", "select '' as name_nl, 'GM2' as area_id, 'x' as area_kind"
    )
    findings = look_at(tmp_path)
    assert (findings.problems, findings.remarks) == ([], [])
    sql = landing_files.landed_rows(findings.files["areas"], DECLARED["areas"]["column_types"])
    assert duckdb.sql(f"from ({sql}) order by area_id").fetchall() == [
        ("GM1", "municipality", None),
        ("GM2", "x", None),
    ]


def rows_of(folder: Path, seed: str) -> list[tuple]:
    """Return the landed rows of a seed in the order of its columns, when nothing is wrong."""
    findings = look_at(folder)
    assert findings.problems == []
    sql = landing_files.landed_rows(findings.files[seed], DECLARED[seed]["column_types"])
    return duckdb.sql(f"from ({sql}) order by all nulls last").fetchall()


@pytest.mark.parametrize(
    "kind", ["integer", "double", "date", "boolean", "blob", "struct(part integer)", "varchar[]"]
)
def test_a_column_without_values_may_have_any_type_in_parquet(tmp_path, kind):
    # Every column of a list with texts, whole numbers and decimals: without values in one file,
    # with values in the other.
    kinds = [declared.split("(")[0] for declared in DECLARED["indicators"]["column_types"].values()]
    filled = {"varchar": "één", "integer": 16777217, "decimal": Decimal("1.5")}
    for name, values in {
        "a": [f"cast(null as {kind})"] * len(kinds),
        "b": [f"'{filled[one]}'" if one == "varchar" else str(filled[one]) for one in kinds],
    }.items():
        columns = zip(values, DECLARED["indicators"]["column_types"], strict=True)
        land_parquet(
            tmp_path,
            f"indicators/{name}.parquet",
            "select " + ", ".join(f"{value} as {column}" for value, column in columns),
        )
    assert rows_of(tmp_path, "indicators") == [
        tuple(filled[one] for one in kinds),
        (None,) * len(kinds),
    ]


def test_numbers_of_other_types_in_parquet_are_read_as_they_are(tmp_path):
    numbers = ["12345.67::float", "0.1::double", "1e-5::double", "123456789012::bigint"]
    numbers += ["999999999999.999999::decimal(20, 6)", "2.50::decimal(38, 30)", "3::utinyint"]
    for place, number in enumerate(numbers):
        land_parquet(tmp_path, f"indicator_relations/{place}.parquet", relation(number))
    assert [str(row[4]) for row in rows_of(tmp_path, "indicator_relations")] == [
        *("0.000010", "0.100000", "2.500000", "3.000000", "12345.670000"),
        *("123456789012.000000", "999999999999.999999"),
    ]


def test_whole_numbers_of_any_size_fit_in_parquet(tmp_path):
    kinds = ["tinyint", "smallint", "integer", "bigint"]
    kinds += ["utinyint", "usmallint", "uinteger", "ubigint"]
    for place, kind in enumerate(kinds):
        land_parquet(tmp_path, f"document_columns/{place}.parquet", header(f"cast(99 as {kind})"))
    assert [row[2] for row in rows_of(tmp_path, "document_columns")] == [99] * len(kinds)


@pytest.mark.parametrize("kind", ["integer", "bigint"])
def test_damage_inside_a_column_of_numbers_is_reported(tmp_path, kind):
    path = land_parquet(
        tmp_path,
        "document_columns/a.parquet",
        f"{header(f'cast(i as {kind})')} from range(1000) as numbers(i)",
    )
    ((start,),) = duckdb.sql(
        "select coalesce(dictionary_page_offset, data_page_offset)"
        f" from parquet_metadata('{path}') where path_in_schema = 'position'"
    ).fetchall()
    content = bytearray(path.read_bytes())
    content[start : start + 20] = b"\xff" * 20
    path.write_bytes(content)
    (problem,) = look_at(tmp_path).problems
    assert problem.startswith(f"{path}, column position: ")
    assert problem.endswith(", expected integer")


# What follows builds: small, but with everything that a large delivery has.


def deliver(folder: Path, *options: str) -> None:
    generate("--values", str(VALUES), "--folder", folder, *options)


@pytest.fixture(scope="module")
def landed_build(
    copy_project: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Outcome, list[list[str]]]:
    """Build with generated files: the project, how it ended, and the planted findings."""
    project, folder = copy_project(), tmp_path_factory.mktemp("generated") / "landing"
    deliver(folder)
    outcome = run_dbt(project, "build", "--vars", f"landing: {folder}")
    planted = read_rows(folder.with_name("landing-planted.csv"))[1:]
    return project, outcome, planted


def built(project: Path, sql: str) -> list[tuple]:
    return query(project / "target/publication/municipal_indicators.duckdb", sql)


def test_every_planted_contradiction_is_found_and_nothing_else(landed_build):
    project, outcome, planted = landed_build
    found = built(
        project,
        "select finding_id, figures from quality.fct_finding where finding_status = 'open'",
    )
    assert len(planted) == 8
    assert sorted(map(tuple, planted)) == sorted(found)
    assert outcome.exit_code != 0
    failed = [line for line in outcome.text.splitlines() if " FAIL " in line]
    assert len(failed) == 1 and "every_finding_is_accepted_and_still_occurs" in failed[0], failed
    place = "seeds/decisions/accepted_findings.csv or landed accepted_findings, finding_id "
    assert all(place + finding_id in outcome.text for finding_id, _ in planted), outcome.text


def test_landed_figures_stand_beside_those_of_the_seeds(landed_build, published):
    project, _, _ = landed_build
    ((figures, typed),) = built(
        project,
        "select count(*), count(*) filter (area_id = 'GM0307') from core.fct_indicator_value",
    )
    ((alone,),) = query(published, "select count(*) from core.fct_indicator_value")
    assert figures - typed > 0.9 * VALUES
    assert typed == alone


@pytest.fixture(scope="module")
def accepted_build(
    copy_project: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """Build with the planted findings accepted: the project and its landing folder."""
    project = copy_project()
    deliver(project / "landing", "--accept")
    outcome = run_dbt(project, "build", "--vars", "landing: true")
    assert outcome.exit_code == 0, outcome.text
    return project, project / "landing"


def test_a_build_with_landing_is_published(accepted_build):
    project, _ = accepted_build
    counts = query(
        project / PUBLISHED,
        "select (select count(*) from core.fct_indicator_value),"
        " (select count(*) from reporting.rpt_indicator_series)",
    )
    assert counts[0][0] == counts[0][1] > 0.9 * VALUES


def test_a_build_without_landing_takes_no_notice_of_the_folder(accepted_build, published):
    project, _ = accepted_build
    # This replaces what was published; the tests behind it read the landed files only, or build
    # with landing again.
    before = query(published, "from core.fct_indicator_value order by all")
    broken = project / "landing/areas/broken.csv"
    broken.write_text("nothing", encoding="utf-8")
    outcome = run_dbt(project, "build")
    broken.unlink()
    assert outcome.exit_code == 0, outcome.text
    assert query(project / PUBLISHED, "from core.fct_indicator_value order by all") == before


def test_the_generator_repeats_itself(accepted_build, tmp_path):
    _, folder = accepted_build
    deliver(tmp_path / "again", "--accept")
    files = sorted(path.relative_to(folder) for path in folder.rglob("*.parquet"))
    assert files
    assert [sha256(tmp_path / "again" / file) for file in files] == [
        sha256(folder / file) for file in files
    ]


@pytest.fixture(scope="module")
def refused(copy_project: Callable[[], Path]) -> tuple[Path, Outcome]:
    """Build with landed rows that break the rules of their seeds."""
    project = copy_project()
    land(
        project,
        "landing/areas/a.csv",
        AREAS + "GM0307,municipality,Amersfoort\nGM9001,planet,Verzonnen\nGM9002,country,\n",
    )
    land(
        project,
        "landing/indicator_labels/a.csv",
        "printed_label,printed_unit,publisher_area_id,indicator_id,factor\n"
        "Een label,,,no-such-indicator,1\n",
    )
    return project, run_dbt(project, "build", "--vars", "landing: true")


@pytest.mark.parametrize(
    "parts",
    [
        # A key that a seed has as well, another word than accepted, nothing, an unknown reference.
        ["areas", "found GM0307 in 2 rows", "expected one row"],
        ["landing/areas (GM9001), column area_kind", "found planet"],
        ["landing/areas (GM9002), column name_nl", "found nothing"],
        [
            "landing/indicator_labels (Een label, nothing, nothing), column indicator_id",
            "found no-such-indicator",
            "expected a row of seeds/reference/indicators.csv or landed indicators",
        ],
    ],
)
def test_landed_rows_keep_the_rules_of_their_seed(refused, parts):
    _, outcome = refused
    assert outcome.exit_code != 0
    assert any(all(part in line for part in parts) for line in outcome.text.splitlines()), (
        outcome.text
    )


def test_a_damaged_file_stops_the_build_before_anything_is_loaded(copy_project):
    project = copy_project()
    before = sha256(project / PUBLISHED)
    land(project, "landing/areas/a.csv", "area_id,name_nl\nGM1,A\n")
    outcome = run_dbt(project, "build", "--vars", "landing: true")
    assert outcome.exit_code != 0
    assert "landing/areas/a.csv: column area_kind is missing" in outcome.text
    assert "nothing was built or published" in outcome.text
    assert sha256(project / PUBLISHED) == before


def test_a_key_that_occurs_twice_is_found_without_a_primary_key(accepted_build):
    # After the tests that read this build.
    project, _ = accepted_build
    built_with_landing = run_dbt(project, "build", "--vars", "landing: true")
    assert built_with_landing.exit_code == 0, built_with_landing.text
    with duckdb.connect(project / "target/publication/municipal_indicators.duckdb") as connection:
        connection.execute(
            "insert into core.fct_indicator_value from core.fct_indicator_value limit 1"
        )
    outcome = run_dbt(
        project,
        *("test", "--select", "fct_indicator_value_keeps_its_constraints"),
        *("--vars", "landing: true"),
    )
    assert outcome.exit_code != 0
    assert "fct_indicator_value, document_id, indicator_id, area_id, period, value_type: found" in (
        outcome.text
    )
